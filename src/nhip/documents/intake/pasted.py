"""Pictures set into a typed document: a stamp may be pasted where no text tells of it.

Looked at are at most `limits.pasted_pictures` of them, those that could be paper or a stamp; photographs are passed
over, so that a report with pictures of its events is not slowed. Without an engine none is looked at; that is said.
"""

from __future__ import annotations

import hashlib
import io
import warnings as python_warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.ocr.engine import Engine
from nhip.documents.intake.ocr.stamps import SMALL, cutting_bears_mark, picture_bears_mark
from nhip.documents.intake.outcome import warning
from nhip.text.issues import Issue

_AT_ONCE = 2
_DPI = 300.0  # that pictures are brought to; nothing tells how large letters were meant
_LONGEST = 2_400  # dots of a side; more says nothing about a stamp
_SHORTEST = 12  # dots of a side; less is a rule or a bullet
_PAGE_WIDTH = 900  # dots: the picture of a page has at least that
_PAPER = 0.35  # of a picture is light and without colour where it shows paper


def any_bears_mark(pictures: Iterable[Any], limits: Limits, engine: Engine) -> tuple[bool, list[Issue]]:
    """Whether any of the Pillow pictures bears a stamp, and what a person must know about those not looked at."""
    if engine.missing() is not None:
        count = sum(1 for _ in pictures)
        return False, [warning("pictures_unseen", count=count)] if count else []
    chosen: dict[str, Any] = {}
    unseen: set[str] = set()
    for picture in pictures:
        if min(picture.size) < _SHORTEST or not _may_bear_stamp(picture):
            continue
        digest = hashlib.sha256(picture.tobytes()).hexdigest()
        if digest in chosen or len(chosen) < limits.pasted_pictures:
            chosen[digest] = picture
        else:
            unseen.add(digest)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        marked = any(pool.map(lambda picture: _bears_mark(picture, engine), chosen.values()))
    return marked, [warning("pictures_unseen", count=len(unseen))] if unseen else []


def opened_pictures(files: Iterable[bytes], limits: Limits) -> Iterator[Any]:
    """Each picture file on white ground, none larger than a stamp needs; what cannot be opened is passed over."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    for data in files:
        try:
            with python_warnings.catch_warnings():
                python_warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP")) as image:
                    image.draft("RGB", (_LONGEST, _LONGEST))  # a large photograph is not unpacked in full
                    image.thumbnail((_LONGEST, _LONGEST))
                    yield _on_white(image)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError):
            continue
        except (EOFError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError):
            continue


def _on_white(image: Any) -> Any:
    from PIL import Image

    if "A" not in image.mode and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    ground.alpha_composite(clear)
    return ground.convert("RGB")


def _may_bear_stamp(picture: Any) -> bool:
    """Small, or light and colourless in a good part."""
    if picture.width * picture.height <= SMALL:
        return True
    dots = np.asarray(picture.resize((64, 64)), dtype=np.int16)
    least, most = dots.min(axis=2), dots.max(axis=2)
    return bool(((least > 110) & (most - least < 50)).mean() >= _PAPER)


def _bears_mark(picture: Any, engine: Engine) -> bool:
    if picture.height > picture.width * 1.2 and picture.width > _PAGE_WIDTH:  # the picture of a page
        return picture_bears_mark(picture, _DPI, engine)
    return cutting_bears_mark(picture, _DPI, engine)
