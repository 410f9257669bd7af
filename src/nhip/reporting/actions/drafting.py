"""Writing a report: paragraphs that two people may write at once, figures, explanations, attachments.

A save says which edition its writer saw. What another person wrote meanwhile is joined word by word; where both changed
the same words, the text that stands stays and the other is held beside it until somebody chooses. No text is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.actions import originals as media
from nhip.reporting.merging import merge
from nhip.reporting.models.reports import (
    FigureSave,
    ParagraphSave,
    Report,
    ReportAttachment,
    ReportFigure,
    ReportParagraph,
)
from nhip.reporting.states import EDITABLE, STATES
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: `outcome` saved | merged | held; what stands now; the places that clash."""

    outcome: str
    edition: int
    text: str
    clashes: tuple[tuple[str, str], ...] = ()
    save: int | None = None


@transaction.atomic
def save_paragraph(asker: Account, paragraph_id: int, base: int, text: str) -> Saved:
    """Save what was typed by somebody who saw edition `base`. The same text again changes nothing.

    Raises PermissionDenied without the permit at the agency, Refused when the report cannot be edited now.
    """
    row = ReportParagraph.objects.select_for_update(of=("self",)).select_related("report__round").get(pk=paragraph_id)
    _must_edit(asker, row.report)
    if text == row.text:
        return Saved("saved", row.edition, row.text)
    joined = merge(_text_at(row, base), text, row.text)
    if joined.text is None:
        held = _keep(asker, row, base, text, "held")
        _tell(asker, row, "held")
        return Saved("held", row.edition, row.text, joined.clashes, held.pk)
    outcome = "saved" if base == row.edition else "merged"
    row.text, row.edition = joined.text, row.edition + 1
    row.save(update_fields=["text", "edition"])
    kept = _keep(asker, row, base, text, outcome)
    _tell(asker, row, outcome)
    return Saved(outcome, row.edition, row.text, (), kept.pk)


@transaction.atomic
def settle_held(asker: Account, save_id: int, text: str, base: int) -> Saved:
    """A person who saw both texts writes the one that is to stand. Raises as `save_paragraph`."""
    held = (
        ParagraphSave.objects.select_for_update(of=("self",))
        .select_related("paragraph__report")
        .get(pk=save_id, outcome="held")
    )
    saved = save_paragraph(asker, held.paragraph_id, base, text)
    if saved.outcome != "held":
        held.outcome = "settled"
        held.save(update_fields=["outcome"])
    return saved


@transaction.atomic
def state_figure(
    asker: Account, figure_id: int, edition: int, *, value: Decimal | None, nil: bool = False, qualifier: str = "",
    explanation: str = "",
) -> tuple[ReportFigure, bool]:  # fmt: skip
    """Give a figure as the agency says it: the row, and whether this value stands.

    It does not where somebody changed the figure after edition `edition`; what was sent is kept for a person to see.
    """
    row = ReportFigure.objects.select_for_update(of=("self",)).select_related("report__round").get(pk=figure_id)
    _must_edit(asker, row.report)
    if nil and value is not None:
        raise Refused([Issue(row.code, "reporting.nil_with_value", {"name": row.name})])
    same = (row.value, row.nil, row.qualifier, row.explanation) == (value, nil, qualifier, explanation.strip())
    if same:
        return row, True
    late = edition != row.edition
    if not late:
        row.value, row.nil, row.qualifier, row.explanation = value, nil, qualifier[:20], explanation.strip()
        row.edition += 1
        row.save(update_fields=["value", "nil", "qualifier", "explanation", "edition"])
    FigureSave.objects.create(
        figure=row, edition=row.edition, value=value, nil=nil, qualifier=qualifier[:20],
        explanation=explanation.strip(), held=late, by=asker, at=timezone.now(),
    )  # fmt: skip
    facts = {"figure": row.code, "value": value, "nil": nil, "held": late}
    write(asker, "reporting.state_figure", row.report, "", facts)
    return row, not late


@transaction.atomic
def nothing_else(asker: Account, report_id: int) -> int:
    """One tap: “không phát sinh” for every figure that was neither counted nor given. How many they were."""
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report_id)
    _must_edit(asker, report)
    left = list(report.figures.filter(value__isnull=True, nil=False, counted__isnull=True))
    now = timezone.now()
    for row in left:
        row.nil, row.edition = True, row.edition + 1
        FigureSave.objects.create(figure=row, edition=row.edition, nil=True, by=asker, at=now)
    ReportFigure.objects.bulk_update(left, ["nil", "edition"])
    write(asker, "reporting.nothing_else", report, "", {"figures": len(left)})
    return len(left)


@transaction.atomic
def attach(
    asker: Account, report_id: int, *, figure: int | None = None, name: str = "", data: bytes = b"", type: str = "",
    link: str = "", note: str = "",
) -> ReportAttachment:  # fmt: skip
    """Attach a file or a link to the report, or to one of its figures."""
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report_id)
    _must_edit(asker, report)
    if not data and not link:
        raise Refused([Issue("file", "reporting.attachment_empty", {})])
    kept = media.keep(asker, data, name, type or "application/octet-stream") if data else None
    row = ReportAttachment.objects.create(
        report=report, figure_id=figure, name=(name or link)[:255], original=kept, link=link, note=note[:300], by=asker,
        at=timezone.now(),
    )  # fmt: skip
    write(asker, "reporting.attach", report, "", {"figure": figure, "file": bool(data)})
    return row


@transaction.atomic
def detach(asker: Account, attachment_id: int) -> None:
    """Take an attachment off; versions that were sent keep its name and hash."""
    row = ReportAttachment.objects.select_related("report__round").get(pk=attachment_id)
    _must_edit(asker, row.report)
    write(asker, "reporting.detach", row.report, "", {"name": row.name})
    row.delete()


@transaction.atomic
def assign(asker: Account, report_id: int, to: Account | None) -> Report:
    """Say who writes the report. No right comes or goes with it."""
    report = Report.objects.select_for_update().get(pk=report_id)
    if not may(asker, "reporting.submit", report.unit_id):
        raise PermissionDenied("reporting.submit")
    report.assignee = to
    report.save(update_fields=["assignee"])
    write(asker, "reporting.assign", report, "", {"to": to.pk if to else None})
    return report


def _must_edit(asker: Account, report: Report) -> None:
    if not may(asker, "reporting.submit", report.unit_id):
        raise PermissionDenied("reporting.submit")
    if report.state not in EDITABLE:
        raise Refused([Issue("state", "reporting.not_editable", {"state": dict(STATES)[report.state]})])


def _text_at(row: ReportParagraph, edition: int) -> str:
    """What stood at an edition; the empty sheet before the first save."""
    if edition == row.edition:
        return row.text
    held = row.saves.filter(edition=edition, outcome__in=("saved", "merged", "settled")).first()
    return held.text if held else ""


def _keep(asker: Account, row: ReportParagraph, base: int, typed: str, outcome: str) -> ParagraphSave:
    return ParagraphSave.objects.create(
        paragraph=row, base=base, edition=row.edition, typed=typed, text=row.text, outcome=outcome, by=asker,
        at=timezone.now(),
    )  # fmt: skip


def _tell(asker: Account, row: ReportParagraph, outcome: str) -> None:
    write(asker, "reporting.write", row.report, "", {"part": row.key, "edition": row.edition, "outcome": outcome})
