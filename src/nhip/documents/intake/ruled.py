"""Ruled tables: from the lines on a page and the words between them to rows written "| a | b |".

Works on lines and words alone, wherever they come from. A cell that spans columns has no upright line inside and stays
one cell; words of a cell that spans rows stand in the row of their own height. Lengths in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nhip.documents.intake.flow import Line, Seen
from nhip.documents.intake.outcome import Box

_THIN = 2.5  # a box no thicker than this is a line
_SNAP = 3.0  # lines nearer than this are one, ends nearer than this touch
_SHORTEST = 6.0
_MOST = 4_000  # lines of one page; more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: `at` is its x (upright) or y (level), `start` and `end` its reach."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: levels from top to bottom, uprights of each band between two levels."""

    box: Box
    levels: tuple[float, ...]
    uprights: tuple[tuple[float, ...], ...]


def rules_of(boxes: Iterable[Box]) -> list[Rule]:
    """Thin boxes as lines; a larger box gives its four sides."""
    rules: list[Rule] = []
    for box in boxes:
        wide, high = box.right - box.left, box.bottom - box.top
        if high <= _THIN and wide >= _SHORTEST:
            rules.append(Rule(False, (box.top + box.bottom) / 2, box.left, box.right))
        elif wide <= _THIN and high >= _SHORTEST:
            rules.append(Rule(True, (box.left + box.right) / 2, box.top, box.bottom))
        elif wide >= _SHORTEST and high >= _SHORTEST:
            rules += [Rule(False, y, box.left, box.right) for y in (box.top, box.bottom)]
            rules += [Rule(True, x, box.top, box.bottom) for x in (box.left, box.right)]
        if len(rules) > _MOST:
            return []
    return rules


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that these lines draw: at least two columns somewhere and two levels."""
    grids = [_grid(group) for group in _touching(rules)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.box.top)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that meet, directly or by others."""
    leader = list(range(len(rules)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    level = [i for i, rule in enumerate(rules) if not rule.upright]
    for i, rule in enumerate(rules):
        if not rule.upright:
            continue
        for j in level:
            other = rules[j]
            across = other.start - _SNAP <= rule.at <= other.end + _SNAP
            if across and rule.start - _SNAP <= other.at <= rule.end + _SNAP:
                leader[find(i)] = find(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(find(i), []).append(rule)
    return [group for group in groups.values() if len(group) >= 4]


def _grid(group: Sequence[Rule]) -> Grid | None:
    levels = _distinct(rule.at for rule in group if not rule.upright)
    uprights = [rule for rule in group if rule.upright]
    if len(levels) < 2 or len(_distinct(rule.at for rule in uprights)) < 3:
        return None
    bands = []
    for top, bottom in pairwise(levels):
        middle = (top + bottom) / 2
        bands.append(tuple(_distinct(rule.at for rule in uprights if rule.start - 1 <= middle <= rule.end + 1)))
    if all(len(band) < 3 for band in bands):
        return None
    left, right = min(rule.at for rule in uprights), max(rule.at for rule in uprights)
    return Grid(Box(left=left, top=levels[0], right=right, bottom=levels[-1]), tuple(levels), tuple(bands))


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return kept


def with_rows(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line]:
    """The lines of a page with the words of each table gathered into rows, which stand where the table stands."""
    out = list(lines)
    for grid in grids:
        inside = [line for line in out if any(_within(word, grid.box) for word in line.words)]
        rows = rows_of([word for line in inside for word in line.words if _within(word, grid.box)], grid)
        if not rows:
            continue
        first = out.index(inside[0])
        rest = [Line(left, line.block, line.closed) for line in inside if (left := _outside(line, grid.box))]
        out = [*out[:first], *rows, *rest, *(line for line in out[first:] if not any(line is one for one in inside))]
    return out


def _within(word: Seen, box: Box) -> bool:
    x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
    return box.left - 1 <= x <= box.right + 1 and box.top - 1 <= y <= box.bottom + 1


def _outside(line: Line, box: Box) -> list[Seen]:
    return [word for word in line.words if not _within(word, box)]


def rows_of(words: Sequence[Seen], grid: Grid) -> list[Line]:
    """One line a band; a bar is no word of the page, so it takes the place of the cell's edge."""
    rows: list[Line] = []
    for at, uprights in enumerate(grid.uprights):
        top, bottom = grid.levels[at], grid.levels[at + 1]
        here = [word for word in words if top <= (word.box.top + word.box.bottom) / 2 < bottom]
        if not here or len(uprights) < 2:
            continue
        seen = [_bar(uprights[0], top, bottom)]
        for left, right in pairwise(uprights):
            seen += _in_order([word for word in here if left <= (word.box.left + word.box.right) / 2 < right])
            seen.append(_bar(right, top, bottom))
        rows.append(Line(seen, closed=True, row=True))
    return rows


def _in_order(words: Sequence[Seen]) -> list[Seen]:
    """Words of one cell line by line: a word belongs to a line when its middle lies within it."""
    lines: list[list[Seen]] = []
    for word in sorted(words, key=lambda one: one.box.top + one.box.bottom):
        middle = (word.box.top + word.box.bottom) / 2
        if lines and lines[-1][0].box.top <= middle <= lines[-1][0].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda one: one.box.left)]


def _bar(x: float, top: float, bottom: float) -> Seen:
    return Seen("|", Box(left=x, top=top, right=x, bottom=bottom))
