"""The likeliest words for a row of places, each with its own candidates: forward and backward over trigrams.

Two passes: pairs of words first, which leaves few candidates at each place, then triples among those. Each place gets
the candidate with the greatest posterior, and the posterior is its confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nhip.text.language_model import LanguageModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]
    Decoded = tuple[int, float, NDArray[np.float32], NDArray[np.int64]]

KEEP = 1e-4  # a candidate less likely than this after the first pass is dropped
MOST = 8  # candidates kept at one place for the second pass


def _logsum(table: Scores, axis: int) -> Scores:
    top = table.max(axis=axis, keepdims=True)
    total: Scores = np.squeeze(top, axis) + np.log(np.exp(table - top).sum(axis=axis))
    return total


def _pair_tables(model: LanguageModel, words: Sequence[Ids]) -> list[Scores]:
    """For each place but the first: scores of its candidates after each candidate of the place before."""
    firsts = [np.repeat(one, len(two)) for one, two in pairwise(words)]
    seconds = [np.tile(two, len(one)) for one, two in pairwise(words)]
    scores = model.score_pairs(np.concatenate(firsts), np.concatenate(seconds))
    tables, at = [], 0
    for one, two in pairwise(words):
        size = len(one) * len(two)
        tables.append(scores[at : at + size].reshape(len(one), len(two)))
        at += size
    return tables


def _triple_tables(model: LanguageModel, words: Sequence[Ids]) -> list[Scores]:
    firsts, seconds, thirds = [], [], []
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        firsts.append(np.repeat(one, len(two) * len(three)))
        seconds.append(np.tile(np.repeat(two, len(three)), len(one)))
        thirds.append(np.tile(three, len(one) * len(two)))
    scores = model.score_triples(np.concatenate(firsts), np.concatenate(seconds), np.concatenate(thirds))
    tables, at = [], 0
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        size = len(one) * len(two) * len(three)
        tables.append(scores[at : at + size].reshape(len(one), len(two), len(three)))
        at += size
    return tables


def _first_pass(model: LanguageModel, words: Sequence[Ids], given: Sequence[Scores]) -> list[Scores]:
    tables = _pair_tables(model, words)
    forward = [given[0]]
    for table, own in zip(tables, given[1:], strict=True):
        forward.append(_logsum(forward[-1][:, None] + table, 0) + own)
    backward = [np.zeros(len(words[-1]), np.float32)]
    for table, own in zip(reversed(tables), reversed(given[1:]), strict=True):
        backward.append(_logsum(table + (own + backward[-1])[None, :], 1))
    return [ahead + behind for ahead, behind in zip(forward, reversed(backward), strict=True)]


def decode(model: LanguageModel, words: Sequence[Ids], given: Sequence[Scores]) -> list[Decoded]:
    """For each place: index of the best candidate, its posterior, and all kept posteriors with their indices.

    `words` holds the ids of each place's candidates, `given` their own scores (logarithms, from the channel).
    """
    if len(words) == 0:
        return []
    kept: list[Ids] = []
    if len(words) == 1:
        totals = [given[0] + model.one[words[0]]]
    else:
        totals = _first_pass(model, words, given)
    for total in totals:
        order = np.argsort(-total)[:MOST]
        kept.append(order[total[order] - total[order[0]] > np.log(KEEP)])
    fewer = [one[keep] for one, keep in zip(words, kept, strict=True)]
    own = [one[keep] for one, keep in zip(given, kept, strict=True)]
    posteriors = (
        _second_pass(model, fewer, own)
        if len(words) > 2
        else [total[keep] - _logsum(total[keep], 0) for total, keep in zip(totals, kept, strict=True)]
    )
    found = []
    for keep, posterior in zip(kept, posteriors, strict=True):
        best = int(posterior.argmax())
        found.append((int(keep[best]), float(np.exp(posterior[best])), np.exp(posterior), keep))
    return found


def _second_pass(model: LanguageModel, words: Sequence[Ids], given: Sequence[Scores]) -> list[Scores]:
    """Log posteriors of the candidates of each place under the trigram model."""
    triples = _triple_tables(model, words)
    start = given[0][:, None] + _pair_tables(model, words[:2])[0] + given[1][None, :]
    forward = [start]
    for table, own in zip(triples, given[2:], strict=True):
        forward.append(_logsum(forward[-1][:, :, None] + table, 0) + own[None, :])
    backward = [np.zeros_like(forward[-1])]
    for table, own in zip(reversed(triples), reversed(given[2:]), strict=True):
        backward.append(_logsum(table + own[None, None, :] + backward[-1][None, :, :], 2))
    backward.reverse()
    posteriors = []
    both = forward[0] + backward[0]
    total = _logsum(both.reshape(-1), 0)
    posteriors.append(_logsum(both, 1) - total)
    for ahead, behind in zip(forward, backward, strict=True):
        posteriors.append(_logsum(ahead + behind, 0) - total)
    return posteriors
