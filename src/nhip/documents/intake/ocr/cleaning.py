"""A scanned page made ready for the engine: turned upright, specks of a fax taken off. Clean pages pass unchanged."""

from __future__ import annotations

from typing import Any

import numpy as np

_SMALL_DPI = 75
_WIDEST = 3.0  # degrees a page may be turned by
_STEP = 0.25
_LEAST = 0.4  # degrees; the engine and the paragraphs bear less
_DARK = 140
_SPECKLED = 0.04  # of the dark spots stand alone: a fax or a photocopy of one


def cleaned(picture: Any, dpi: float) -> tuple[Any, float]:
    """The page in grey, upright and without specks, and the degrees it was turned by (counter-clockwise)."""
    from PIL import Image

    grey = _without_specks(picture.convert("L"))
    angle = _angle(grey, dpi)
    if abs(angle) < _LEAST:
        return grey, 0.0
    return grey.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255), angle


def _without_specks(grey: Any) -> Any:
    """Dark spots with at most one dark neighbour made white, and their like in strokes made dark, where there are
    many."""
    from PIL import Image

    dots = np.asarray(grey)
    dark = dots < _DARK
    beside = _neighbours(dark)
    specks = dark & (beside <= 1)
    if int(specks.sum()) <= max(500, int(dark.sum()) * _SPECKLED):
        return grey
    mended = np.array(dots)
    mended[specks] = 255
    mended[~dark & (beside >= 7)] = 0
    return Image.fromarray(mended)


def _neighbours(dark: Any) -> Any:
    """How many of the eight spots around each are dark."""
    edge = np.pad(dark, 1).astype(np.uint8)
    height, width = dark.shape
    around = [edge[y : y + height, x : x + width] for y in range(3) for x in range(3) if (y, x) != (1, 1)]
    return sum(around[1:], around[0].copy())


def _angle(grey: Any, dpi: float) -> float:
    """The turn that makes the lines of print level: where rows of dots differ most from one to the next."""
    scale = _SMALL_DPI / dpi
    small = grey.resize((max(8, round(grey.width * scale)), max(8, round(grey.height * scale)))).point(
        lambda v: 255 - v
    )
    best, turn = -1.0, 0.0
    for step in range(-round(_WIDEST / _STEP), round(_WIDEST / _STEP) + 1):
        angle = step * _STEP
        rows = np.asarray(small.rotate(angle, fillcolor=0), dtype=np.float64).sum(axis=1)
        score = float(np.square(np.diff(rows)).sum())
        if score > best * 1.0001 or (score >= best and abs(angle) < abs(turn)):
            best, turn = score, angle
    return turn
