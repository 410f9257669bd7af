"""An interpolated trigram model of Vietnamese syllables, read from one small file and asked in bulk.

The file (`data/model.npz`) holds, for each kept n-gram, its interpolated probability and the weight left for what was
not kept, both as bytes (natural logarithms in steps of `STEP`). Questions take arrays and give arrays: one question for
a whole paragraph costs little more than one for a word. How it is made: `training/model.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]

STEP = 0.0625  # nats per unit of a stored byte: 255 reach down to exp(-15.9)
UNKNOWN, START, MARK, NUMBER = 0, 1, 2, 3  # <unk>, start of a paragraph, any punctuation, any number
_SHIFT = 14  # bits of a word's id: at most 16 384 words


@dataclass(frozen=True)
class LanguageModel:
    """The model in memory. Ids index `words`; every score is a natural logarithm."""

    words: tuple[str, ...]
    ids: dict[str, int]
    one: Scores
    one_rest: Scores
    pair_keys: NDArray[np.uint32]
    pair: NDArray[np.uint8]
    pair_rest: NDArray[np.uint8]
    triple_keys: NDArray[np.uint64]
    triple: NDArray[np.uint8]
    capital: Scores  # probability that the word opens with a capital inside a sentence

    def score_pairs(self, first: Ids, second: Ids) -> Scores:
        """log P(second | first) for arrays of ids of one shape."""
        place, known = self._find_pairs(first, second)
        seen = self.pair[place].astype(np.float32) * -STEP
        return np.where(known, seen, self.one_rest[first] + self.one[second])

    def score_triples(self, first: Ids, second: Ids, third: Ids) -> Scores:
        """log P(third | first second) for arrays of ids of one shape."""
        place, known = self._find_pairs(first, second)
        lower = self.score_pairs(second, third)
        keys = (place.astype(np.uint64) << np.uint64(_SHIFT)) | third.astype(np.uint64)
        at = np.minimum(np.searchsorted(self.triple_keys, keys), len(self.triple_keys) - 1)
        hit = known & (self.triple_keys[at] == keys)
        backed = lower + np.where(known, self.pair_rest[place].astype(np.float32) * -STEP, np.float32(0))
        return np.where(hit, self.triple[at].astype(np.float32) * -STEP, backed)

    def knows_pairs(self, first: Ids, second: Ids) -> NDArray[np.bool_]:
        """Whether each pair was seen often enough to be kept."""
        return self._find_pairs(first, second)[1]

    def _find_pairs(self, first: Ids, second: Ids) -> tuple[Ids, NDArray[np.bool_]]:
        keys = ((first << _SHIFT) | second).astype(np.uint32)
        place = np.minimum(np.searchsorted(self.pair_keys, keys), len(self.pair_keys) - 1)
        return place, self.pair_keys[place] == keys


@cache
def load() -> LanguageModel:
    """The model shipped with the package; read once."""
    with resources.as_file(resources.files("nhip.text").joinpath("data/model.npz")) as path, np.load(path) as stored:
        return from_arrays({name: stored[name] for name in stored.files})


def from_arrays(stored: dict[str, NDArray[np.generic]]) -> LanguageModel:
    """The model from its stored arrays; see `training/model.py` for what each holds."""
    words = tuple(bytes(stored["words"]).decode("utf-8").split("\n"))
    first = np.repeat(np.arange(len(words), dtype=np.uint32), stored["pairs_of_word"].astype(np.int64))
    pair_keys = (first << np.uint32(_SHIFT)) | stored["pair_next"].astype(np.uint32)
    owner = np.repeat(np.arange(len(pair_keys), dtype=np.uint64), stored["triples_of_pair"].astype(np.int64))
    triple_keys = (owner << np.uint64(_SHIFT)) | stored["triple_next"].astype(np.uint64)
    return LanguageModel(
        words=words,
        ids={word: number for number, word in enumerate(words)},
        one=stored["one"].astype(np.float32) * -STEP,
        one_rest=stored["one_rest"].astype(np.float32) * -STEP,
        pair_keys=pair_keys,
        pair=stored["pair"].astype(np.uint8),
        pair_rest=stored["pair_rest"].astype(np.uint8),
        triple_keys=triple_keys,
        triple=stored["triple"].astype(np.uint8),
        capital=(stored["capital"].astype(np.float32) / 255).astype(np.float32),
    )
