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

    `penalty` None: the marks as read count nothing. Otherwise a change of marks costs so many nats.
    """
    model, by_bare = load(), _by_bare()
    row = spots(text)
    words: list[Ids] = []
    given: list[Scores] = []
    read: list[int] = []
    for spot in row:
        raw = text[spot.start : spot.end]
        lower = tone_key(raw).lower() if spot.kind == "word" else ""
        numbers = by_bare.get(bare(lower)) if lower else None
        if numbers is None or (
            penalty is not None and lower not in model.ids and (bare(lower) == lower or _is_name(raw))
        ):
            words.append(_FIXED[spot.kind])
            given.append(np.zeros(1, np.float32))
            read.append(-1)
            continue
        own = model.ids.get(lower, -1)
        score = _case(raw, spot, numbers)
        if penalty is not None:
            score = score - np.where(numbers == own, np.float32(0), np.float32(penalty))
        words.append(numbers)
        given.append(score)
        read.append(own)
    for at in range(0, len(row), CHUNK):
        part = slice(at, at + CHUNK)
        decoded = lattice.decode(model, words[part], given[part])
        for spot, numbers, own, (best, confidence, kept, order) in zip(
            row[part], words[part], read[part], decoded, strict=True
        ):
            if spot.kind != "word" or int(numbers[best]) == UNKNOWN:
                continue
            as_read = sum(float(p) for p, number in zip(kept, numbers[order], strict=True) if number == own)
            raw = text[spot.start : spot.end]
            yield Choice(spot.start, spot.end, cased_like(model.words[int(numbers[best])], raw), confidence, as_read)
