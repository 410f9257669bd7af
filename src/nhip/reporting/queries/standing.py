"""Who stands where towards a report: the sides they may act on, who wrote it, who approves by delegation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from nhip.agencies.permits import may, reach_of
from nhip.reporting.models.reports import FigureSave, ParagraphSave, Report, ReportAttachment
from nhip.reporting.models.versions import Delegation, ReportMove
from nhip.reporting.states import allowed

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def authors(report: Report) -> frozenset[int]:
    """Everybody who wrote, gave a figure, attached, or handed it in, in any round of correction."""
    wrote = ParagraphSave.objects.filter(paragraph__report=report).values_list("by_id", flat=True)
    gave = FigureSave.objects.filter(figure__report=report).values_list("by_id", flat=True)
    attached = ReportAttachment.objects.filter(report=report).values_list("by_id", flat=True)
    handed = ReportMove.objects.filter(report=report, verb="submit").values_list("by_id", flat=True)
    return frozenset([*wrote, *gave, *attached, *handed])


def is_author(asker: Account, report: Report) -> bool:
    return asker.pk in authors(report)


def sides(asker: Account, report: Report, today: date) -> frozenset[str]:
    """The sides of the chain on which the asker may act for this report."""
    found = {
        side
        for side, verb in (
            ("writer", "reporting.submit"), ("checker", "reporting.check"), ("approver", "reporting.approve"),
        )
        if may(asker, verb, report.unit_id)
    }  # fmt: skip
    if delegation_of(asker, report.unit_id, today) is not None:
        found.add("approver")
    if may(asker, "reporting.return", report.round.receiver_id or 0):
        found.add("receiver")
    return frozenset(found)


def delegation_of(asker: Account, unit: int, today: date) -> Delegation | None:
    """The delegation by which the asker approves at the unit today."""
    held = Delegation.objects.filter(holder=asker, unit_id=unit, since__lte=today, until__gte=today)
    return held.filter(withdrawn_at__isnull=True).order_by("pk").first()


def verbs(asker: Account, report: Report, today: date) -> tuple[str, ...]:
    """What the asker may do with the report now."""
    return allowed(report.state, sides(asker, report, today), author=is_author(asker, report))


def waiting_for(asker: Account, today: date) -> list[Report]:
    """The reports that the asker has to check or approve now, never their own, the most urgent first."""
    units = {
        "submitted": reach_of(asker, "reporting.check"),
        "checked": reach_of(asker, "reporting.approve"),
    }
    held = Delegation.objects.filter(holder=asker, since__lte=today, until__gte=today, withdrawn_at__isnull=True)
    delegated = frozenset(held.values_list("unit_id", flat=True))
    asked = Q(pk__in=[])
    for state, reach in units.items():
        mine = None if reach is None else reach | (delegated if state == "checked" else frozenset())
        asked |= Q(state=state) if mine is None else Q(state=state, unit_id__in=mine)
    rows = Report.objects.filter(asked).select_related("round", "unit").order_by("due_on", "pk")
    return [row for row in rows if not is_author(asker, row)]
