"""How likely letters turn into other letters: the chance that a right rime was read as something never seen before.

A right letter becomes nothing, one or two read characters; two right letters become one. Chances come from aligned
pairs, smoothed by a first guess: the same letter without its marks is likely, all else is not. All rimes are judged at
once, one array operation per step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nhip.text.normalise import bare
from nhip.text.syllables import take_tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAMILY_SHARE = 0.3  # share of the family (ố: ô ồ ổ ỗ ộ) in the chances of a letter
GUESS_SHARE = 0.10  # what the first guess keeps of a family's chances


@lru_cache(maxsize=4096)
def _toneless(letters: str) -> str:
    return take_tone(letters)[0]


def first_guess(right: str, read: str) -> float:
    """P(read | right) before any count."""
    if len(right) == 2:
        return 2e-3
    if len(read) == 1:
        if right == read:
            return 0.6
        plain = bare(right)
        if plain == read:
            return 0.5
        if plain.lower() == read.lower():
            return 0.05
        return 0.05 if right in "đĐ" and read in "PBDdÐ" else 0.004
    return 5e-3 if read == "" else 2e-3


class Distance:
    """Chances over a fixed list of rimes."""

    def __init__(self, letters: Mapping[tuple[str, str], int], rimes: tuple[str, ...]) -> None:
        self._counts = dict(letters)
        self._sums: dict[str, int] = defaultdict(int)
        self._family: dict[tuple[str, str], int] = defaultdict(int)
        self._family_sums: dict[str, int] = defaultdict(int)
        for (right, read), times in letters.items():
            self._sums[right[0]] += times
            self._family[_toneless(right), read] += times
            self._family_sums[_toneless(right[0])] += times
        self._rimes = rimes
        self._longest = max(len(rime) for rime in rimes)
        self._alphabet = {
            letter: number + 1 for number, letter in enumerate(sorted({c for rime in rimes for c in rime}))
        }
        self._spelled = np.zeros((len(rimes), self._longest), np.int64)
        for row, rime in enumerate(rimes):
            self._spelled[row, : len(rime)] = [self._alphabet[letter] for letter in rime]
        self._lengths = np.array([len(rime) for rime in rimes])
        self.step = lru_cache(maxsize=65536)(self._step)
        self._column = lru_cache(maxsize=4096)(self._worked_out_column)
        self.nearest = lru_cache(maxsize=8192)(self._nearest)
        self.between = lru_cache(maxsize=65536)(self._between)

    def _step(self, right: str, read: str) -> float:
        """P(read | right) of one step."""
        family = self._family.get((_toneless(right), read), 0) / max(self._family_sums.get(_toneless(right[0]), 0), 1)
        lower = (1 - GUESS_SHARE) * family + GUESS_SHARE * first_guess(right, read)
        seen = self._counts.get((right, read), 0)
        total = self._sums.get(right[0], 0)
        share = max(FAMILY_SHARE, 1 / (1 + total / 10))
        return (1 - share) * seen / max(total, 1) + share * lower

    def _between(self, right: str, read: str) -> float:
        best = [[0.0] * (len(read) + 1) for _ in range(len(right) + 1)]
        best[0][0] = 1.0
        for i in range(len(right)):
            for j in range(len(read) + 1):
                here = best[i][j]
                if here == 0.0:
                    continue
                for di, dj in ((1, 1), (1, 0), (1, 2), (2, 1)):
                    if i + di <= len(right) and j + dj <= len(read):
                        value = here * self.step(right[i : i + di], read[j : j + dj])
                        best[i + di][j + dj] = max(best[i + di][j + dj], value)
        return best[len(right)][len(read)]

    def _worked_out_column(self, read: str) -> NDArray[np.float64]:
        """For each letter of the alphabet: the chance that it alone was read so."""
        return np.array([0.0] + [self.step(letter, read) for letter in self._alphabet])

    def _nearest(self, read: str, most: int) -> tuple[tuple[str, float], ...]:
        """The likeliest rimes behind `read` with P(read | rime), letters only."""
        gone = self._column("")[self._spelled]
        rows = len(self._rimes)
        best = np.zeros((self._longest + 1, len(read) + 1, rows))
        best[0, 0] = 1.0
        one = [self._column(letter)[self._spelled] for letter in read]
        two = [self._column(read[j : j + 2])[self._spelled] for j in range(len(read) - 1)]
        for i in range(self._longest):
            for j in range(len(read) + 1):
                here = best[i, j]
                best[i + 1, j] = np.maximum(best[i + 1, j], here * gone[:, i])
                if j < len(read):
                    best[i + 1, j + 1] = np.maximum(best[i + 1, j + 1], here * one[j][:, i])
                if j + 1 < len(read):
                    best[i + 1, j + 2] = np.maximum(best[i + 1, j + 2], here * two[j][:, i])
        chance = best[self._lengths, len(read), np.arange(rows)]
        order = np.argsort(-chance)[:most]
        return tuple((self._rimes[row], float(chance[row])) for row in order if chance[row] > 1e-12)
