"""Tables on a picture: their lines found and wiped out, their columns read one by one.

Engines take lines for letters, and read across cells whose words stand at different heights. A line is a run of dark
dots longer than any stroke of a letter: half an inch level, a fifth of an inch upright. Slightly
turned pages still give such runs, piece by piece.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nhip.documents.intake.flow import Line, Seen
from nhip.documents.intake.ocr.engine import Engine
from nhip.documents.intake.outcome import Box
from nhip.documents.intake.ruled import Grid, grids_of, rows_of, rules_of

_LEVEL = 0.5  # inches
_UPRIGHT = 0.21
_THICK = 0.035
_DARK = 140
_MOST_RUNS = 40_000  # more is a photograph
_MOST_PIECES = 60  # columns read one by one; a page of more is read as a whole
_EDGE = 30  # dots of white around a column
_POINTS = 72

_Dots = NDArray[np.bool_]


def read_with_tables(picture: Any, dpi: float, engine: Engine) -> tuple[list[Line], Any]:
    """The lines of a page, tables as rows in their place, and the grey picture without the lines of its tables."""
    wiped, grids = _wiped(picture, dpi)
    pieces = [_pieces(grid) for grid in grids]
    if not grids or sum(map(len, pieces)) > _MOST_PIECES:
        return list(engine.lines(wiped, dpi)), wiped
    around = wiped.copy()
    for grid in grids:
        around.paste(255, _dots(grid.box, dpi))
    lines = [line for line in engine.lines(around, dpi) if line.words]
    for grid, boxes in zip(grids, pieces, strict=True):
        words = [word for box in boxes for word in _words_in(wiped, box, dpi, engine)]
        at = next((i for i, line in enumerate(lines) if line.top >= grid.box.bottom - 2), len(lines))
        lines[at:at] = rows_of(words, grid)
    return lines, wiped


def _pieces(grid: Grid) -> list[Box]:
    """Columns of the bands that are divided alike, one after another."""
    pieces: list[Box] = []
    at = 0
    while at < len(grid.uprights):
        end = at + 1
        while end < len(grid.uprights) and grid.uprights[end] == grid.uprights[at]:
            end += 1
        top, bottom = grid.levels[at], grid.levels[end]
        pieces += [Box(left=a, top=top, right=b, bottom=bottom) for a, b in pairwise(grid.uprights[at])]
        at = end
    return pieces


def _words_in(picture: Any, box: Box, dpi: float, engine: Engine) -> list[Seen]:
    """The words of one column, with a white edge around it, at their places on the page."""
    from PIL import Image

    left, top, right, bottom = _dots(box, dpi)
    crop = picture.crop((left, top, right, bottom))
    if crop.width < 4 or crop.height < 4 or not (np.asarray(crop) < _DARK).any():
        return []
    framed = Image.new("L", (crop.width + 2 * _EDGE, crop.height + 2 * _EDGE), 255)
    framed.paste(crop, (_EDGE, _EDGE))
    x, y = (left - _EDGE) * _POINTS / dpi, (top - _EDGE) * _POINTS / dpi
    return [
        Seen(
            word.text,
            Box(left=word.box.left + x, top=word.box.top + y, right=word.box.right + x, bottom=word.box.bottom + y),
            word.confidence,
        )
        for line in engine.lines(framed, dpi, layout="block")
        for word in line.words
    ]


def _dots(box: Box, dpi: float) -> tuple[int, int, int, int]:
    scale = dpi / _POINTS
    return round(box.left * scale), round(box.top * scale), round(box.right * scale), round(box.bottom * scale)


def _wiped(picture: Any, dpi: float) -> tuple[Any, list[Grid]]:
    """The picture in grey with the lines of its tables wiped out, and the tables."""
    grey = picture.convert("L")
    dark = np.asarray(grey) < _DARK
    level = _boxes(dark, round(dpi * _LEVEL), dpi)
    upright = [(top, left, bottom, right) for left, top, right, bottom in _boxes(dark.T, round(dpi * _UPRIGHT), dpi)]
    scale = _POINTS / dpi
    thin = [_line(box, scale) for box in (*level, *upright)]
    grids = grids_of(rules_of(thin))
    if not grids:
        return grey, []
    dots = np.array(grey)
    for left, top, right, bottom in (*level, *upright):
        if any(_near(left * scale, top * scale, right * scale, bottom * scale, grid.box) for grid in grids):
            dots[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = 255
    from PIL import Image

    return Image.fromarray(dots), grids


def _line(box: tuple[int, int, int, int], scale: float) -> Box:
    """The middle line of a box in points: a line drawn thick, or slightly turned, is still a line."""
    left, top, right, bottom = (side * scale for side in box)
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Box(left=left, top=middle, right=right, bottom=middle)
    middle = (left + right) / 2
    return Box(left=middle, top=top, right=middle, bottom=bottom)


def _near(left: float, top: float, right: float, bottom: float, box: Box) -> bool:
    return left >= box.left - 6 and right <= box.right + 6 and top >= box.top - 6 and bottom <= box.bottom + 6


def _boxes(dark: _Dots, shortest: int, dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom) of level runs; runs of neighbouring rows that overlap are one line."""
    if dark.shape[1] <= shortest:
        return []
    begins = _begins(dark, shortest)
    rows = np.flatnonzero(begins.any(axis=1))
    open_boxes: list[list[int]] = []
    done: list[list[int]] = []
    count = 0
    for row in rows:
        edge = np.flatnonzero(np.diff(np.concatenate(([0], begins[row].view(np.int8), [0]))))
        runs = [(int(a), int(b) - 1 + shortest) for a, b in zip(edge[::2], edge[1::2], strict=True)]
        count += len(runs)
        if count > _MOST_RUNS:
            return []
        done += [box for box in open_boxes if box[3] < row]
        open_boxes = [box for box in open_boxes if box[3] >= row]
        for left, right in runs:
            touching = [box for box in open_boxes if box[0] <= right and left <= box[2]]
            merged = [min([left, *(b[0] for b in touching)]), min([int(row), *(b[1] for b in touching)])]
            merged += [max([right, *(b[2] for b in touching)]), int(row) + 1]
            open_boxes = [box for box in open_boxes if not any(box is one for one in touching)] + [merged]
    thickest = dpi * _THICK
    return [
        (box[0], box[1], box[2], box[3])
        for box in (*done, *open_boxes)
        if box[3] - box[1] <= max(thickest, (box[2] - box[0]) * 0.015)
    ]


def _begins(dark: _Dots, length: int) -> _Dots:
    """True where a run of that many dark dots begins."""
    whole, reach = dark, 1
    while reach < length:
        step = min(reach, length - reach)
        whole = whole[:, :-step] & whole[:, step:]
        reach += step
    return np.ascontiguousarray(whole)
