"""Looks for a secrecy stamp on a picture of a first page: red ink apart from the print, and the head read word by word.

Engines drop boxed or slanted words from running text; a stamp must not slip through for that.
"""

from __future__ import annotations

from typing import Any

from nhip.documents.intake.ocr.engine import Engine
from nhip.documents.intake.outcome import Refused
from nhip.documents.intake.secrecy import is_mark

_HEAD = 0.45  # of the page's height
_LEAST_INK = 400  # red dots; less is dust


def picture_bears_mark(picture: Any, dpi: float, engine: Engine) -> bool:
    """True when the head of the page bears a stamp. A picture the engine cannot read bears none."""
    head = picture.crop((0, 0, picture.width, max(1, round(picture.height * _HEAD))))
    looks = [head.convert("L")]
    red = _red_ink(head)
    if red is not None:
        looks.append(red)
    return any(_read_bears_mark(look, dpi, engine) for look in looks)


def _read_bears_mark(look: Any, dpi: float, engine: Engine) -> bool:
    try:
        lines = engine.lines(look, dpi, layout="sparse")
    except Refused:
        return False
    return any(is_mark(line.text, from_scan=True) for line in lines if line.words)


def _red_ink(head: Any) -> Any | None:
    """Black where the ink is red, white elsewhere; None where there is too little red to be a stamp."""
    from PIL import ImageChops

    if head.mode != "RGB":
        return None
    red, green, blue = head.split()
    excess = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    mask = excess.point(lambda value: 0 if value > 45 else 255)
    return mask if mask.histogram()[0] >= _LEAST_INK else None
