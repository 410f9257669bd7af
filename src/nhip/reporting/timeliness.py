"""Who has sent, who has not, and how many days late: one cell for each agency. Plain: the day is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhip.measurement.periods import days_late
from nhip.reporting.states import SENT

STANDINGS = (
    ("on_time", "đã gửi đúng hạn"),
    ("late", "đã gửi, muộn"),
    ("returned", "bị trả lại, chờ gửi lại"),
    ("due", "chưa đến hạn"),
    ("soon", "sắp đến hạn"),
    ("overdue", "quá hạn, chưa gửi"),
)

SOON = 3
"""Days before the last day in which an agency is reminded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One agency. `late`: whole days after the last day, of what was sent or so far."""

    unit: str
    standing: str
    late: int


@dataclass(frozen=True, slots=True)
class Board:
    """All cells, with the shares an office reports: everybody who had to report is in the denominator."""

    cells: tuple[Cell, ...]

    @property
    def sent(self) -> int:
        return sum(cell.standing in ("on_time", "late") for cell in self.cells)

    @property
    def on_time(self) -> int:
        return sum(cell.standing == "on_time" for cell in self.cells)

    @property
    def waiting(self) -> tuple[Cell, ...]:
        """Those who have not sent, the latest first."""
        left = [cell for cell in self.cells if cell.standing not in ("on_time", "late")]
        return tuple(sorted(left, key=lambda cell: (-cell.late, cell.unit)))


def cell_of(
    unit: str, state: str, due: date | None, first_sent: date | None, sent: date | None, today: date, soon: int = SOON
) -> Cell:
    """How one report stands. A returned report is not sent, however early the first one came."""
    if state in SENT and sent is not None:
        late = days_late(due, first_sent or sent, today) if due else 0
        return Cell(unit, "late" if late else "on_time", late)
    late = days_late(due, None, today) if due else 0
    if state == "returned":
        return Cell(unit, "returned", late)
    if late:
        return Cell(unit, "overdue", late)
    near = due is not None and (due - today).days <= soon
    return Cell(unit, "soon" if near else "due", 0)


def board(cells: Sequence[Cell]) -> Board:
    return Board(tuple(cells))
