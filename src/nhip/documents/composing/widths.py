"""How wide words are in Times New Roman, and where lines break: for strokes as long as their words, for balanced heads.

Lengths in mm, sizes in points. Unknown letters count as wide as "n".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

MM_PER_POINT = 25.4 / 72


@cache
def _widths() -> tuple[Mapping[str, float], Mapping[str, float]]:
    source = resources.files("nhip.documents.composing").joinpath("data", "letter_widths.toml")
    raw = tomllib.loads(source.read_text("utf-8"))
    units = raw["units"]
    regular, bold = (
        {letter: int(width) / units for width, letters in raw[style].items() for letter in letters}
        for style in ("regular", "bold")
    )
    return regular, bold


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of words, mm."""
    table = _widths()[bold]
    usual = table["n"]
    return sum(table.get(letter, usual) for letter in text) * size * MM_PER_POINT


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The words broken into lines of at most `room` mm, as a word processor breaks them."""
    out: list[str] = []
    for word in text.split():
        if out and width(f"{out[-1]} {word}", size, bold=bold) <= room:
            out[-1] += f" {word}"
        else:
            out.append(word)
    return out


def balanced(text: str, room: float, size: float, *, bold: bool = False) -> tuple[list[str], float]:
    """As few lines as `room` allows, made as even as possible; the lines and the narrowest room that gives them.

    Two lines of one length read better than a full one with a single word below.
    """
    best = lines(text, room, size, bold=bold)
    if len(best) < 2:
        return best, room
    low, high = 0.0, room
    for _ in range(24):
        middle = (low + high) / 2
        if len(lines(text, middle, size, bold=bold)) <= len(best):
            high = middle
        else:
            low = middle
    return lines(text, high, size, bold=bold), high
