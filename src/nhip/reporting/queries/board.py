"""Who has sent and who has not: the board of a round, and what is mine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.reporting.models.reports import Report
from nhip.reporting.models.rounds import Round
from nhip.reporting.timeliness import Board, Cell, board, cell_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Seat:
    """One agency on the board: its report, its name on the last day of the period, how it stands."""

    report: Report
    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Seats:
    """The board of one round."""

    round: Round
    seats: tuple[Seat, ...]
    board: Board


def reports_seen_by(asker: Account) -> QuerySet[Report]:
    """The reports that the asker may read."""
    rows = Report.objects.select_related("round", "unit")
    reach = reach_of(asker, "reporting.read")
    return rows if reach is None else rows.filter(unit_id__in=reach)


def report_seen_by(asker: Account, pk: int) -> Report | None:
    """The report, where the asker may read it."""
    report = Report.objects.select_related("round__receiver", "round__request", "unit").filter(pk=pk).first()
    return report if report is not None and may(asker, "reporting.read", report.unit_id) else None


def rounds_seen_by(asker: Account) -> QuerySet[Round]:
    """The rounds in which the asker may read a report."""
    reach = reach_of(asker, "reporting.read")
    return Round.objects.all() if reach is None else Round.objects.filter(reports__unit_id__in=reach).distinct()


def seats_of(asker: Account, round: Round, today: date) -> Seats:
    """The board of a round as far as the asker may read it, by the name of the agencies."""
    held = directory(asker)
    rows = reports_seen_by(asker).filter(round=round)
    seats = [Seat(row, name_on(held, row.unit.key, round.end), standing(row, today)) for row in rows]
    return Seats(round, tuple(seats), board([seat.cell for seat in seats]))


def standing(report: Report, today: date) -> Cell:
    """How one report stands today."""
    first = timezone.localdate(report.first_sent_at) if report.first_sent_at else None
    sent = timezone.localdate(report.sent_at) if report.sent_at else None
    return cell_of(report.unit.key, report.state, report.due_on, first, sent, today)


def owed_by(asker: Account) -> list[Report]:
    """The reports that the asker has to write and that are not out of their hands, the most urgent first."""
    reach = reach_of(asker, "reporting.submit") or frozenset()
    rows = Report.objects.filter(unit_id__in=reach, state__in=("drafting", "returned", "recalled"))
    rows = rows.filter(round__closed_at__isnull=True)
    return list(rows.select_related("round", "unit").order_by("due_on", "pk"))
