"""Telling the people of an agency what is due, late or waiting. Each step is told once, however often this runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.accounts import holders_of
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.notices.actions import tell
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.board import standing
from nhip.reporting.reminding import reminder
from nhip.reporting.states import EDITABLE, STATES

if TYPE_CHECKING:
    from nhip.agencies.directory import Directory
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor
    from nhip.reporting.models.rounds import Round


def remind(actor: Actor, reports: Iterable[Report] | None = None) -> int:
    """Remind the writers of every open report that is near its last day or past it; how many notices were new."""
    today, held, told = timezone.localdate(), directory(actor), 0
    rows = Report.objects.filter(round__closed_at__isnull=True) if reports is None else reports
    if reports is None:
        rows = rows.filter(state__in=("drafting", "returned", "recalled", "submitted", "checked"))
        rows = rows.select_related("round", "unit")
    for row in rows:
        name = name_on(held, row.unit.key, row.round.end)
        found = reminder(
            row.pk, standing(row, today), row.state, row.due_on, today, title=row.round.title, unit=name,
            period=row.round.label,
        )  # fmt: skip
        if found is None:
            continue
        for account in holders_of(actor, "reporting.submit", row.unit_id, today):
            made = tell(actor, account, found.kind, found.key, f"/bao-cao/{row.pk}/", found.facts)
            told += made is not None
    return told


def remind_by_hand(asker: Account, round_id: int) -> int:
    """The button of the board: remind everybody of the round who has not sent. Twice on a day tells once."""
    if not may(asker, "reporting.open"):
        raise PermissionDenied("reporting.open")
    rows = Report.objects.filter(round_id=round_id, state__in=EDITABLE | {"submitted", "checked"})
    today, held = timezone.localdate(), directory(asker)
    told = 0
    for row in rows.select_related("round", "unit"):
        cell = standing(row, today)
        facts = _facts(held, row) | {"late": f"{cell.late:02d}"}
        kind = "report_overdue" if cell.late else "report_due_soon"
        told += _tell(asker, row, "reporting.submit", kind, f"hand:{today}", facts)
    return told


def announce_opening(asker: Account, round: Round) -> int:
    """Tell the writers of every agency that a report of theirs was opened."""
    held = directory(asker)
    rows = round.reports.select_related("round", "unit")
    return sum(_tell(asker, row, "reporting.submit", "report_opened", "opened", _facts(held, row)) for row in rows)


def announce(asker: Account, report: Report, verb: str, reason: str) -> int:
    """Tell the next in the chain, or the writers when it came back. How many were told."""
    if verb not in _NEXT:
        return 0
    permit, kind, step = _NEXT[verb]
    facts = _facts(directory(asker), report) | {"reason": reason, "step": step}
    move = report.moves.last()
    return _tell(asker, report, permit, kind, f"move:{move.pk if move else 0}", facts)


_NEXT = {
    "submit": ("reporting.check", "report_waiting", "kiểm tra"),
    "check": ("reporting.approve", "report_waiting", "phê duyệt"),
    "send_back": ("reporting.submit", "report_returned", ""),
    "return": ("reporting.submit", "report_returned", ""),
    "reopen": ("reporting.submit", "report_returned", ""),
}
"""After a move: who is told (by their permit at the agency), of what, and the step that waits."""


def _facts(held: Directory, report: Report) -> dict[str, object]:
    return {
        "report": report.round.title, "unit": name_on(held, report.unit.key, report.round.end),
        "period": report.round.label, "due": f"{report.due_on:%d/%m/%Y}" if report.due_on else "chưa định",
        "state": dict(STATES)[report.state],
    }  # fmt: skip


def _tell(actor: Actor, report: Report, permit: str, kind: str, step: str, facts: Mapping[str, object]) -> int:
    people = holders_of(actor, permit, report.unit_id, timezone.localdate())
    key, link = f"report:{report.pk}:{step}", f"/bao-cao/{report.pk}/"
    return sum(tell(actor, account, kind, key, link, facts) is not None for account in people if account != actor)
