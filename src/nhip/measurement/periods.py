"""Reporting periods: windows of data, what a longer report replaces, and the last day to send.

A *window* says on which day a month of reporting begins: the calendar's months begin on their first day, the months of
Decree 09/2019/NĐ-CP (Art. 12) on the 15th of the month before, the year of emulation in December. Quarters, halves and
years are runs of such months, so periods of one window neither overlap nor leave a day out. An odd run of days (a
stage of four years) is a *span*. The windows are data: `data/windows.csv`. Prose: docs/rules/periods.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from nhip.law.holidays import Calendar

MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
"""How many months each kind runs, the shortest first."""

KINDS = (*MONTHS, "span")

_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of days, both included. `kind`: one of `KINDS`; `label`: as an official writes it."""

    start: date
    end: date
    kind: str
    label: str

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Window:
    """Month M begins on day `first_day` of the month `back_months` before M."""

    code: str
    back_months: int
    first_day: int
    name: str
    source: str
    confidence: str

    def first(self, year: int, month: int) -> date:
        """The first day of the window's month; `month` may run past 12 or below 1."""
        years, left = divmod(month - 1 - self.back_months, 12)
        return date(year + years, left + 1, self.first_day)


@cache
def windows() -> Mapping[str, Window]:
    """The packaged windows by code."""
    text = resources.files("nhip.measurement").joinpath("data", "windows.csv").read_text("utf-8")
    return {
        row["code"]: Window(
            row["code"], int(row["back_months"]), int(row["first_day"]), row["name"], row["source"], row["confidence"]
        )
        for row in csv.DictReader(text.splitlines())
    }


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a year: the second quarter, the first half. `number` counts from 1; nine months and years have 1."""

    kind: str
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        """Raises ValueError for a place that no year has."""
        if self.kind not in MONTHS or not 1 <= self.number <= (12 // MONTHS[self.kind]):
            raise ValueError(f"No year has a {self.kind} number {self.number}")

    @property
    def last_month(self) -> int:
        return MONTHS[self.kind] * self.number

    def period(self, window: str) -> Period:
        """The days of this place in a window. Raises KeyError for an unknown window."""
        held = windows()[window]
        start = held.first(self.year, self.last_month - MONTHS[self.kind] + 1)
        return Period(start, held.first(self.year, self.last_month + 1) - _DAY, self.kind, self.label)

    @property
    def label(self) -> str:
        if self.kind == "month":
            number = f"{self.number:02d}" if self.number < 3 else str(self.number)
            return f"tháng {number} năm {self.year}"
        if self.kind == "quarter":
            return f"quý {_ROMAN[self.number - 1]} năm {self.year}"
        if self.kind == "half":
            return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
        return f"9 tháng đầu năm {self.year}" if self.kind == "nine_months" else f"năm {self.year}"

    def previous(self) -> Slot:
        """The period before (kỳ trước): the one that ends on the eve, of the same kind."""
        count = 12 // MONTHS[self.kind]
        return Slot(self.kind, self.year, self.number - 1) if self.number > 1 else Slot(self.kind, self.year - 1, count)

    def last_year(self) -> Slot:
        """The same period of the year before (cùng kỳ)."""
        return Slot(self.kind, self.year - 1, self.number)


def slots(kind: str, year: int) -> tuple[Slot, ...]:
    """Every place of a kind in a year."""
    return tuple(Slot(kind, year, number) for number in range(1, 12 // MONTHS[kind] + 1))


def span(start: date, end: date, label: str) -> Period:
    """An odd run of days. Raises ValueError when it ends before it starts."""
    if end < start:
        raise ValueError(f"{start} > {end}")
    return Period(start, end, "span", label)


def slot_of(period: Period) -> tuple[Slot, str] | None:
    """The place in a year and the window that a period fills, None for a span that fills none."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    kinds = [period.kind] if period.kind in MONTHS else list(MONTHS)
    for year in (period.end.year, period.end.year + 1):
        for kind in kinds:
            if abs(MONTHS[kind] - months) > 1:
                continue
            for slot in slots(kind, year):
                for window in windows():
                    held = slot.period(window)
                    if (held.start, held.end) == (period.start, period.end):
                        return slot, window
    return None


# -- which reports of a year are due -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Instance:
    """A report that is due, and the shorter ones that it replaces."""

    slot: Slot
    replaces: tuple[Slot, ...] = ()


def instances(year: int, kinds: Iterable[str], *, substitution: bool) -> tuple[Instance, ...]:
    """The reports of a year, in the order of their ends.

    With substitution the longest of those that end with the same month stands for all of them: with months, quarters,
    the first half and the year that is 12 reports, not 18 (Circular 47/2025/TT-BKHCN). A second half is never asked
    beside a year: the year's report is the one that ends in December.
    """
    wanted = [kind for kind in MONTHS if kind in set(kinds)]
    places = [slot for kind in wanted for slot in slots(kind, year)]
    if "year" in wanted:
        places = [slot for slot in places if slot != Slot("half", year, 2)]
    if not substitution:
        return tuple(Instance(slot) for slot in sorted(places, key=lambda one: (one.last_month, MONTHS[one.kind])))
    found = []
    for month in range(1, 13):
        ending = [slot for slot in places if slot.last_month == month]
        if ending:
            longest = max(ending, key=lambda one: MONTHS[one.kind])
            found.append(Instance(longest, tuple(slot for slot in ending if slot != longest)))
    return tuple(found)


# -- the last day to send ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DueRule:
    """By when one level sends one kind of report: a day of the month, or working days after the window closes.

    `months_after`: 0 for a day in the period's last month, 1 in the month after. `before`: "trước ngày 20" ends with
    the 19th. `shift`: a last day on which offices do not work moves to the `next` or the `previous` working day, or
    stays (`none`) where the rule says nothing and nobody decided.
    """

    level: str
    kind: str
    day: int | None = None
    months_after: int = 0
    before: bool = False
    workdays_after_close: int | None = None
    shift: str = "previous"


def due_on(rule: DueRule, slot: Slot, window: str, calendar: Calendar) -> date:
    """The last day on which the report comes in time."""
    if rule.day is None:
        return calendar.add(slot.period(window).end, rule.workdays_after_close or 0)
    years, month = divmod(slot.last_month - 1 + rule.months_after, 12)
    last = _day_of(slot.year + years, month + 1, rule.day) - (_DAY if rule.before else timedelta(0))
    if rule.shift == "next":
        return calendar.next_working(last)
    return calendar.previous_working(last) if rule.shift == "previous" else last


def _day_of(year: int, month: int, day: int) -> date:
    """Day 31 of a short month is its last day."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - _DAY)


def days_late(due: date, sent: date | None, today: date) -> int:
    """Days after the last day: of what was sent, or so far; 0 in time or not due yet."""
    return max(((sent or today) - due).days, 0)
