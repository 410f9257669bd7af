"""Rolling up: figures of the level below by each indicator's own rule, paragraphs under their part with sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.journal.actions import write
from nhip.measurement.figures import Figure, together
from nhip.measurement.queries.indicators import values_for
from nhip.measurement.scope import Scope, home_of
from nhip.reporting.collecting import Collected, by_label, joined_text, mark_doubles, passages
from nhip.reporting.models.filling import put
from nhip.reporting.models.reports import ParagraphSave, Report, ReportFigure, ReportParagraph
from nhip.reporting.queries.before import before_of
from nhip.reporting.queries.counting import period_of
from nhip.reporting.queries.rolled import below
from nhip.reporting.rollup import Row, rolled
from nhip.reporting.states import EDITABLE, SENT, STATES
from nhip.text.issues import Issue
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def roll_up(asker: Account, report_id: int) -> Report:
    """Put the reports of the level below into this one. Done again, it follows what came since; edited words stay.

    Only reports that were sent count; the others are named as missing. Raises PermissionDenied without the permit,
    Refused for a report that cannot be edited.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=report_id)
    if not may(asker, "reporting.submit", report.unit_id):
        raise PermissionDenied("reporting.submit")
    if report.state not in EDITABLE:
        raise Refused([Issue("state", "reporting.not_editable", {"state": dict(STATES)[report.state]})])
    children = below(asker, report)
    sent = [child for child in children if child.state in SENT]
    _figures(asker, report, children, sent)
    doubles = _paragraphs(asker, report, sent)
    report.rolls_up, report.filled_at = True, timezone.now()
    report.save(update_fields=["rolls_up", "filled_at"])
    facts = {"sent": len(sent), "missing": len(children) - len(sent), "doubles": doubles}
    write(asker, "reporting.roll_up", report, str(report.round), facts)
    return report


def _figures(asker: Account, report: Report, children: Sequence[Report], sent: Sequence[Report]) -> None:
    stated = {
        (row.report_id, row.code): row for row in ReportFigure.objects.filter(report__in=[child.pk for child in sent])
    }
    told_apart = any(child.unit_id == report.unit_id for child in children)  # its own deeds stand in a child's report
    territory = _territory(asker, report)
    whole, own = _whole(asker, report, territory), {} if told_apart else _own(asker, report)
    before = before_of(asker, report, territory, [row.code for row in report.figures.all() if row.rule == "sum"])
    for row in report.figures.select_for_update():
        follows = row.value == row.counted and not row.explanation
        rows, sources = [], []
        worth = {"proven": Decimal(0), "estimated": Decimal(0)}
        for child in children:
            one = stated.get((child.pk, row.code))
            rows.append(Row(str(child.unit_id), one.value if one else None, bool(one and one.nil)))
            for name in worth:
                worth[name] += getattr(one, name, None) or 0
            sources.append({
                "unit": child.unit.key, "report": child.pk, "figure": one.pk if one else None,
                "value": str(one.value) if one and one.value is not None else None, "nil": bool(one and one.nil),
                "qualifier": one.qualifier if one else "",
            })  # fmt: skip
        if (mine := own.get(row.code)) is not None:
            rows.append(Row(str(report.unit_id), mine.value))
            for name in worth:
                worth[name] += getattr(mine, name) or 0
            sources.append({
                "unit": report.unit.key, "report": None, "figure": None, "value": str(mine.value), "nil": False,
                "qualifier": "",
            })  # fmt: skip
        put_together = rolled(row.rule, rows)
        row.sources = sources
        if row.rule == "sum":
            row.counted, row.rows = put_together.value, []
            row.proven, row.estimated = worth["proven"], worth["estimated"]
            row.previous, row.last_year, row.reported = before[row.code]
            nil, qualifier = put_together.all_nil, together(one["qualifier"] for one in sources)[:20]
            if follows:
                row.value, row.nil, row.qualifier = row.counted, nil, qualifier
        elif row.code in whole:
            put(row, whole[row.code], fresh=follows)
            row.reported = ""
        row.edition += 1
        row.save()


def _own(asker: Account, report: Report) -> Mapping[str, Figure]:
    """What the collecting agency did itself; nothing where it answers for a territory: its records hold it already."""
    if Scope(directory(asker), report.unit.key, report.round.end).territory is not None:
        return {}
    codes = [row.code for row in report.figures.all() if row.rule == "sum"]
    found = values_for(asker, codes, [report.unit], period_of(report.round), compare=False) if codes else []
    return {one.code: one for one in found if one.value is not None}


def _territory(asker: Account, report: Report) -> Unit | None:
    """The unit of territory whose agencies report to this one."""
    home = home_of(directory(asker), report.unit.key, report.round.end)
    return take_up(asker, [home], ground=str(report.round))[0] if home is not None else None


def _whole(asker: Account, report: Report, territory: Unit | None) -> Mapping[str, Figure]:
    """Shares and stocks of the whole territory, computed from the records: they are never put together from reports."""
    codes = [row.code for row in report.figures.all() if row.rule != "sum"]
    if territory is None or not codes:
        return {}
    return {one.code: one for one in values_for(asker, codes, [territory], period_of(report.round))}


def _paragraphs(asker: Account, report: Report, sent: Sequence[Report]) -> int:
    """Collect under each part; the number of doubles. A text that somebody edited stays, its sources are renewed."""
    held, doubles = directory(asker), 0
    texts = list(ReportParagraph.objects.filter(report__in=[one.pk for one in sent]).select_related("report__unit"))
    names = {one.unit_id: name_on(held, one.unit.key, report.round.end) for one in sent}
    kinds = {part["key"]: part.get("kind", "") for part in report.round.outline}
    order = {one.pk: at for at, one in enumerate(sent)}
    for row in report.paragraphs.select_for_update():
        mine = [one for one in texts if one.key == row.key or fold(_bare(one.title)) == fold(_bare(row.title))]
        told = [
            Collected(names[one.report.unit_id], one.report_id, one.pk, row.key, piece)
            for one in sorted(mine, key=lambda one: order[one.report_id])
            for piece in passages(one.text)
        ]
        found = mark_doubles(by_label(told) if kinds.get(row.key) == "evaluation" else told)
        doubles += sum(one.same_as is not None for one in found)
        untouched = not row.text.strip() or row.text == joined_text(_as_collected(row.sources))
        row.sources = [
            {
                "unit": one.unit,
                "report": one.report,
                "paragraph": one.paragraph,
                "text": one.text,
                "same_as": one.same_as,
            }
            for one in found
        ]  # fmt: skip
        text = joined_text(found)
        if untouched and text != row.text:
            base, row.text, row.edition = row.edition, text, row.edition + 1
            ParagraphSave.objects.create(
                paragraph=row, base=base, edition=row.edition, typed=text, text=text, outcome="saved", by=asker,
                at=timezone.now(),
            )  # fmt: skip
        row.save(update_fields=["text", "edition", "sources"])
    return doubles


def _as_collected(sources: Sequence[Mapping[str, Any]]) -> list[Collected]:
    return [Collected(one["unit"], one["report"], one["paragraph"], "", one["text"], one["same_as"]) for one in sources]


def _bare(title: str) -> str:
    """A heading without its numeral."""
    return title.partition(". ")[2] or title
