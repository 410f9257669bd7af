"""A month of the calendar of events: its weeks, what stands on each day, and the months next to it. Plain."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Generic, Protocol, TypeVar

FARTHEST = 24
"""Months before and after the present one that the calendar shows: whoever follows every link comes to an end."""
_WRITTEN = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_MONDAY_FIRST = Calendar(0)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """Written "2026-12"."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    def after(self, months: int) -> Month:
        """So many months later; earlier where negative."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its first moment, and that of the next month."""
        return (
            datetime.combine(self.first, time(), zone), datetime.combine(self.after(1).first, time(), zone),
        )  # fmt: skip


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def read(text: str, today: date) -> Month | None:
    """ "2026-12"; None for anything else and for a month that lies too far from today's."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    month, present = Month(int(found[1]), int(found[2])), month_of(today)
    return month if present.after(-FARTHEST) <= month <= present.after(FARTHEST) else None


class Lasting(Protocol):
    """What stands in a calendar: from when to when, both with zone."""

    begins_at: datetime
    ends_at: datetime | None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    """One day of the month and what stands on it, that which begins on it first."""

    date: date
    today: bool
    things: tuple[T, ...]


def days_of(one: Lasting, zone: tzinfo) -> tuple[date, date]:
    """Its first and last day in a zone; what ends at midnight does not stand on the day that begins then."""
    begins = one.begins_at.astimezone(zone)
    ends = (one.ends_at or one.begins_at).astimezone(zone)
    last = ends - timedelta(microseconds=1) if ends > begins else ends
    return begins.date(), last.date()


def weeks(
    month: Month, things: Sequence[tuple[Lasting, T]], today: date, zone: tzinfo
) -> tuple[tuple[Day[T] | None, ...], ...]:
    """The weeks of a month from Monday to Sunday; None for a day of another month."""
    spans = [(*days_of(lasting, zone), one) for lasting, one in things]

    def drawn(day: date) -> Day[T]:
        here = [(first != day, one) for first, last, one in spans if first <= day <= last]
        return Day(day, day == today, tuple(one for _, one in sorted(here, key=lambda found: found[0])))

    return tuple(
        tuple(drawn(day) if month_of(day) == month else None for day in week)
        for week in _MONDAY_FIRST.monthdatescalendar(month.year, month.number)
    )


def beside(month: Month, today: date) -> tuple[Month | None, Month | None]:
    """The month before and the one after, each None where the calendar ends."""
    present = month_of(today)
    before, behind = month.after(-1), month.after(1)
    return (
        before if before >= present.after(-FARTHEST) else None,
        behind if behind <= present.after(FARTHEST) else None,
    )
