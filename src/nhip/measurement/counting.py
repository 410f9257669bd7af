"""Figures counted from events: a value never stands without the rows it came from.

An event is proven (something shows it), declared (somebody said it) or estimated. Nothing recorded is None, never zero:
"0", "không phát sinh" and "chưa báo cáo" are three things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded deed: `row` is the id of the activity, `quantity` in `unit`."""

    row: int
    kind: str
    on: date
    quantity: Decimal
    unit: str
    proven: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    name: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator's value over [begin, end], both days included, and the rows behind it."""

    indicator: Indicator
    begin: date
    end: date
    value: Decimal | None
    proven: Decimal
    declared: Decimal
    rows: tuple[int, ...]


def count(indicator: Indicator, events: Iterable[Event], begin: date, end: date) -> Counted:
    """Sum the quantities of the events of the indicator's kind that fall in the period."""
    met = [event for event in events if event.kind == indicator.kind and begin <= event.on <= end]
    proven = sum((event.quantity for event in met if event.proven), Decimal(0))
    declared = sum((event.quantity for event in met if not event.proven), Decimal(0))
    value = proven + declared if met else None
    return Counted(indicator, begin, end, value, proven, declared, tuple(event.row for event in met))
