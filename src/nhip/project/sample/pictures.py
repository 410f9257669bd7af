"""Pictures that stand for photos in the sample: plain boards that say what they are, never taken for a real photo."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

import nhip

SIZE = (360, 225)
"""Small: thousands are kept when the sample is built."""
PAPER, INK, MUTED, LINE = "#f4f1ea", "#23343b", "#6a7a80", "#2f7f79"


@lru_cache(maxsize=600)
def board(agency: str, kind: str) -> bytes:
    """A JPEG with the agency, what it did, and "Dữ liệu mẫu"."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 8, SIZE[1]), fill=LINE)
    for number, line in enumerate(wrap(agency, 32)[:3]):
        write_on(draw, (28, 32 + 26 * number), line, 18, INK)
    for number, line in enumerate(wrap(kind, 46)[:2]):
        write_on(draw, (28, 116 + 20 * number), line, 13, INK)
    write_on(draw, (28, 186), "Dữ liệu mẫu: ảnh minh họa, không phải ảnh chụp", 12, MUTED)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def write_on(draw: ImageDraw.ImageDraw, at: tuple[int, int], words: str, size: int, colour: str) -> None:
    """The interface font comes in two parts; each letter is taken from the part that has it."""
    x, y = at
    for letter in words:
        font = _font("latin" if ord(letter) < 0x100 else "vietnamese", size)
        draw.text((x, y), letter, font=font, fill=colour)
        x += round(font.getlength(letter))


@cache
def _font(part: str, size: int) -> ImageFont.FreeTypeFont:
    fonts = Path(nhip.__path__[0]) / "web" / "fonts"
    return ImageFont.truetype(str(fonts / f"be-vietnam-pro-{part}-500-normal.woff2"), size)
