"""Names beside points on a drawing: where each can be read; one without room is left out, for the list says it too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from nhip.places.points import Drawing

RING = 19.0
"""Units from the middle of a number that its ring covers, on a phone's drawing."""
LETTER, ABOVE, BELOW = 12.0, 16.0, 6.0
"""Units that a letter takes at most on average, and that a line of text takes above and below its base line."""
TOP = 24.0
"""Units at the top where the degrees stand."""
ASIDE, LOWER = (9.0, 22.0, 34.0), (0.0, -12.0, 12.0, -22.0, 22.0)
"""Units from a point to its name, and how much lower it may stand: the first that is free is taken."""

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name begins, or ends when it stands `before` the point; `y` is the base line of its letters."""

    x: float
    y: float
    before: bool


def labels(drawn: Drawing, names: Sequence[str]) -> tuple[Label | None, ...]:
    """One for each point of the background, in its order: at its right or left, a little higher or lower if need be,
    clear of the numbers, of names before it and of the border. None for a name without room. Raises ValueError for
    another number of names than points."""
    taken = [*_rings(drawn), *_furniture(drawn)]
    found: list[Label | None] = []
    for (x, y), name in zip(drawn.background, names, strict=True):
        label, box = next(_free(drawn, taken, x, y, len(name) * LETTER), (None, None))
        found.append(label)
        if box is not None:
            taken.append(box)
    return tuple(found)


def _rings(drawn: Drawing) -> Iterator[Box]:
    for x, y in drawn.numbers:
        yield x - RING, y - RING, x + RING, y + RING


def _furniture(drawn: Drawing) -> Iterator[Box]:
    """The measure at the bottom and the degrees at the left."""
    yield 0, drawn.height - 46, max(90, drawn.ten_kilometres + 30), drawn.height
    for one in drawn.across:
        yield 0, one.at - 20, 64, one.at


def _free(drawn: Drawing, taken: Sequence[Box], x: float, y: float, width: float) -> Iterator[tuple[Label, Box]]:
    for aside, lower, before in product(ASIDE, LOWER, (False, True)):
        start = x - aside - width if before else x + aside
        base = y + BELOW + lower
        box = (start, base - ABOVE, start + width, base + BELOW)
        inside = box[0] >= 0 and box[1] >= TOP and box[2] <= drawn.width and box[3] <= drawn.height
        if inside and not any(_touch(box, other) for other in taken):
            yield Label(round(x - aside if before else x + aside, 1), round(base, 1), before), box


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
