"""Which days offices work: Monday to Friday, without the holidays and with the Saturdays worked in exchange.

The table is data: `data/holidays.csv`, one row a run of days, `off` or `work`, with its source and how sure it is. Days
outside the years of the table are judged by the week alone, and `covers` says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of days, both ends included. `kind`: "off" nobody works, "work" a weekend day worked in exchange."""

    first: date
    last: date
    kind: str
    name: str
    source: str
    confidence: str


class Calendar:
    """Working days of offices by a table of runs."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)
        self._off: dict[date, Run] = {}
        self._work: dict[date, Run] = {}
        for run in self.runs:
            kept = self._off if run.kind == "off" else self._work
            day = run.first
            while day <= run.last:
                kept[day] = run
                day += _DAY
        self._years = {run.first.year for run in self.runs if run.kind == "off"}

    def covers(self, day: date) -> bool:
        """Whether the table speaks of the day's year."""
        return day.year in self._years

    def holiday(self, day: date) -> Run | None:
        """The holiday that falls on the day."""
        return self._off.get(day)

    def is_working(self, day: date) -> bool:
        return day in self._work or (day.weekday() < 5 and day not in self._off)

    def next_working(self, day: date) -> date:
        """The day itself where offices work, otherwise the first working day after it.

        A term that ends on a day off ends with the next working day (Civil Code 91/2015/QH13, Art. 148.5).
        """
        while not self.is_working(day):
            day += _DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself where offices work, otherwise the last working day before it."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`; the first day is not counted (Civil Code, Art. 147.2)."""
        step = _DAY if count >= 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative when `last` comes before `first`.

        The day on which something came is not counted (Civil Code, Art. 147.2): answered the same day is 0.
        """
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        weeks, rest = divmod(days, 7)
        found = weeks * 5 + sum((first + _DAY * (weeks * 7 + n)).weekday() < 5 for n in range(1, rest + 1))
        found -= sum(first < day <= last and day.weekday() < 5 for day in self._off)
        return found + sum(first < day <= last and day.weekday() >= 5 for day in self._work)


@cache
def vietnam() -> Calendar:
    """The packaged table."""
    text = resources.files("nhip.law").joinpath("data", "holidays.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return Calendar(
        Run(
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]),
            row["kind"],
            row["name"],
            row["source"],
            row["confidence"],
        )
        for row in rows
    )
