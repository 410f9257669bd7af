"""Looks for a secrecy stamp on a picture: red ink apart from the print, and the head read word by word.

Engines drop boxed or slanted words from running text; a stamp must not slip through for that.
"""

from __future__ import annotations

from typing import Any

from nhip.documents.intake.flow import Line
from nhip.documents.intake.ocr.engine import Engine
from nhip.documents.intake.outcome import Refused
from nhip.documents.intake.secrecy import is_mark

_HEAD = 0.45  # of the page's height
_LEAST_INK = 400  # red dots; less is dust
_EDGE = 30  # white dots around a cutting: engines lose letters that touch the rim
_SURE = 0.5  # of a word below the head, where the letters of round seals stand about
SMALL = 180_000  # dots: too small for the photograph of an event, the size of stamps
_HEIGHTS = (240, 130)  # dots: of 48 stamps (three degrees, two inks, boxes, slant) each reads most, both read all
_LONGEST = 20  # times its height; longer is a rule
_HARDLY_ANY = 6  # words: a picture with so few is a stamp, if anything


def picture_bears_mark(picture: Any, dpi: float, engine: Engine) -> bool:
    """True when the head of the page, or red ink anywhere on it, bears a stamp. What cannot be read bears none."""
    head = picture.crop((0, 0, picture.width, max(1, round(picture.height * _HEAD))))
    lines = _read(head.convert("L"), dpi, engine)
    return any(is_mark(line.text, from_scan=True) for line in lines) or red_ink_bears_mark(picture, dpi, engine)


def red_ink_bears_mark(picture: Any, dpi: float, engine: Engine) -> bool:
    """True when red ink anywhere on the page bears a stamp. Below the head the engine must be fairly sure."""
    mask = _red_ink(picture)
    if mask is None:
        return False
    left, top, right, bottom = mask.point(lambda value: 255 - value).getbbox()
    head = (picture.height * _HEAD - top + _EDGE) * 72 / dpi
    return any(
        is_mark(line.text, from_scan=True) and (line.top < head or _sureness(line) >= _SURE)
        for line in _read(_framed(mask.crop((left, top, right, bottom))), dpi, engine)
    )


def grey_without_red(picture: Any) -> Any:
    """The picture in grey, a third of the memory, unless there is red ink on it to be looked at."""
    return picture if _red_ink(picture) is not None else picture.convert("L")


def cutting_bears_mark(picture: Any, dpi: float, engine: Engine) -> bool:
    """True when a picture set into typed text bears a stamp anywhere: no print around it tells where its head is.

    Only a picture with hardly any words is given the benefit of damaged letters: a drawing has labels of its own.
    """
    grey = picture.convert("L")
    looks = _at_heights(grey) if picture.width * picture.height <= SMALL else [_framed(grey)]
    if picture.width * picture.height > SMALL and (red := _red_ink(picture)) is not None:
        looks.append(_framed(red))
    for look in looks:
        lines = _read(look, dpi, engine)
        few = sum(len(line.words) for line in lines) <= _HARDLY_ANY
        if any(is_mark(line.text, from_scan=few) for line in lines):
            return True
    return False


def _at_heights(grey: Any) -> list[Any]:
    """The ink of a small picture at two heights: the engine reads a boxed word at one where it fails at another."""
    ink = grey.point(lambda value: 255 if value < 170 else 0).getbbox()
    if ink is None or ink[2] - ink[0] > (ink[3] - ink[1]) * _LONGEST:
        return []
    cut = grey.crop(ink)
    return [_framed(cut.resize((max(1, round(cut.width * height / cut.height)), height))) for height in _HEIGHTS]


def _read(look: Any, dpi: float, engine: Engine) -> list[Line]:
    try:
        return [line for line in engine.lines(look, dpi, layout="sparse") if line.words]
    except Refused:
        return []


def _sureness(line: Line) -> float:
    return sum(word.confidence for word in line.words) / len(line.words)


def _framed(look: Any) -> Any:
    from PIL import ImageOps

    return ImageOps.expand(look, _EDGE, fill=255)


def _red_ink(picture: Any) -> Any | None:
    """Black where the ink is red, white elsewhere; None where there is too little red to be a stamp."""
    from PIL import ImageChops

    if picture.mode != "RGB":
        return None
    red, green, blue = picture.split()
    excess = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    mask = excess.point(lambda value: 0 if value > 45 else 255)
    return mask if mask.histogram()[0] >= _LEAST_INK else None
