"""A right word laid beside the word as read, letter by letter: which part was read as what."""

from __future__ import annotations

import math
from collections.abc import Callable

from nhip.text.syllables import cased_like, split

Steps = list[tuple[str, str]]
Row = tuple[str, str, str]  # kind (letter, onset, rime, word), right, read


def align(right: str, read: str, chance: Callable[[str, str], float]) -> Steps:
    """The likeliest steps from `right` to `read`, where `chance(right part, read part)` is above 0.

    A right letter becomes nothing, one or two read characters; two right letters become one. Empty: no way.
    """
    best = [[math.inf] * (len(read) + 1) for _ in range(len(right) + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for i in range(len(right)):
        for j in range(len(read) + 1):
            here = best[i][j]
            if here == math.inf:
                continue
            for di, dj in ((1, 1), (1, 0), (1, 2), (2, 1)):
                if i + di > len(right) or j + dj > len(read):
                    continue
                price = here - math.log(chance(right[i : i + di], read[j : j + dj]))
                if price < best[i + di][j + dj]:
                    best[i + di][j + dj] = price
                    back[i + di, j + dj] = (i, j)
    steps: Steps = []
    at = (len(right), len(read))
    while at in back:
        before = back[at]
        steps.append((right[before[0] : at[0]], read[before[1] : at[1]]))
        at = before
    steps.reverse()
    return steps if at == (0, 0) else []


def rows(right: str, read: str, chance: Callable[[str, str], float]) -> list[Row]:
    """What one pair teaches: its word, onset, rime and letters; nothing when the right word is no tidy syllable."""
    parts = split(right)
    if parts is None or cased_like(parts.spelled(), right) != right:
        return []
    steps = align(right, read, chance)
    if not steps:
        return []
    cut, taken, done = len(parts.onset), "", 0
    for one, other in steps:
        if done >= cut:
            break
        taken, done = taken + other, done + len(one)
    found: list[Row] = [("word", right, read), *(("letter", one, other) for one, other in steps)]
    if done == cut:
        found.append(("rime", right[cut:], read[len(taken) :]))
        if cut:
            found.append(("onset", right[:cut], taken))
    return found
