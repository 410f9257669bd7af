"""Whom to remind of a report, and of what. Plain: the day is given, and the same day twice gives the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nhip.reporting.states import STATES
from nhip.reporting.timeliness import Cell

AHEAD = (3, 1, 0)
"""Days before the last day on which an agency is reminded."""

EVERY = 7
"""Once late, reminded on the first day and then every so many days."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: its kind, the key that makes it told once, and its facts."""

    kind: str
    key: str
    facts: Mapping[str, object]


def reminder(
    report: int, cell: Cell, state: str, due: date | None, today: date, *, title: str, unit: str, period: str
) -> Reminder | None:
    """What to say about a report today; nothing for one that is sent, has no last day, or is far from it.

    A job that did not run for days still reminds: the step that was passed counts, once.
    """
    if due is None or cell.standing in ("on_time", "late"):
        return None
    facts = {
        "report": title, "unit": unit, "period": period, "due": f"{due:%d/%m/%Y}", "state": dict(STATES)[state],
        "late": f"{cell.late:02d}",
    }  # fmt: skip
    if cell.late:
        step = (cell.late - 1) // EVERY
        return Reminder("report_overdue", f"report:{report}:{due}:late:{step}", facts)
    left = (due - today).days
    steps = [ahead for ahead in AHEAD if left <= ahead]
    if not steps:
        return None
    return Reminder("report_due_soon", f"report:{report}:{due}:ahead:{min(steps)}", facts)
