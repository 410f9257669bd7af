"""A picture for shared links of what has none of its own: the agency's logo and colour, its name, the title.

1,200 x 630 points, PNG, the same bytes for the same words and kit. Fonts come with the interface; a title in letters
that they do not have (Chinese) gets no card rather than boxes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

SIZE = (1200, 630)
EDGE, BAND, LOGO = 72, 28, 132
PAPER, INK, QUIET, PLAIN = "#ffffff", "#23211c", "#5f594e", "#27347f"
LINES = ((76, 3), (64, 4), (52, 5), (44, 6))
"""Sizes of the title's letters and how many lines of each there may be, the largest first."""
MOST_LOGO = 40_000_000
"""Points of a logo that is opened at all."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What an agency's brand kit says for a card. `colour`: #rrggbb; `logo`: the bytes of a raster picture."""

    colour: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Letters:
    """Files of one weight of the interface's letters: Latin, and what Vietnamese has beyond it."""

    latin: Path
    vietnamese: Path


def drawable(words: str) -> bool:
    """Whether the interface's letters can write all of it."""
    return all(_vietnamese(one) or _latin(one) for one in _composed(words))


@lru_cache(maxsize=64)
def draw(title: str, agency: str, kit: Kit, strong: Letters, plain: Letters) -> bytes:
    """The card as PNG. Raises ValueError for words that `drawable` refuses, OSError without the fonts."""
    title, agency = _composed(title), _composed(agency)
    if not drawable(title) or not drawable(agency):
        raise ValueError("letters")
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, SIZE[1] - BAND, *SIZE), fill=kit.colour or PLAIN)
    left = EDGE
    if (logo := opened(kit.logo)) is not None:
        logo.thumbnail((LOGO, LOGO), Image.Resampling.LANCZOS)
        sheet.paste(logo, (left, EDGE + (LOGO - logo.height) // 2), logo)
        left += logo.width + 28
    name = _fitting(agency, plain, ((34, 2), (28, 3)), SIZE[0] - EDGE - left)
    _written(pen, name, left, EDGE + (LOGO - name.height) // 2, QUIET)
    words = _fitting(title, strong, LINES, SIZE[0] - 2 * EDGE)
    top = EDGE + LOGO + 36
    _written(pen, words, EDGE, top + max(0, (SIZE[1] - BAND - 36 - top - words.height) // 2), INK)
    kept = io.BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def opened(logo: bytes) -> Image.Image | None:
    """A logo as a picture with its clear parts; None for what is no raster picture or too large to open."""
    if not logo:
        return None
    try:
        with Image.open(io.BytesIO(logo)) as held:
            if held.format not in ("PNG", "JPEG", "WEBP", "GIF") or held.width * held.height > MOST_LOGO:
                return None
            return held.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


@dataclass(frozen=True, slots=True)
class _Text:
    lines: Sequence[str]
    letters: Letters
    size: int

    @property
    def step(self) -> int:
        return round(self.size * 1.32)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)


def _fitting(words: str, letters: Letters, sizes: Sequence[tuple[int, int]], width: int) -> _Text:
    """The largest letters in which it fits; in the smallest it is cut with an ellipsis."""
    for size, most in sizes:
        lines = _broken(words, letters, size, width)
        if len(lines) <= most:
            return _Text(lines, letters, size)
    return _Text([*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;:')}…"], letters, size)


def _broken(words: str, letters: Letters, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _long(longer, letters, size) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for one in word:  # a word longer than a line is broken where the line ends
            if lines[-1] and _long(lines[-1] + one, letters, size) > width:
                lines.append("")
            lines[-1] += one
    return lines


def _long(words: str, letters: Letters, size: int) -> float:
    return sum(_face(letters, one, size).getlength(one) for one in words)


def _written(pen: ImageDraw.ImageDraw, text: _Text, left: int, top: int, colour: str) -> None:
    for number, line in enumerate(text.lines):
        x = float(left)
        for one in line:
            face = _face(text.letters, one, text.size)
            pen.text((x, top + number * text.step + text.size), one, font=face, fill=colour, anchor="ls")
            x += face.getlength(one)


def _face(letters: Letters, one: str, size: int) -> ImageFont.FreeTypeFont:
    return _font(letters.vietnamese if _vietnamese(one) else letters.latin, size)


@lru_cache(maxsize=24)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _vietnamese(one: str) -> bool:
    return one in "ĂăĐđĨĩŨũƠơƯư₫" or "\u1ea0" <= one <= "\u1ef9"


def _latin(one: str) -> bool:
    return " " <= one <= "ÿ" or one in "–—‘’“”„†•…‹›€™"
