"""Roman numbers of headings, by their strokes: engines lose one of the three in "III." and make "H" of two.

Only numbers written in strokes alone (I, II, III) before a heading in capitals are looked at: their strokes are counted
on the picture itself, at three heights. Nothing is guessed from the order of headings, so a document that numbers
wrongly is still shown as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from nhip.documents.intake.flow import Line, Seen

_STROKES = re.compile(r"^[IHTL!|lÍÌÏ1]{1,4}[.,)]?$")
_HEIGHTS = (0.35, 0.5, 0.65)
_DARK = 128
_POINTS = 72


def with_counted_strokes(line: Line, picture: Any, dpi: float) -> Line:
    """The same line, its opening number as the picture shows it; the line itself where nothing is to be said."""
    if len(line.words) < 2:
        return line
    first, rest = line.words[0], " ".join(word.text for word in line.words[1:])
    if (
        not _STROKES.match(first.text)
        or first.text[0] == "1"
        or rest.upper() != rest
        or not any(c.isalpha() for c in rest)
    ):
        return line
    count = _counted(first, picture, dpi)
    if count is None or first.text.rstrip(".,)") == "I" * count:
        return line
    return Line([replace(first, text="I" * count + "."), *line.words[1:]], line.block, line.closed)


def _counted(word: Seen, picture: Any, dpi: float) -> int | None:
    """One to three upright strokes, the same number at every height; None for anything else."""
    scale = dpi / _POINTS
    box = tuple(round(side * scale) for side in (word.box.left, word.box.top, word.box.right, word.box.bottom))
    if box[2] - box[0] < 3 or box[3] - box[1] < 6:
        return None
    crop = picture.crop(box).convert("L")
    counts = {_runs(crop, round(crop.height * height)) for height in _HEIGHTS}
    (count,) = counts if len(counts) == 1 else (0,)
    return count if 1 <= count <= 3 else None


def _runs(crop: Any, row: int) -> int:
    """How many dark stretches cross this row."""
    dark = [value < _DARK for value in crop.crop((0, row, crop.width, row + 1)).tobytes()]
    return sum(1 for at, value in enumerate(dark) if value and (at == 0 or not dark[at - 1]))
