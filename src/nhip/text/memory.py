"""What a document says of its own words: the same bare pair of words usually means the same thing throughout.

After a first reading each ambiguous place asks how its bare pair (with the word before, with the word after) was read
at all other places of the document. Names and terms that one clear place settles are then settled everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]

WEIGHT = 0.6  # of the document's word against the model's; chosen on held-out text
TRUST = 2.0  # other places that weigh as much as the place's own first reading
LEAST = 1e-4

Tally = dict[tuple[str, str], dict[int, float]]


def remembered(keys: Sequence[str], words: Sequence[Ids], read: Sequence[Scores]) -> Iterator[Scores]:
    """For each place, a score for each of its candidates `words[i]`, whose first posteriors are `read[i]`.

    `keys` are the bare words (or kinds) of all places in order.
    """
    tally: Tally = defaultdict(lambda: defaultdict(float))
    open_places = [at for at, one in enumerate(words) if len(one) > 1]
    wanted = {pair for at in open_places for pair in _pairs(keys, at)}
    for at, (ids, shares) in enumerate(zip(words, read, strict=True)):
        for side, pair in enumerate(_pairs(keys, at)):
            if pair in wanted:
                for number, share in zip(ids.tolist(), shares.tolist(), strict=True):
                    tally[pair][number * 2 + side] += share
    for at, (ids, shares) in enumerate(zip(words, read, strict=True)):
        score = np.zeros(len(ids), np.float32)
        if len(ids) > 1:
            for side, pair in enumerate(_pairs(keys, at)):
                seen = tally[pair]
                others = np.array([seen.get(number * 2 + side, 0.0) for number in ids.tolist()], np.float32) - shares
                total = float(others.sum())
                if total > 0.5:
                    chance = (np.maximum(others, 0) + TRUST * shares) / (total + TRUST)
                    score += np.float32(WEIGHT) * np.log(np.maximum(chance, LEAST))
        yield score


def _pairs(keys: Sequence[str], at: int) -> tuple[tuple[str, str], tuple[str, str]]:
    before = keys[at - 1] if at > 0 else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    return (before, keys[at]), (keys[at], after)
