"""Text cut into sentences and into words, with offsets; nothing is changed.

A word here is what stands between spaces and marks: a syllable, a number, a code such as 198/KH-UBND kept whole.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: `raw == text[start:end]`. `kind` is sentence, word, number, code, mark or address."""

    start: int
    end: int
    raw: str
    kind: str


_ADDRESS = r"(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CODE = r"\d+[a-zđ]?(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-z&]*(?:[-/.&][A-ZĐ][A-ZĐa-z&]*)*\d*"
_NUMBER = r"\d+(?:[.,/-]\d+)*%?"
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?\d*"
_PIECES = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<code>{_CODE})|(?P<number>{_NUMBER})|(?P<word>{_WORD})|(?P<mark>[^\s])"
)
_STOP = re.compile(r"(?P<stop>\.{3}|…|[.!?;])(?P<close>[\"”’)\]]*)(?=\s+|$)|\n+")
_OPENERS = re.compile(r"\s*(?:[-–+*•]|[\"“(])?\s*[A-ZÀ-ỸĐ0-9]")


@cache
def _abbreviations() -> frozenset[str]:
    table = tomllib.loads(resources.files("nhip.text").joinpath("data/abbreviations.toml").read_text("utf-8"))
    return frozenset(word.lower() for words in table.values() for word in words)


def words(text: str) -> tuple[Piece, ...]:
    """All words, numbers, codes, addresses and marks in order; between them stands only white space."""
    return tuple(
        Piece(found.start(), found.end(), found[0], found.lastgroup or "mark") for found in _PIECES.finditer(text)
    )


def sentences(text: str) -> tuple[Piece, ...]:
    """Sentences without their outer spaces, ended by . ! ? … before a capital or digit, by ; or by a line end.

    A line end always ends a sentence, so join wrapped lines first. Abbreviations ("TP.", "v.v.") and the number of a
    heading ("1.", "II.") end none.
    """
    found: list[Piece] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop["stop"] is not None and not _ends(text, start, stop):
            continue
        _keep(found, text, start, stop.end())
        start = stop.end()
    _keep(found, text, start, len(text))
    return tuple(found)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = text[stop.end() : stop.end() + 8]
    if after.strip() and not _OPENERS.match(after) and stop["stop"] != ";":
        return False
    if stop["stop"] != ".":
        return True
    before = text[start : stop.start()].split()
    last = before[-1].lstrip('("“') if before else ""
    if last.lower() in _abbreviations() or last.lower() + "." in _abbreviations():
        return not after.strip()
    is_heading_number = len(before) == 1 and re.fullmatch(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[a-zđA-ZĐ])", last) is not None
    return not is_heading_number


def _keep(found: list[Piece], text: str, start: int, end: int) -> None:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = end - (len(inner) - len(inner.rstrip()))
    if right > left:
        found.append(Piece(left, right, text[left:right], "sentence"))
