"""Marks put back on Vietnamese text that lost them, and gently put right where OCR lost one.

Each word stands for all words of the same bare spelling (cua: của, cửa, cua ...); the trigram model and the case of the
word choose. `restored` takes every word as bare; `corrected` starts from the marks as read and pays for each change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from nhip.text import lattice
from nhip.text.language_model import MARK, NUMBER, START, UNKNOWN, load
from nhip.text.memory import remembered
from nhip.text.normalise import bare, tone_key
from nhip.text.places import Spot, spots
from nhip.text.syllables import cased_like, is_syllable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]

CASE_WEIGHT = 0.5
CHUNK = 2000  # places decoded at once: bounds memory, long enough that edges do not matter


@dataclass(frozen=True, slots=True)
class Choice:
    """What the model chose for `text[start:end]`, in its case, its posterior, and the posterior of the word as read."""

    start: int
    end: int
    chosen: str
    confidence: float
    as_read: float


@cache
def _by_bare() -> dict[str, Ids]:
    groups: dict[str, list[int]] = {}
    for number, word in enumerate(load().words):
        if number > NUMBER:
            groups.setdefault(bare(word), []).append(number)
    return {key: np.array(numbers) for key, numbers in groups.items()}


@cache
def case_scores() -> tuple[Scores, Scores]:
    """log P(small first letter | word) and log P(capital | word), inside a sentence."""
    capital = np.clip(load().capital, 0.003, 0.997)
    return np.log(1 - capital), np.log(capital)


def _case(word: str, spot: Spot, numbers: Ids) -> Scores:
    if not spot.inside or (len(word) > 1 and word.isupper()):
        return np.zeros(len(numbers), np.float32)
    small, capital = case_scores()
    return (np.float32(CASE_WEIGHT) * (capital if word[0].isupper() else small)[numbers]).astype(np.float32)


def _is_name(raw: str) -> bool:
    """Whether a word the model does not know may be a name: names obey no list of words."""
    return raw[:1].isupper() and is_syllable(raw)


_FIXED = {
    "start": np.array([START]),
    "mark": np.array([MARK]),
    "number": np.array([NUMBER]),
    "word": np.array([UNKNOWN]),
}


def choices(text: str, penalty: float | None) -> Iterator[Choice]:
    """The model's choice for each word of composed text that has a known spelling.

    `penalty` None: the marks as read count nothing, and the document is read twice, the second time with what it says
    of its own words (`memory.py`). Otherwise a change of marks costs so many nats.
    """
    model = load()
    row = spots(text)
    keys, words, given, read = _laid_out(text, row, penalty)
    decoded = _decoded(words, given)
    if penalty is None:
        shares = [kept for _best, _confidence, kept, _order in decoded]
        orders = [order for _best, _confidence, _kept, order in decoded]
        words = [numbers[order] for numbers, order in zip(words, orders, strict=True)]
        recalled = remembered(keys, words, shares)
        decoded = _decoded(
            words, [score[order] + more for score, order, more in zip(given, orders, recalled, strict=True)]
        )
    for spot, numbers, own, (best, confidence, kept, order) in zip(row, words, read, decoded, strict=True):
        if spot.kind != "word" or int(numbers[best]) == UNKNOWN:
            continue
        as_read = sum(float(p) for p, number in zip(kept, numbers[order], strict=True) if number == own)
        raw = text[spot.start : spot.end]
        yield Choice(spot.start, spot.end, cased_like(model.words[int(numbers[best])], raw), confidence, as_read)


def _decoded(words: list[Ids], given: list[Scores]) -> list[lattice.Decoded]:
    found: list[lattice.Decoded] = []
    for at in range(0, len(words), CHUNK):
        found += lattice.decode(load(), words[at : at + CHUNK], given[at : at + CHUNK])
    return found


def _laid_out(
    text: str, row: list[Spot], penalty: float | None
) -> tuple[list[str], list[Ids], list[Scores], list[int]]:
    """For each place: its bare word (or kind), candidates, their own scores, id of the word as read (-1: unknown)."""
    ids, by_bare = load().ids, _by_bare()
    keys: list[str] = []
    words: list[Ids] = []
    given: list[Scores] = []
    read: list[int] = []
    for spot in row:
        raw = text[spot.start : spot.end]
        lower = tone_key(raw).lower() if spot.kind == "word" else ""
        key = bare(lower) if lower else spot.kind
        numbers = by_bare.get(key) if lower else None
        if penalty is not None and lower not in ids and (key == lower or _is_name(raw)):
            numbers = None
        own = ids.get(lower, -1)
        if numbers is None:
            numbers, score, own = _FIXED[spot.kind], np.zeros(1, np.float32), -1
        else:
            score = _case(raw, spot, numbers)
            if penalty is not None:
                score = score - np.where(numbers == own, np.float32(0), np.float32(penalty))
        keys.append(key)
        words.append(numbers)
        given.append(score)
        read.append(own)
    return keys, words, given, read
