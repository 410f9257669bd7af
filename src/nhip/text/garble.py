"""The damage a wrong-language OCR does to a Vietnamese word: which words may stand behind what was read.

A word is damaged by its parts: the onset is read as something, the rime (with its tone) as something else. How often
is counted from pairs of right and read words (`data/garble.tsv.gz`); what was never seen is judged letter by letter.
Capitals are damaged otherwise than small letters (Đ becomes P, B or D), so every table keeps its case.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from nhip.text import spelling_distance
from nhip.text.alignment import Row, rows
from nhip.text.syllables import split

BY_LETTERS = 0.25  # share of the judgement by letters in the chance of an onset or a rime
TRUST = 2.0  # a unit seen n times in k forms leaves TRUST * k / (n + TRUST * k) to the coarser judgement
LEAST = 1e-9  # parts less likely than this make no candidate
MOST = 400  # candidates kept for one read word


@dataclass(frozen=True)
class Garbles:
    """What was counted, arranged by what was read."""

    word: dict[str, dict[str, int]]  # read -> right -> times
    onset: dict[str, dict[str, int]]
    rime: dict[str, dict[str, int]]
    word_sum: dict[str, int]
    onset_sum: dict[str, int]
    rime_sum: dict[str, int]
    letters: dict[tuple[str, str], int]
    kinds: dict[tuple[str, str], int]  # (kind, right) -> number of forms it was read in

    counted: dict[Row, int]

    def taught(self, pairs: Mapping[tuple[str, str], int]) -> Garbles:
        """The same with more pairs (right, read) -> times: what one document shows of its own damage."""
        counted = dict(self.counted)
        for (right, read), times in pairs.items():
            for row in rows(right, read, self.distance.step):
                counted[row] = counted.get(row, 0) + times
        return from_rows(counted)

    @cached_property
    def distance(self) -> spelling_distance.Distance:
        """The judge of what was never seen, over all rimes that were."""
        return spelling_distance.Distance(self.letters, tuple(self.rime_sum))

    def part(self, table: str, right: str, read: str) -> float:
        """P(read | right) of an onset or a rime."""
        if right == "":
            return 0.999 if read == "" else 1e-4
        counts, sums = (self.onset, self.onset_sum) if table == "onset" else (self.rime, self.rime_sum)
        seen = counts.get(read, {}).get(right, 0)
        return self._mixed(seen, sums.get(right, 0), self.distance.between(right, read))

    def _mixed(self, seen: int, total: int, by_letters: float) -> float:
        share = max(BY_LETTERS, 1 / (1 + total))
        return (1 - share) * seen / max(total, 1) + share * by_letters

    def candidates(self, read: str) -> dict[str, float]:
        """Right words (case kept) that may have been read so, with log P(read | right); the likeliest `MOST`."""
        by_parts: dict[str, float] = {}
        for cut in range(min(4, len(read)) + 1):
            onsets = {**self.onset.get(read[:cut], {}), **({"": 1} if cut == 0 else {})}
            if not onsets:
                continue
            rimes = self._rimes(read[cut:])
            for onset in onsets:
                first = self.part("onset", onset, read[:cut])
                for rime, second in rimes.items():
                    chance = first * second
                    if chance > LEAST and chance > by_parts.get(onset + rime, 0.0):
                        by_parts[onset + rime] = chance
        seen = self.word.get(read, {})
        found: dict[str, float] = {}
        for word in {**by_parts, **seen}:
            if not _is_word(word):
                continue
            rest = TRUST * self.kinds.get(("word", word), 1)
            whole = (seen.get(word, 0) + rest * by_parts.get(word, 0.0)) / (self.word_sum.get(word, 0) + rest)
            if whole > 0:
                found[word] = math.log(whole)
        return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST])

    def _rimes(self, read: str) -> dict[str, float]:
        seen = self.rime.get(read, {})
        found = {rime: self.part("rime", rime, read) for rime in seen}
        if len(read) <= 7:
            small = read == read.lower()
            for rime, chance in self.distance.nearest(read, 120):
                if small != rime.islower():
                    continue
                found.setdefault(rime, self._mixed(0, self.rime_sum[rime], chance))
        return found


@lru_cache(maxsize=65536)
def _is_word(word: str) -> bool:
    lower = word.lower()
    parts = split(word)
    return (
        parts is not None and parts.spelled() == lower and word in (lower, lower[:1].upper() + lower[1:], lower.upper())
    )


@cache
def load() -> Garbles:
    """The damage counted from the shipped pairs; read once."""
    packed = resources.files("nhip.text").joinpath("data/garble.tsv.gz").read_bytes()
    lines = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return from_rows({(kind, right, read): int(times) for kind, right, read, times in lines})


def from_rows(counted: Mapping[Row, int]) -> Garbles:
    """Garbles from counts of (kind, right, read)."""
    tables: dict[str, dict[str, dict[str, int]]] = {kind: defaultdict(dict) for kind in ("word", "onset", "rime")}
    sums: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in ("word", "onset", "rime")}
    letters: dict[tuple[str, str], int] = {}
    kinds: dict[tuple[str, str], int] = defaultdict(int)
    for (kind, right, read), times in counted.items():
        if kind == "letter":
            letters[right, read] = times
        else:
            tables[kind][read][right] = times
            sums[kind][right] += times
            kinds[kind, right] += 1
    return Garbles(
        tables["word"], tables["onset"], tables["rime"], sums["word"], sums["onset"], sums["rime"], letters, kinds,
        dict(counted),
    )  # fmt: skip
