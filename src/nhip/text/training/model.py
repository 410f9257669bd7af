"""From counts to the stored model: absolute discounting, interpolated, with the mass of pruned n-grams kept.

Counts may be pruned: what the kept successors of a context do not account for goes to the shorter context. So
P(c | a b) = max(n(abc) - D, 0) / n(ab) + rest(ab) * P(c | b), where rest(ab) is all mass not handed out, and the same
one floor down with n(bc), n(b) and the distribution of single words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from nhip.text.language_model import STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_WORDS = 16_384


def _bytes(logs: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.round(-logs / STEP), 0, 255).astype(np.uint8)


def stored_model(
    words: list[str],
    one: Mapping[str, float],
    pairs: Mapping[tuple[str, str], float],
    triples: Mapping[tuple[str, str, str], float],
    capital: Mapping[str, float],
    discount_pair: float,
    discount_triple: float,
    least_gain: float = 0.0,
) -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file. `least_gain` drops triples that change log P times their count by less."""
    if len(words) > MOST_WORDS:
        raise ValueError(f"more than {MOST_WORDS} words: {len(words)}")
    ids = {word: number for number, word in enumerate(words)}
    count = np.array([max(one.get(word, 0.5), 0.5) for word in words])
    total = count.sum()
    single = count / total

    known = [(ids[a] << 14 | ids[b], n) for (a, b), n in pairs.items() if a in ids and b in ids]
    keys = np.array([key for key, _ in known], dtype=np.uint32)
    seen = np.array([n for _, n in known], dtype=np.float64)
    order = np.argsort(keys)
    keys, seen = keys[order], seen[order]
    first, second = (keys >> 14).astype(np.int64), (keys & 16383).astype(np.int64)
    context = np.maximum(count, np.bincount(first, weights=seen, minlength=len(words)))
    direct = np.maximum(seen - discount_pair, 0) / context[first]
    rest = 1 - np.bincount(first, weights=direct, minlength=len(words))
    rest = np.maximum(rest, 1e-6)
    pair = direct + rest[first] * single[second]

    places = {int(key): at for at, key in enumerate(keys)}
    held = [
        (places[ab], ids[c], n)
        for (a, b, c), n in triples.items()
        if a in ids and b in ids and c in ids and (ab := ids[a] << 14 | ids[b]) in places
    ]
    owner = np.array([h[0] for h in held], dtype=np.int64)
    third = np.array([h[1] for h in held], dtype=np.int64)
    times = np.array([h[2] for h in held], dtype=np.float64)
    order = np.argsort(owner * MOST_WORDS + third)
    owner, third, times = owner[order], third[order], times[order]
    lower_keys = (second[owner] << 14 | third).astype(np.uint32)
    at = np.minimum(np.searchsorted(keys, lower_keys), len(keys) - 1)
    lower = np.where(keys[at] == lower_keys, pair[at], rest[second[owner]] * single[third])

    def spread(mask: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        above = np.maximum(seen, np.bincount(owner[mask], weights=times[mask], minlength=len(keys)))
        part = np.maximum(times - discount_triple, 0) / above[owner]
        left = np.maximum(1 - np.bincount(owner[mask], weights=part[mask], minlength=len(keys)), 1e-4)
        return part + left[owner] * lower, left

    mask = np.ones(len(owner), dtype=np.bool_)
    triple, left = spread(mask)
    if least_gain > 0:
        mask = times * np.abs(np.log(triple) - np.log(left[owner] * lower)) >= least_gain
        triple, left = spread(mask)
    return {
        "words": np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
        "one": _bytes(np.log(single)),
        "one_rest": _bytes(np.log(rest)),
        "pairs_of_word": np.bincount(first, minlength=len(words)).astype(np.uint16),
        "pair_next": second.astype(np.uint16),
        "pair": _bytes(np.log(pair)),
        "pair_rest": _bytes(np.log(left)),
        "triples_of_pair": np.bincount(owner[mask], minlength=len(keys)).astype(np.uint16),
        "triple_next": third[mask].astype(np.uint16),
        "triple": _bytes(np.log(triple[mask])),
        "capital": np.array([round(255 * capital.get(word, 0.5)) for word in words], dtype=np.uint8),
    }
