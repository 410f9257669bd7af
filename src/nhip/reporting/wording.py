"""How figures, windows and sources are written in a composed report: as an office writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nhip.plans.past import Window
from nhip.text.numbers import write_number


def number(value: Decimal) -> str:
    """Without the zeros that a column of the database adds; counts under ten as offices write them ("06")."""
    whole = value.to_integral_value()
    if value == whole:
        return write_number(whole, width=2)
    return write_number(value.normalize())


def quantity(value: Decimal, qualifier: str, *, estimate: bool = False) -> str:
    """ "trên 1.250"; an estimate says so."""
    said = f"{qualifier} {number(value)}".strip()
    return f"ước {said}" if estimate and "ước" not in qualifier else said


def with_unit(value: Decimal, qualifier: str, unit: str, *, estimate: bool = False) -> str:
    said = quantity(value, qualifier, estimate=estimate)
    return f"{said}%" if unit == "%" else f"{said} {unit}".strip()


def days(window: Window) -> str:
    """The document's own words, with the days where they say more."""
    span = span_of(window.begin, window.end)
    if not window.label:
        return span
    if window.end is None or window.basis not in ("capped", "filled", "standing") or window.label.startswith("đến "):
        return window.label
    if window.begin is None:
        return f"tại {short(window.end)}"
    return window.label if short(window.end) in window.label else f"{window.label} (đến {short(window.end)})"


def short(day: date) -> str:
    """A day as tables write it: 30/6/2024, 05/02/2024 (zero before days under 10 and months 1 and 2)."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def in_text(name: str) -> str:
    """A unit's name inside a sentence: "Tỉnh Cao Bằng" -> "tỉnh Cao Bằng"."""
    return name[:1].lower() + name[1:]


def span_of(begin: date | None, end: date | None) -> str:
    if begin and end:
        return short(begin) if begin == end else f"từ {short(begin)} đến {short(end)}"
    if end:
        return f"đến {short(end)}"
    return f"từ {short(begin)}" if begin else "không nêu kỳ"


def bare(place: str) -> str:
    """A province's name without its kind: "tỉnh Cao Bằng" -> "Cao Bằng"."""
    for kind in ("tỉnh ", "thành phố ", "Tỉnh ", "Thành phố "):
        if place.startswith(kind):
            return place[len(kind) :]
    return place


def counted(number_of: int) -> str:
    return write_number(number_of, width=2)
