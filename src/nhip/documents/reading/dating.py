"""Dates inside a citation, as offices write them: 29/5/2024, 29-5-2024, ngày 06 tháng 11 năm 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_CITED = re.compile(
    r"\s*,?\s*\(?\s*(?:ban hành\s+|ký\s+)?(?:ng[àa]y\s*:?\s*)?"
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})\s+th[áa]ng\s+(?P<m2>\d{1,2})\s+n[ăa]m\s+(?P<y2>(?:19|20)\d\d))\)?"
)
_BLANK = re.compile(
    r"\s*,?\s*ngày\s*[\d.…\s]{0,6}[/.…\s]+(?:tháng\s*)?[\d.…\s]{0,6}[/.…\s]*(?:năm\s*)?(?:(?:19|20)\d\d)?(?=\s|$|,)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    value: str | None
    end: int


def iso(day: int, month: int, year: int) -> str | None:
    """The ISO day, or None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def cited_date(text: str, at: int) -> Dated | None:
    """The date that follows a number; a blank one ("ngày   /   /2025") is passed over without a value."""
    found = _CITED.match(text, at)
    if found:
        d, m, y = (found.group(k) or found.group(k + "2") for k in "dmy")
        return Dated(iso(int(d), int(m), int(y)), found.end())
    blank = _BLANK.match(text, at)
    if blank and "/" in blank.group():
        return Dated(None, blank.end())
    return None
