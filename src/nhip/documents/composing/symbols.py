"""Numbers, symbols and days as they are printed: "Số: 05/KH-UBND", "Lạng Sơn, ngày 05 tháng 01 năm 2026".

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 and 4; letters of types: Phụ lục III, Mục I.
"""

from __future__ import annotations

from nhip.documents.composing.draft import Day
from nhip.documents.composing.rules import decree30, document_types

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

# Room for a number written or stamped later, in spaces
BLANK_NUMBER = 8
BLANK_DAY = 6


def symbol(type_code: str, body: str, unit: str | None = None) -> str:
    """Symbol of a document: "BC-UBND" for a named type, "UBND-VX" (body, unit) for an official letter.

    `body` and `unit` are the letters the head of the agency has fixed. Raises KeyError for an unknown type.
    """
    if document_types()[type_code].letters:
        return f"{type_code}-{body}"
    return f"{body}-{unit}" if unit else body


def padded(number: str) -> str:
    """Numbers under 10 get a zero before them; anything else stays."""
    return number.zfill(2) if number.isdigit() else number


def number_line(number: str | None, sign: str | None) -> str:
    """The line of box 3; a number not given yet is a blank."""
    shown = padded(number) if number else " " * BLANK_NUMBER
    return f"Số: {shown}/{sign or ''}"


def day_line(place: str | None, day: Day) -> str:
    """The line of box 4: zero before days under 10 and before January and February only."""
    rule = decree30()["date"].more
    shown_day = " " * BLANK_DAY if day.day is None else f"{day.day:02d}"
    if day.month is None:
        shown_month = " " * BLANK_DAY
    else:
        shown_month = f"{day.month:02d}" if day.month in rule["zero_months"] else str(day.month)
    shown_year = "    " if day.year is None else str(day.year)
    words = f"ngày {shown_day} tháng {shown_month} năm {shown_year}".rstrip()
    return f"{place}, {words}" if place else words


def roman(number: int) -> str:
    """Roman numeral of 1 to 399, for appendices."""
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out += sign
            number -= value
    return out
