"""Charts of a composed report as pictures: bars lying down, each with its number, the same bytes everywhere.

A picture in a document must not change with the machine it was made on, so it is drawn here with a font of our own.
Only figures of one unit of measure stand in one chart; a missing value is said, never drawn as zero.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from nhip.reporting.wording import number

WIDTH = 1400  # pixels: 254 dpi at 140 mm
LEFT = 470
RIGHT = 190
BAR = 34
GAP = 10
ROW_GAP = 34
SIZE = 26
SMALL = 23
COLOURS = ("#2b3a67", "#c96f1f", "#8b8f98")
"""Now, the same period last year, the period before: told apart in grey print as well (dark, middle, light)."""
INK = "#1c1c1c"


@dataclass(frozen=True, slots=True)
class Bars:
    """One thing counted: a value for each series, None where nobody reported."""

    name: str
    values: tuple[Decimal | None, ...]


def bar_chart(series: Sequence[str], rows: Sequence[Bars], unit: str) -> bytes:
    """A PNG of lying bars. Raises ValueError without rows, or for rows that do not fit the series."""
    if not rows or any(len(row.values) != len(series) for row in rows):
        raise ValueError("a chart needs rows with a value for each series")
    names = [_lines(row.name, LEFT - 40) for row in rows]
    heights = [max(len(series) * (BAR + GAP), len(lines) * (SIZE + 8)) for lines in names]
    top = 70
    picture = Image.new("RGB", (WIDTH, top + sum(heights) + ROW_GAP * len(rows) + 20), "white")
    pen = ImageDraw.Draw(picture)
    _legend(pen, series, unit)
    whole = max((value for row in rows for value in row.values if value is not None), default=Decimal(0)) or Decimal(1)
    at = top
    for row, lines, height in zip(rows, names, heights, strict=True):
        for place, line in enumerate(lines):
            pen.text((LEFT - 20, at + place * (SIZE + 8)), line, INK, _font(SIZE), anchor="ra")
        for place, value in enumerate(row.values):
            _bar(pen, at + place * (BAR + GAP), value, whole, COLOURS[place % len(COLOURS)])
        at += height + ROW_GAP
    pen.line((LEFT, top - 8, LEFT, at - ROW_GAP + 8), INK, 2)
    kept = io.BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=False)
    return kept.getvalue()


def _bar(pen: ImageDraw.ImageDraw, at: int, value: Decimal | None, whole: Decimal, colour: str) -> None:
    room = WIDTH - LEFT - RIGHT
    if value is None:
        pen.text((LEFT + 12, at), "chưa báo cáo", "#6b6b6b", _font(SMALL))
        return
    length = int(room * max(value, Decimal(0)) / whole)
    pen.rectangle((LEFT, at, LEFT + max(length, 2), at + BAR), colour)
    pen.text((LEFT + max(length, 2) + 12, at), number(value), INK, _font(SMALL))


def _legend(pen: ImageDraw.ImageDraw, series: Sequence[str], unit: str) -> None:
    at = LEFT
    for place, name in enumerate(series):
        pen.rectangle((at, 18, at + 26, 44), COLOURS[place % len(COLOURS)])
        pen.text((at + 36, 14), name, INK, _font(SMALL, bold=True))
        at += 36 + int(_font(SMALL, bold=True).getlength(name)) + 40
    pen.text((LEFT - 20, 14), f"Đơn vị tính: {unit}", INK, _font(SMALL), anchor="ra")


def _lines(text: str, room: int) -> list[str]:
    """Words broken into at most three lines of the room given (pixels)."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _font(SIZE).getlength(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]}…"]


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = f"be-vietnam-pro-{600 if bold else 400}.ttf"
    data = resources.files("nhip.reporting").joinpath("data", "fonts", name).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
