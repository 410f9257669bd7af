"""From pairs (right word, word as read) to the counts of the damage channel.

Letters are aligned by hard expectation-maximisation: a right letter becomes nothing, one or two read characters, or two
right letters become one. The best alignment then says what each onset and each rime was read as.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.syllables import cased_like, split

EDGES = "“”\"'‘’([{)]}.,;:!?…-–/*"
Steps = list[tuple[str, str]]


def trimmed(right: str, read: str) -> tuple[str, str]:
    """Both words without the marks that stand at their edges in the right word and again in the read one."""
    while right and right[0] in EDGES:
        right, read = right[1:], read[1:] if read[:1] in EDGES else read
    while right and right[-1] in EDGES:
        right, read = right[:-1], read[:-1] if read[-1:] in EDGES else read
    return right, read


def align(right: str, read: str, cost: dict[tuple[str, str], float], sums: dict[str, float]) -> tuple[float, Steps]:
    """Cheapest way to read `right` as `read`, and its steps (right part, read part)."""
    best: list[list[float]] = [[math.inf] * (len(read) + 1) for _ in range(len(right) + 1)]
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
                price = here + step_cost(right[i : i + di], read[j : j + dj], cost, sums)
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
    return best[len(right)][len(read)], steps


def _prior(right: str, read: str) -> float:
    """A first guess before any count: the same letter without its marks is likely, all else is not."""
    if len(right) == 1 and len(read) == 1:
        return (
            0.7
            if right == read
            else 0.5
            if bare(right) == read
            else 0.1
            if bare(right).lower() == read.lower()
            else 0.004
        )
    return 0.001 if len(right) == 1 and len(read) == 0 else 0.0005 if len(right) == 1 else 0.0002


def step_cost(right: str, read: str, counts: dict[tuple[str, str], float], sums: dict[str, float]) -> float:
    """Cost (negative logarithm) of one step under the counts, smoothed by the first guess."""
    seen = counts.get((right, read), 0.0)
    total = sums.get(right[0], 0.0)
    return -math.log((seen + 2.0 * _prior(right, read)) / (total + 2.0))


def letter_counts(
    pairs: Iterable[tuple[str, str, int]], rounds: int = 4
) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Counts of steps over all pairs after `rounds` of alignment, and their sums by first right letter."""
    listed = list(pairs)
    steps: Counter[tuple[str, str]] = Counter()
    sums: Counter[str] = Counter()
    for _ in range(rounds):
        fresh: Counter[tuple[str, str]] = Counter()
        for right, read, times in listed:
            for step in align(right, read, steps, sums)[1]:  # type: ignore[arg-type]
                fresh[step] += times
        steps = fresh
        sums = Counter()
        for (right, _read), times in steps.items():
            sums[right[0]] += times
    return steps, sums


def channel_rows(pairs: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, str, int]]:
    """Rows (kind, right, read, count) of the channel file; kind is letter, onset, rime or word."""
    clean = []
    for right, read, times in pairs:
        one, other = trimmed(tone_key(right), nfc(read))
        if one and other and one.isalpha() and split(one) is not None and len(other) <= 2 * len(one) + 2:
            clean.append((one, other, times))
    steps, sums = letter_counts(clean)
    rows: Counter[tuple[str, str, str]] = Counter()
    for (right, read), times in steps.items():
        rows["letter", right, read] += times
    for right, read, times in clean:
        parts = split(right)
        assert parts is not None
        whole = cased_like(parts.spelled(), right)
        if whole != right:
            continue
        _, path = align(right, read, steps, sums)  # type: ignore[arg-type]
        cut, taken, done = len(parts.onset), "", 0
        for one, other in path:
            if done >= cut:
                break
            taken, done = taken + other, done + len(one)
        if done == cut:
            if cut:
                rows["onset", right[:cut], taken] += times
            rows["rime", right[cut:], read[len(taken) :]] += times
        rows["word", right, read] += times
    return sorted((kind, right, read, times) for (kind, right, read), times in rows.items())
