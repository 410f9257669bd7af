"""Vietnamese text as a reader says it: short forms in full, dates, times, telephone numbers and numbers in words.

A machine that reads aloud knows syllables; it does not know that UBND is three words, that 1.234,5 is one number, or
that the figures of a telephone number are said one by one. Prose: docs/rules/media.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.text.dates import DateSpan, find_dates
from nhip.text.normalise import nfc
from nhip.text.numbers import Number, find_numbers
from nhip.text.written_numbers import write_written

_PHONE = re.compile(r"(?<![\d.,/])(?:\+84|0)\d{2,3}(?:[ .]\d{3}){2,3}(?![\d/])|(?<![\d.,/])0\d{9,10}(?!\d)")
_TIME = re.compile(r"(?<![\d.,/])(\d{1,2})(?:[hg]|:)(\d{2})(?![\d:])")
_HOUR = re.compile(r"(?<![\d.,/\w])(\d{1,2})[hg](?!\w)")
_CODE = re.compile(r"(?<![\w/])(\d+)(?:/(\d{4}))?[/-]([A-ZĐ]\w*(?:[-/][A-ZĐ]\w*)*)")
_TYPES = frozenset({"KH", "QĐ", "NĐ", "NQ", "TT", "CT", "CV", "BC", "TB", "TTr", "CTr", "HD", "ĐA", "QĐi"})
"""Types of documents in a symbol: the word before the number has said them already."""
_IN_FIGURES = re.compile(r"(?P<before>ngày\s+|tháng\s+)?[\d/.\- ]+", re.IGNORECASE)
_QUARTER = re.compile(r"(quý)\s+(IV|I{1,3}|[1-4])/(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?<![\d/.,])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/])")
_ROMAN = {"I": "một", "II": "hai", "III": "ba", "IV": "tư", "1": "một", "2": "hai", "3": "ba", "4": "tư"}
_RANGE = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")
_EACH = re.compile(r"(?<=\w)/(kg|g|ha|km2|km²|km|m2|m²|m3|m³|l|người|hộ|năm|tháng|ngày|giờ|lượt|con|sào)(?!\w)")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@cache
def _table() -> tuple[Mapping[str, str], re.Pattern[str], Mapping[str, str], re.Pattern[str]]:
    held = tomllib.loads(resources.files("nhip.text").joinpath("data/spoken.toml").read_text("utf-8"))
    words = {nfc(short): said for short, said in held["words"].items()}
    units = held["units"]
    longest = sorted(words, key=len, reverse=True)
    short = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, longest))})(?!\w)\.?(?=(\s+[A-ZÀ-Ỹ])?)")
    unit = re.compile(rf"\s?({'|'.join(map(re.escape, sorted(units, key=len, reverse=True)))})(?![\w²³])")
    return words, short, units, unit


def spoken(text: str) -> str:
    """The text with everything that is written short said in full; sentences and their marks stay."""
    said = _CODE.sub(_code, nfc(text))
    said = _PHONE.sub(lambda found: _one_by_one(found[0]), said)
    said = _QUARTER.sub(lambda found: f"{found[1]} {_ROMAN[found[2].upper()]} năm {found[3]}", said)
    said = _in_dates(said)
    said = _MONTH.sub(_month, said)
    said = _TIME.sub(lambda found: _time(found), said)
    said = _HOUR.sub(lambda found: f"{_whole(int(found[1]))} giờ", said)
    said = _RANGE.sub(" đến ", said)
    said = _in_numbers(said)
    words, short, units, _ = _table()
    said = _EACH.sub(lambda found: f" một {units.get(found[1], found[1])}", said)
    return short.sub(lambda found: _full(found, words), said)


def _full(found: re.Match[str], words: Mapping[str, str]) -> str:
    """A full stop after a title ("TS. Mẫu") belongs to the short form; at the end of a sentence it stays."""
    raw = found[0]
    if not raw.endswith(".") or raw in words:
        return words[raw]
    stays = "" if found[1] and raw[:-1] in ("TS", "GS", "PGS", "ThS", "BS", "TP", "TX", "NSND", "NSƯT") else "."
    return words[raw[:-1]] + stays


def _code(found: re.Match[str]) -> str:
    """198/KH-UBND is said as 198 of the committee; a symbol that we cannot say in words, part by part."""
    year = f" năm {found[2]}" if found[2] else ""
    parts = re.split("[-/]", found[3])
    if parts[0] in _TYPES and len(parts) > 1 and all(part in _table()[0] for part in parts[1:]):
        return f"{found[1]}{year} của {' '.join(parts[1:])}"
    return f"{found[1]}{year}, {' '.join(parts)}"


def _one_by_one(figures: str) -> str:
    groups = re.split(r"[ .]", figures.replace("+84", "cộng tám bốn "))
    return ", ".join(" ".join(_DIGITS[int(one)] if one.isdigit() else one for one in _apart(group)) for group in groups)


def _apart(group: str) -> list[str]:
    return list(group) if group.isdigit() else [group]


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if hour > 24 or minute > 59:
        return found[0]
    return f"{_whole(hour)} giờ" + (f" {_whole(minute)} phút" if minute else "")


def _month(found: re.Match[str]) -> str:
    return f"tháng {'tư' if int(found[1]) == 4 else _whole(int(found[1]))} năm {found[2]}"


def _in_dates(text: str) -> str:
    pieces, at = [], 0
    for one in find_dates(text):
        if one.start < at or one.issue is not None:
            continue
        said = _date(one, text[: one.start].rstrip().lower())
        if said:
            pieces += [text[at : one.start], said]
            at = one.end
    return "".join([*pieces, text[at:]])


def _date(one: DateSpan, before: str) -> str:
    """A date in figures; one in words already is read as it stands."""
    form = _IN_FIGURES.fullmatch(one.raw)
    if form is None or one.month is None:
        return ""
    said = (form["before"] or "").strip().lower() or before.split(" ")[-1]
    kept = form["before"] or ""
    day = ""
    if one.day is not None:
        first = "mồng " if one.day <= 10 else ""
        day = ("" if said == "ngày" else "ngày ") + first + _whole(one.day) + " "
    month = ("" if not day and said == "tháng" else "tháng ") + ("tư" if one.month == 4 else _whole(one.month))
    year = f" năm {_whole(one.year)}" if one.year else ""
    return f"{kept}{day}{month}{year}"


def _in_numbers(text: str) -> str:
    _, _, units, unit = _table()
    pieces, at = [], 0
    for one in find_numbers(text):
        followed = unit.match(text, one.end)
        said = _number(one)
        glued = followed is None and text[one.end : one.end + 1].isalpha()  # house number 12a, sheet A4
        if one.start < at or not said or glued:
            continue
        pieces += [text[at : one.start], said]
        at = one.end
        if followed:
            pieces.append(f" {units[followed[1]]}")
            at = followed.end()
    return "".join([*pieces, text[at:]])


def _number(one: Number) -> str:
    """In words; a scale that was written ("83 nghìn") stays in the value, a leading zero is not said."""
    value = abs(one.value)
    whole, rest = int(value), value - int(value)
    if whole >= 10**12:
        return ""
    said = _whole(whole)
    if rest:
        figures = format(rest.normalize(), "f").removeprefix("0.")
        tail = _whole(int(figures)) if len(figures) == 2 and figures[0] != "0" else " ".join(
            _DIGITS[int(figure)] for figure in figures
        )  # fmt: skip
        said = f"{said} phẩy {tail}"
    sign = "âm " if one.value < Decimal(0) else ""
    percent = " phần trăm" if one.percent and one.raw.endswith("%") else ""
    return f"{sign}{said}{percent}"


def _whole(value: int) -> str:
    return write_written(value)
