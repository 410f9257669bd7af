"""Dates and periods as offices write them, found where they stand.

"ngày 20 tháng 8 năm 2024", "20/8/2024", "tháng 6 năm 2024" and "ngày   tháng 6 năm 2024" (the day left blank for a
handwritten number), quarters, halves of a year, years, spans of years. A date that no calendar holds is returned
with an Issue, never corrected. Rules in prose: docs/rules/numbers-and-dates.md.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nhip.text.issues import Issue

_GAP = r"[\s.…_]*"  # blanks and dots that wait for a handwritten number
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period: `raw` is `text[start:end]`; `first` and `last` bound it (one day: equal).

    `precision` is day, month, quarter, half, months, year, years, or day_month (a day without its year: no bounds).
    An impossible date has an `issue` and no bounds.
    """

    start: int
    end: int
    raw: str
    precision: str
    first: date | None = None
    last: date | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    issue: Issue | None = None

    @property
    def value(self) -> str | None:
        """ISO form at its own precision: 2024-08-20, 2024-06, 2024; periods as first/last; None without bounds."""
        if self.first is None or self.last is None:
            return None
        if self.precision == "day":
            return self.first.isoformat()
        if self.precision == "month":
            return f"{self.first:%Y-%m}"
        if self.precision == "year":
            return f"{self.first:%Y}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _span(found: re.Match[str], precision: str, first: date, last: date) -> DateSpan:
    return DateSpan(found.start(), found.end(), found[0], precision, first, last, year=first.year)


def _refused(found: re.Match[str], precision: str) -> DateSpan:
    issue = Issue("date", "text.impossible_date", {"raw": " ".join(found[0].split())})
    return DateSpan(found.start(), found.end(), found[0], precision, issue=issue)


def _day(found: re.Match[str]) -> DateSpan:
    day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    try:
        when = date(year, month, day)
    except ValueError:
        return _refused(found, "day")
    return DateSpan(found.start(), found.end(), found[0], "day", when, when, day, month, year)


def _day_month(found: re.Match[str]) -> DateSpan:
    day, month = int(found["d"]), int(found["m"])
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]):
        return _refused(found, "day_month")
    return DateSpan(found.start(), found.end(), found[0], "day_month", day=day, month=month)


def _month(found: re.Match[str]) -> DateSpan:
    month, year = int(found["m"]), int(found["y"])
    if not 1 <= month <= 12:
        return _refused(found, "month")
    first, last = date(year, month, 1), _month_end(year, month)
    return DateSpan(found.start(), found.end(), found[0], "month", first, last, month=month, year=year)


def _quarter(found: re.Match[str]) -> DateSpan:
    quarter = _ROMAN.get(found["q"].lower()) or int(found["q"])
    year = int(found["y"])
    return _span(found, "quarter", date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3))


def _months(found: re.Match[str]) -> DateSpan:
    count, year = int(found["n"]), int(found["y"])
    if not 1 <= count <= 12:
        return _refused(found, "months")
    precision = "half" if count == 6 else "months"
    if found["part"].lower() == "đầu":
        return _span(found, precision, date(year, 1, 1), _month_end(year, count))
    return _span(found, precision, date(year, 13 - count, 1), date(year, 12, 31))


def _years(found: re.Match[str]) -> DateSpan:
    first, last = int(found["y"]), int(found["y2"])
    if first >= last:
        return _refused(found, "years")
    return _span(found, "years", date(first, 1, 1), date(last, 12, 31))


def _year(found: re.Match[str]) -> DateSpan:
    year = int(found["y"])
    return _span(found, "year", date(year, 1, 1), date(year, 12, 31))


# Longest and most exact first; a stretch taken by one form is closed to the next.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateSpan]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), deed)
    for pattern, deed in (
        (rf"\bngày{_GAP}(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})\s*(?:,\s*)?năm\s+(?P<y>{_YEAR})\b", _day),
        (rf"(?:\bngày\s+)?(?<![\d/.])(?P<d>\d{{1,2}})/\s?(?P<m>\d{{1,2}})/\s?(?P<y>{_YEAR})(?![\d/])", _day),
        (rf"(?:\bngày\s+)?(?<![\d/.-])(?P<d>\d{{1,2}})(?P<s>[-.])(?P<m>\d{{1,2}})(?P=s)(?P<y>{_YEAR})(?![\d/-])", _day),
        (rf"(?<!\d )\bngày{_GAP}tháng\s+(?P<m>\d{{1,2}})\s+năm\s+(?P<y>{_YEAR})\b", _month),
        (rf"\bngày{_GAP}tháng{_GAP}năm\s+(?P<y>{_YEAR})\b", _year),
        (rf"\btháng\s+(?P<m>\d{{1,2}})\s*(?:năm\s+|/\s?)(?P<y>{_YEAR})\b", _month),
        (rf"\bquý\s+(?P<q>IV|I{{1,3}}|[1-4])\s*(?:,\s*)?(?:năm\s+|/\s?)(?P<y>{_YEAR})\b", _quarter),
        (rf"(?<!\d)(?P<n>\d{{1,2}})\s+tháng\s+(?P<part>đầu|cuối)\s+(?:của\s+)?năm\s+(?P<y>{_YEAR})\b", _months),
        (rf"\b(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học)\s+(?P<y>{_YEAR})\s*[-–—]\s*(?P<y2>{_YEAR})\b", _years),
        (r"\bngày\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", _day_month),
        (r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\b", _day_month),
        (rf"\bnăm\s+(?P<y>{_YEAR})\b", _year),
    )
)


def find_dates(text: str) -> tuple[DateSpan, ...]:
    """Every date and period of the text, in order, none overlapping. The text should be composed (NFC)."""
    taken: list[DateSpan] = []
    for form, deed in _FORMS:
        for found in form.finditer(text):
            if all(found.end() <= other.start or other.end <= found.start() for other in taken):
                taken.append(deed(found))
    return tuple(sorted(taken, key=lambda span: span.start))


def read_date(text: str) -> DateSpan | None:
    """The one date or period that the whole text (outer spaces aside) is; None when it is none."""
    inner = text.strip()
    found = find_dates(text)
    if len(found) == 1 and found[0].raw == inner:
        return found[0]
    return None


def write_date(when: date) -> str:
    """A date in the form of official documents: "ngày 05 tháng 01 năm 2025".

    A zero goes before days under 10 and before months 1 and 2 only (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục 4 b).
    """
    month = f"{when.month:02d}" if when.month < 3 else str(when.month)
    return f"ngày {when.day:02d} tháng {month} năm {when.year}"
