"""Vietnamese numbers: "." parts the thousands, "," the decimals, and words like nghìn, triệu, tỷ follow.

A run of digits that could be read in two ways is read the Vietnamese way and marked: "1,234" is 1.234 to a
Vietnamese office and 1234 to an English one (`ambiguous`, the other reading in `other`). A sign of per cent is no
part of the number. Rules in prose: docs/rules/numbers-and-dates.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nhip.text.written_numbers import read_written

SCALES = {
    "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
_NO_BREAK = "\u00a0\u202f\u2009"
_DIGITS = rf"\d+(?:[.,{_NO_BREAK}]\d+)*"
_SCALE = r"(?:\s{1,3}(?P<scale>" + "|".join(SCALES) + r")(?:\s+(?P<second>tỷ|tỉ|triệu))?(?![^\W\d_]))?"
_NUMBER = re.compile(rf"(?<![\w.,])(?P<digits>{_DIGITS}){_SCALE}(?P<percent>\s?%)?", re.IGNORECASE)
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: `raw` is `text[start:end]`, scale word included, per-cent sign left out."""

    value: Decimal
    start: int
    end: int
    raw: str
    percent: bool = False
    ambiguous: bool = False
    other: Decimal | None = None


def _plain(digits: str) -> tuple[Decimal, bool, Decimal | None]:
    """Value of digits with their separators; whether it could be read otherwise; the other reading."""
    for space in _NO_BREAK:
        digits = digits.replace(space, ".")
    groups = re.split(r"[.,]", digits)
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return Decimal(digits), False, None
    thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    if len(set(signs)) == 1:
        sign = signs[0]
        joined, split = "".join(groups), groups[0] + "." + groups[1]
        if sign == ".":
            if thousands:
                return Decimal(joined), False, None
            return (Decimal(split), True, None) if len(signs) == 1 else (Decimal(joined), True, None)
        if len(signs) == 1:
            return (Decimal(split), True, Decimal(joined)) if thousands else (Decimal(split), False, None)
        return Decimal(joined), not thousands, None
    last = max(digits.rfind("."), digits.rfind(","))
    whole, part = re.sub(r"[.,]", "", digits[:last]), digits[last + 1 :]
    tidy = len(set(signs[:-1])) == 1 and all(len(group) == 3 for group in groups[1:-1])
    return Decimal(f"{whole}.{part}"), not (tidy and digits[last] == ","), None


def _number(found: re.Match[str]) -> Number:
    value, ambiguous, other = _plain(found["digits"])
    scale = SCALES[found["scale"].lower()] if found["scale"] else 1
    if found["second"]:
        scale *= SCALES[found["second"].lower()]
    end = found.end("second") if found["second"] else found.end("scale") if found["scale"] else found.end("digits")
    if scale > 1 and other is not None:
        ambiguous, other = False, None  # nobody writes "1,234 triệu" for 1234 triệu
    start = found.start("digits")
    return Number(
        value * scale, start, end, found.string[start:end], percent=bool(found["percent"]), ambiguous=ambiguous,
        other=None if other is None else other * scale,
    )  # fmt: skip


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number in digits that stands by itself (a digit glued to a letter before it, as in A4, is none).

    Dates, symbols of documents and section numbers are not left out: who reads them takes their spans first.
    """
    return tuple(_number(found) for found in _NUMBER.finditer(text))


def read_number(text: str) -> Number | None:
    """The one number that the whole text is ("83 nghìn", "1.234,5", "06", "-2,5", "hai mươi lăm"); else None."""
    inner = text.strip()
    offset = text.find(inner) if inner else 0
    negative = inner[:1] in ("-", "\u2212")
    body = inner[1:] if negative else inner
    if _SPACED.fullmatch(body):
        value = Decimal(body.replace(" ", ""))
        return Number(-value if negative else value, offset, offset + len(inner), inner, ambiguous=True)
    found = _NUMBER.fullmatch(body)
    if found is None:
        written = read_written(inner)
        return None if written is None else Number(written, offset, offset + len(inner), inner)
    number = _number(found)
    end = offset + number.end + negative
    return Number(
        -number.value if negative else number.value, offset, end, text[offset:end], number.percent, number.ambiguous,
        None if number.other is None else -number.other if negative else number.other,
    )  # fmt: skip


def write_number(value: Decimal | int, *, decimals: int | None = None, width: int = 1) -> str:
    """A number as Vietnamese offices write it: 1234.5 -> "1.234,5". `width=2` writes 6 as "06".

    `decimals` rounds half up (kept as they are when None). Raises ValueError for what is no finite number.
    """
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"no finite number: {value}")
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    sign = "-" if number < 0 else ""
    whole, _, part = format(abs(number), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > 3 else whole.zfill(width)
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"
