"""Opening hours, written as people write them and said in each language.

"T2-T6 07:30-11:30, 13:30-17:00; T7-CN 08:00-17:00": days from Monday (T2) to Sunday (CN), then times. A day that is
not named is closed. One value in, one out: `read` and `written` are each other's inverse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.text.languages import said_in

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
SCHEMA = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": SCHEMA,
    "zh-hans": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_DAILY = {"vi": "Hằng ngày", "en": "Every day", "zh-hans": "每天"}
_TIME = re.compile(r"([01]?\d|2[0-3])(?::|h|g|\.)([0-5]\d)?|(24):00")


@dataclass(frozen=True, slots=True)
class Span:
    """Open on the days from `first` to `last` (0 is Monday), at these times ("07:30", "11:30")."""

    first: int
    last: int
    times: tuple[tuple[str, str], ...]


def read(text: str) -> tuple[Span, ...] | None:
    """The spans of a text; None when it cannot be read or a day is named twice."""
    spans: list[Span] = []
    taken: set[int] = set()
    for part in filter(None, (one.strip() for one in text.replace("–", "-").split(";"))):
        days, _, rest = part.partition(" ")
        found = _days(days)
        times = [_times(one) for one in rest.split(",")]
        if found is None or not rest.strip() or None in times:
            return None
        named = set(range(found[0], found[1] + 1))
        if named & taken:
            return None
        taken |= named
        spans.append(Span(*found, tuple(one for one in times if one is not None)))
    return tuple(spans) or None


def _days(text: str) -> tuple[int, int] | None:
    ends = text.upper().split("-")
    if len(ends) > 2 or any(one not in DAYS for one in ends):
        return None
    first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
    return (first, last) if first <= last else None


def _times(text: str) -> tuple[str, str] | None:
    ends = [_time(one.strip()) for one in text.split("-")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    return ends[0], ends[1]


def _time(text: str) -> str | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    return "24:00" if found[3] else f"{int(found[1]):02d}:{found[2] or '00'}"


def written(spans: Sequence[Span]) -> str:
    """As it is kept and typed."""
    return "; ".join(
        f"{DAYS[one.first]}{'' if one.first == one.last else '-' + DAYS[one.last]} "
        + ", ".join(f"{begin}-{end}" for begin, end in one.times)
        for one in spans
    )


def said(text: str, language: str) -> tuple[str, ...]:
    """One line for each span in a language; the text itself where it cannot be read."""
    spans, names = read(text), said_in(_NAMES, language)
    if spans is None:
        return (text,) if text else ()
    lines = []
    for one in spans:
        days = names[one.first] if one.first == one.last else f"{names[one.first]} – {names[one.last]}"
        if (one.first, one.last) == (0, 6):
            days = said_in(_DAILY, language)
        lines.append(f"{days}: " + ", ".join(f"{begin}–{end}" for begin, end in one.times))
    return tuple(lines)


def for_machines(text: str) -> list[dict[str, object]]:
    """schema.org's OpeningHoursSpecification, one for each span and time."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{SCHEMA[day]}" for day in range(one.first, one.last + 1)],
            "opens": begin,
            "closes": end,
        }
        for one in read(text) or ()
        for begin, end in one.times
    ]
