"""The forward calendar as values: what goes out when, by weeks and months. No clock, no database."""

from __future__ import annotations

import calendar as almanac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nhip.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the calendar. `kind`: activity (it goes out) | task (its last day) | plan.

    `begins`, `ends` are instants with a zone, None for something of the whole day. `goes_out` is when the public hears
    of it. `subject` is what it is about (a task), so that an embargo reaches everything on the same subject.
    """

    key: str
    kind: str
    title: str
    on: date
    begins: datetime | None = None
    ends: datetime | None = None
    goes_out: datetime | None = None
    unit: int | None = None
    unit_name: str = ""
    channel: str = ""
    audience: str = ""
    language: str = ""
    spokesperson: str = ""
    embargo_until: datetime | None = None
    subject: int | None = None
    place: str = ""
    state: str = ""
    address: str = ""

    @property
    def pk(self) -> int:
        """The row it stands for: an activity's or a task's."""
        return int(self.key.rpartition("-")[2])

    @property
    def audiences(self) -> frozenset[str]:
        """Each audience by itself, folded."""
        return frozenset(piece for part in self.audience.split(";") if (piece := fold(part).strip()))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a grid. `inside`: of the month shown, not of its neighbours."""

    on: date
    items: tuple[Item, ...]
    inside: bool = True


def week_of(on: date) -> tuple[date, ...]:
    """Monday to Sunday of the week a day stands in."""
    monday = on - timedelta(days=on.weekday())
    return tuple(monday + timedelta(days=place) for place in range(7))


def month_of(on: date) -> tuple[tuple[date, ...], ...]:
    """The weeks that a month touches, Monday first."""
    return tuple(tuple(week) for week in almanac.Calendar(0).monthdatescalendar(on.year, on.month))


def days(dates: Iterable[date], items: Iterable[Item], month: int | None = None) -> tuple[Day, ...]:
    """The items of each day, by the hour; those of the whole day first."""
    by_day: dict[date, list[Item]] = {}
    for item in items:
        by_day.setdefault(item.on, []).append(item)
    return tuple(
        Day(on, tuple(sorted(by_day.get(on, ()), key=_order)), month is None or on.month == month) for on in dates
    )


def _order(item: Item) -> tuple[bool, str, str, str]:
    return (item.begins is not None, item.begins.isoformat() if item.begins else "", item.title, item.key)


def rows(dates: tuple[date, ...], items: Iterable[Item], by: str) -> tuple[tuple[str, tuple[Day, ...]], ...]:
    """The grid: one row for each agency, channel or audience (`by`: unit_name | channel | audience), a cell a day.

    What names none stands in the last row, "".
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        names = [part.strip() for part in item.audience.split(";")] if by == "audience" else [str(getattr(item, by))]
        for name in dict.fromkeys(name for name in names if name) or [""]:
            groups.setdefault(name, []).append(item)
    order = sorted(groups, key=lambda name: (not name, fold(name)))
    return tuple((name, days(dates, groups[name])) for name in order)
