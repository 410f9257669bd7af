"""Standing duties: which periods a duty that repeats has, and when each is due.

Periods are those of the calendar, without gap and without overlap. A duty makes the tasks of every period that has
begun; made twice they are the same. Prose: docs/rules/tasks.md.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from nhip.text.normalise import fold

RULES = (
    ("weekly", "hằng tuần"),
    ("monthly", "hằng tháng"),
    ("quarterly", "hằng quý"),
    ("half_yearly", "06 tháng một lần"),
    ("yearly", "hằng năm"),
)
_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """One period of a duty, both days included, with its name as people say it."""

    begins: date
    ends: date
    label: str


def period_at(rule: str, on: date) -> Span:
    """The period of a rule that a day falls in. Weeks begin on Monday. Raises KeyError for an unknown rule."""
    if rule == "weekly":
        monday = on - timedelta(days=on.weekday())
        return Span(monday, monday + timedelta(days=6), f"tuần {monday:%d/%m}-{monday + timedelta(days=6):%d/%m/%Y}")
    months = _MONTHS[rule]
    first = (on.month - 1) // months * months + 1
    last = first + months - 1
    begins, ends = date(on.year, first, 1), date(on.year, last, monthrange(on.year, last)[1])
    return Span(begins, ends, _label(months, first, on.year))


def _label(months: int, first: int, year: int) -> str:
    if months == 1:
        return f"tháng {first}/{year}"
    if months == 3:
        return f"quý {('I', 'II', 'III', 'IV')[first // 3]}/{year}"
    return f"năm {year}" if months == 12 else f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}"


def periods(rule: str, begins: date, until: date) -> Iterator[Span]:
    """Every period from the one that `begins` falls in to the one that `until` falls in, in order."""
    at = period_at(rule, begins)
    while at.begins <= until:
        yield at
        at = period_at(rule, at.ends + timedelta(days=1))


def due_spans(rule: str, begins: date | None, ends: date | None, today: date) -> tuple[Span, ...]:
    """The periods whose tasks must stand by today: begun, and within the duty's own time. A duty without a beginning
    starts today: nobody owes the past."""
    last = today if ends is None else min(today, ends)
    start = begins or today
    return tuple(periods(rule, start, last)) if start <= last else ()


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("nhip.plans").joinpath("data", "recurring.toml").read_text("utf-8")
    rows = tomllib.loads(text)["phrase"]
    return tuple((row["rule"], re.compile(r"\b(?:" + "|".join(row["words"]) + r")\b")) for row in rows)


def suggested_rule(text: str) -> str | None:
    """The rule that a duty's own words state ("mỗi quý 01 lần"); None where they state none, or several."""
    folded = fold(text)
    found = {rule for rule, pattern in _phrases() if pattern.search(folded)}
    return found.pop() if len(found) == 1 else None
