"""The damage a wrong-language OCR does to a Vietnamese word: which words may stand behind what was read.

A word is damaged by its parts: the onset is read as something, the rime (with its tone) as something else. How often
is counted from pairs of right and read words (`data/garble.tsv.gz`); what was never seen is judged letter by letter.
Capitals are damaged otherwise than small letters (Đ becomes P, B or D), so every table keeps its case.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from nhip.text import spelling_distance
from nhip.text.syllables import split

WORD_TRUST = 4.0  # how many sightings of a word weigh as much as the judgement by parts
PART_TRUST = 2.0  # how many sightings of a part weigh as much as the judgement by letters
MOST = 40  # candidates kept for one read word


@dataclass(frozen=True)
class Garbles:
    """Counts by kind: (right, read) -> times."""

    word: dict[str, dict[str, int]]  # read -> right -> times
    onset: dict[str, dict[str, int]]
    rime: dict[str, dict[str, int]]
    word_sum: dict[str, int]
    onset_sum: dict[str, int]
    rime_sum: dict[str, int]
    letters: dict[tuple[str, str], int]

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
        return (seen + PART_TRUST * self.distance.between(right, read)) / (sums.get(right, 0) + PART_TRUST)

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
                    word = onset + rime
                    by_parts[word] = max(by_parts.get(word, 0.0), first * second)
        seen = self.word.get(read, {})
        found: dict[str, float] = {}
        for word in {**by_parts, **seen}:
            if not _is_word(word):
                continue
            whole = (seen.get(word, 0) + WORD_TRUST * by_parts.get(word, 0.0)) / (
                self.word_sum.get(word, 0) + WORD_TRUST
            )
            if whole > 0:
                found[word] = math.log(whole)
        return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST])

    def _rimes(self, read: str) -> dict[str, float]:
        seen = self.rime.get(read, {})
        found = {rime: self.part("rime", rime, read) for rime in seen}
        if sum(seen.values()) < 20 and 0 < len(read) <= 7:
            for rime, chance in self.distance.nearest(read, 25):
                found.setdefault(rime, PART_TRUST * chance / (self.rime_sum[rime] + PART_TRUST))
        return found


@lru_cache(maxsize=65536)
def _is_word(word: str) -> bool:
    parts = split(word)
    return parts is not None and parts.spelled() == word.lower()


@cache
def load() -> Garbles:
    """The damage counted from the shipped pairs; read once."""
    packed = resources.files("nhip.text").joinpath("data/garble.tsv.gz").read_bytes()
    return from_rows(line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())


def from_rows(rows: Iterable[list[str]]) -> Garbles:
    """Garbles from rows (kind, right, read, times)."""
    tables: dict[str, dict[str, dict[str, int]]] = {
        "word": defaultdict(dict),
        "onset": defaultdict(dict),
        "rime": defaultdict(dict),
    }
    sums: dict[str, dict[str, int]] = {"word": defaultdict(int), "onset": defaultdict(int), "rime": defaultdict(int)}
    letters: dict[tuple[str, str], int] = {}
    for kind, right, read, times in rows:
        if kind == "letter":
            letters[right, read] = int(times)
        else:
            tables[kind][read][right] = int(times)
            sums[kind][right] += int(times)
    return Garbles(
        dict(tables["word"]), dict(tables["onset"]), dict(tables["rime"]),
        dict(sums["word"]), dict(sums["onset"]), dict(sums["rime"]), letters,
    )  # fmt: skip
