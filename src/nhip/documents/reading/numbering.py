"""Numbers at the head of a paragraph: Phần I, Chương II, I., A., 1., 1.1., Điều 1., a).

Decree 30/2020, appendix I, part II.6: Roman numbers for phần and chương, Arabic for mục, điều, khoản, letters of the
Vietnamese alphabet for điểm. "1.1." is not in the decree but common; party papers write "I-" and "1-".
A scan garbles Roman numbers ("II1", "HI", "|"): letters that look alike are put back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhip.documents.reading.alphabet import LOWER, UPPER

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # điểm: Vietnamese alphabet without letters that carry marks
_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip

_PATTERNS = [
    ("part", rf"(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+(?P<ordinal>\w+)"
        rf"|(?P<n_part>[IVXLC]+|\d{{1,2}}|[A-H]))(?=\s*(?:$|[.:–-]|[{UPPER}]))\s*[.:–-]?"),
    ("chapter", rf"(?:Chương|CHƯƠNG)\s+(?P<n_chapter>[IVXLC]+|\d{{1,2}})(?=\s*(?:$|[.:–-]|[{UPPER}]))\s*[.:–-]?"),
    ("division", rf"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<n_division>[IVXLC]+|\d{{1,2}})"
        rf"(?=\s*(?:$|[.:–-]\s*[{UPPER}]|[{UPPER}]{{2}}))\s*[.:–-]?"),
    ("annex", r"(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+|SỐ\s+)?(?P<n_annex>[IVXLC]+|\d{1,2}))?"
        r"(?=\s*(?:$|[.:(–-]))\s*[.:–-]?"),
    ("article", r"(?:Điều|ĐIỀU)\s+(?P<n_article>\d{1,3}[a-zđ]?)\s?[.:]"),
    ("dotted", rf"(?P<n_dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})"
        rf"(?:\s?[.)/](?=\s|[^\W\d_])|[-–]\s?(?=[{UPPER}][{LOWER}])|\s+(?=[{UPPER}]))"),
    ("arabic", rf"(?P<n_arabic>\d{{1,2}})(?:\s?[.)/](?=\s+\S|[^\W\d_])|[-–]\s?(?=[{UPPER}][{LOWER}]))"),
    ("roman", rf"(?![Vv]/[Vv]\b)(?P<n_roman>[IVXLC|lH1!]{{1,6}})\s?"
        rf"(?:[./](?=\s*\S)|\)(?=\s*[{UPPER}]{{2}})|[-–]\s?(?=[{UPPER}]{{2}})|[-–]\s(?=[{UPPER}]))"),
    ("capital", rf"(?P<n_capital>[A-HĐ])\s?(?:[./](?=\s*[{UPPER}])|[-–]\s?(?=[{UPPER}]{{2}}))"),
    ("point", rf"(?P<n_point>[a-zđ])\s?(?:\)|\.(?=\s+[{UPPER}])|/(?=\s))(?=\s*\S)"),
    ("bracket", r"\((?P<n_bracket>\d{1,2}|[ivx]{1,4}|[a-zđ])\)(?=\s*\S)"),
]  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_LOOKALIKE = str.maketrans({"|": "I", "l": "I", "L": "I", "1": "I", "!": "I"})


@dataclass(frozen=True, slots=True)
class Numbering:
    """`style` is one of the names above; `number` as a person writes it; `value` its place in the row; `end` where
    the words begin."""

    style: str
    number: str
    value: int
    end: int


def roman(number: str) -> int | None:
    """The value of a Roman number up to 39, None for anything else."""
    if not number or not _ROMAN.fullmatch(number):
        return None
    total = 0
    for a, b in zip(number, number[1:] + " ", strict=True):
        value = {"I": 1, "V": 5, "X": 10}[a]
        total += -value if (a, b) in {("I", "V"), ("I", "X")} else value
    return total


def to_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]


def read(text: str) -> Numbering | None:
    """The number at the head of a paragraph."""
    found = _ANY.match(text)
    if found is None:
        return None
    style = str(found.lastgroup)
    for name, _ in _PATTERNS:
        if found.group(name) is not None:
            style = name
            break
    end = found.end()
    while end < len(text) and text[end] == " ":
        end += 1
    if style == "part" and found.group("ordinal"):
        value = _ORDINALS.get(found.group("ordinal").casefold())
        return None if value is None else Numbering(style, to_roman(value), value, end)
    number = found.group(f"n_{style}") or ""
    value = _value(style, number)
    if value is None and style == "roman":
        number = number.translate(_LOOKALIKE).replace("H", "II")
        value = roman(number)
        if value is None and found.group("n_roman") in ("C", "D"):
            style, number = "capital", found.group("n_roman")  # part C, not the hundred
            value = _value(style, number)
    return None if value is None else Numbering(style, number, value, end)


def _value(style: str, number: str) -> int | None:
    if style == "annex" and not number:
        return 1
    if number.isdigit():
        return int(number)
    if style == "dotted":
        return int(number.rsplit(".", 1)[1])
    if style == "article":
        return int("".join(c for c in number if c.isdigit()))
    if style in ("point", "bracket"):
        return ALPHABET.find(number) + 1 or None
    if style == "capital" or (style == "part" and len(number) == 1 and number in "ABDEGH"):
        return "ABCDĐEGH".find(number) + 1 or None
    return roman(number)


def written(style: str, value: int, like: str) -> str:
    """The number of place `value` in the style of `like`."""
    if style in ("roman", "part", "chapter") and not like.isdigit():
        return to_roman(value)
    if style == "dotted":
        return f"{like.rsplit('.', 1)[0]}.{value}"
    if style == "point":
        return ALPHABET[value - 1] if value <= len(ALPHABET) else like
    if style == "capital":
        return "ABCDĐEGH"[value - 1] if value <= 8 else like
    return str(value)
