"""How long an office has to answer and how long things are kept: dated data, working days by the table of holidays."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib import resources

from nhip.law.holidays import Calendar

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Term:
    """So many working days for some categories (none named: for all) from a day on. `certainty`: T, S or U."""

    code: str
    days: int
    since: date
    source: str
    certainty: str
    categories: tuple[str, ...] = ()

    def fits(self, category: str, on: date) -> bool:
        return self.since <= on and (not self.categories or category in self.categories)


@dataclass(frozen=True, slots=True)
class Keep:
    """How long something is kept after a moment of the matter. Either months or days."""

    what: str
    after: str
    since: date
    source: str
    certainty: str
    months: int = 0
    days: int = 0

    def until(self, day: date) -> date:
        """The last day on which it is kept, counted from the day of the moment."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        first_after = date(year + month // 12, month % 12 + 1, 1)
        last = (first_after - timedelta(days=1)).day
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)


def _told() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files("nhip.feedback").joinpath("data/terms.toml").read_text("utf-8"))


@cache
def packaged() -> tuple[Term, ...]:
    """The terms of the file, in its order."""
    return tuple(
        Term(**{**row, "categories": tuple(row["categories"])})  # type: ignore[arg-type]
        for row in _told()["term"]
    )


@cache
def kept(what: str) -> Keep:
    """How long something is kept. Raises KeyError for something the file does not know."""
    rows = {str(row["what"]): row for row in _told()["keep"]}
    return Keep(**rows[what])  # type: ignore[arg-type]


def term_for(category: str, on: date, own: Iterable[Term] = ()) -> Term:
    """The term that counts: the province's newest own one, otherwise the first of the file that fits.

    Raises LookupError where nothing was in force on the day.
    """
    mine = sorted((one for one in own if one.fits(category, on)), key=lambda one: (bool(one.categories), one.since))
    if mine:
        return mine[-1]
    for one in packaged():
        if one.fits(category, on):
            return one
    raise LookupError(f"no term for {category} on {on}")


def due(received_at: datetime, days: int, calendar: Calendar) -> datetime:
    """The last moment for an answer: the end, in Vietnam, of the working day that many days on.

    The day on which it came is not counted (Civil Code 91/2015/QH13, Art. 147.2).
    """
    last = calendar.add(received_at.astimezone(VIETNAM).date(), days)
    return datetime.combine(last, time(23, 59, 59), VIETNAM)


def clock(due_at: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days left; negative: late by so many."""
    today, last = now.astimezone(VIETNAM).date(), due_at.astimezone(VIETNAM).date()
    left = calendar.between(today, last)
    return left if last >= today else min(left, -1)
