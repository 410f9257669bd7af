"""Words a careful clerk would look at twice: slips of OCR or typing in otherwise good Vietnamese.

Five kinds are looked for, each by what the trigram model says of the place: a word with a wrong mark, a wrong letter, a
run of letters that is no syllable, a word written twice, a word left out. Thresholds are set on text of known slips so
that clean text gives well under one false find in 1 000 words. Rules in prose: docs/rules/repair.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nhip.text import marks
from nhip.text.language_model import MARK, NUMBER, START, UNKNOWN, load
from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.places import Spot, spots
from nhip.text.syllables import is_syllable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

MARK_PENALTY = 6.0  # nats another mark must earn
LEAST_EVIDENCE = 3.3  # nats the suggestion must be likelier than the word as read, after the penalty
NAME_EVIDENCE = 6.0  # the same for a word with a capital: names obey no model
LETTER_GAIN = 11.0  # nats gained by putting another letter in
CERTAIN = 0.9  # posterior a suggestion needs
DOUBLE_GAIN = 6.0  # nats gained by taking one of two equal words out
MISSING_GAIN = 10.5  # nats gained by putting a word in


@dataclass(frozen=True, slots=True)
class Suspect:
    """A doubtful stretch: `raw == text[start:end]` of the composed text.

    `suggestion` is what should stand there (None: unknown), `kind` wrong_mark, wrong_letter, no_syllable, doubled_word
    or missing_word, `score` the evidence in nats (greater is surer).
    """

    start: int
    end: int
    raw: str
    suggestion: str | None
    score: float
    kind: str


def suspects(text: str) -> list[Suspect]:
    """The doubtful places of a text in order, none overlapping. Offsets are of the composed (NFC) text."""
    composed = nfc(text)
    row = spots(composed)
    numbers = _numbers(composed, row)
    found = [
        *_doubled(composed, row),
        *_wrong_marks(composed),
        *_wrong_letters(composed, row, numbers),
        *_missing(composed, row, numbers),
    ]
    found.sort(key=lambda one: (one.start, -one.score))
    kept: list[Suspect] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _numbers(text: str, row: list[Spot]) -> Ids:
    model = load()
    fixed = {"start": START, "mark": MARK, "number": NUMBER}
    return np.array(
        [
            model.ids.get(tone_key(text[spot.start : spot.end]).lower(), UNKNOWN)
            if spot.kind == "word"
            else fixed[spot.kind]
            for spot in row
        ],
        dtype=np.int64,
    )


def _hyphened(text: str, start: int, end: int) -> bool:
    """Whether the word is part of a name written with hyphens, as foreign names are (Mát-xcơ-va)."""
    return text[start - 1 : start] == "-" or text[end : end + 1] == "-"


def _wrong_marks(text: str) -> Iterator[Suspect]:
    for choice in marks.choices(text, MARK_PENALTY):
        raw = text[choice.start : choice.end]
        if choice.chosen == tone_key(raw) or choice.confidence < CERTAIN or (raw.isupper() and len(raw) > 1):
            continue
        score = float(np.log(choice.confidence / max(choice.as_read, 1e-8)))
        if score < (NAME_EVIDENCE if raw[:1].isupper() else LEAST_EVIDENCE) or _hyphened(
            text, choice.start, choice.end
        ):
            continue
        kind = "wrong_mark" if load().ids.get(tone_key(raw).lower()) else "no_syllable"
        yield Suspect(choice.start, choice.end, raw, choice.chosen, score, kind)


@cache
def _by_pattern() -> dict[str, list[int]]:
    """Syllables of the model by their spelling with one letter left open (_iên: biên, viên, tiên ...)."""
    patterns: dict[str, list[int]] = {}
    for number, word in enumerate(load().words):
        if number > NUMBER and is_syllable(word):
            for at in range(len(word)):
                patterns.setdefault(word[:at] + "_" + word[at + 1 :], []).append(number)
    return patterns


def _one_letter_off(word: str) -> set[int]:
    """Syllables that differ in one letter: another one, one more, or one fewer."""
    found: set[int] = set()
    for at in range(len(word) + 1):
        found.update(_by_pattern().get(word[:at] + "_" + word[at:], ()))
        found.update(_by_pattern().get(word[:at] + "_" + word[at + 1 :], ()))
        shorter = word[:at] + word[at + 1 :]
        if at < len(word) and is_syllable(shorter) and shorter in load().ids:
            found.add(load().ids[shorter])
    return found


def _wrong_letters(text: str, row: list[Spot], numbers: Ids) -> Iterator[Suspect]:
    """Small-letter words that no neighbour of theirs has ever met, where another letter makes both pairs known."""
    model = load()
    pairs = model.knows_pairs(numbers[:-1], numbers[1:])
    places, offered = [], []
    for at in range(2, len(row) - 2):
        raw = text[row[at].start : row[at].end]
        if row[at].kind != "word" or not raw.islower() or (pairs[at - 1] and pairs[at]) or len(raw) < 2:
            continue
        if _hyphened(text, row[at].start, row[at].end):
            continue
        word = tone_key(raw)
        if word.isascii() and not is_syllable(word):
            continue
        new = _one_letter_off(word)
        for one in new - {int(numbers[at])}:
            places.append(at)
            offered.append(one)
    if not places:
        return
    at_, new_ = np.array(places, dtype=np.int64), np.array(offered, dtype=np.int64)
    gain = _around(numbers, at_, new_) - _around(numbers, at_, numbers[at_])
    for place in np.unique(at_[gain > LETTER_GAIN]):
        best = int(np.flatnonzero(at_ == place)[np.argmax(gain[at_ == place])])
        spot = row[int(place)]
        raw = text[spot.start : spot.end]
        suggestion = model.words[int(new_[best])]
        kind = "wrong_mark" if bare(suggestion) == bare(raw) else "wrong_letter"
        if numbers[int(place)] == UNKNOWN:
            kind = "no_syllable"
        yield Suspect(spot.start, spot.end, raw, suggestion, float(gain[best]), kind)


def _around(numbers: Ids, at: Ids, word: Ids) -> NDArray[np.float32]:
    """log P of `word` at each place and of the two words after it, given their neighbours."""
    model = load()
    far, near, after, beyond = numbers[at - 2], numbers[at - 1], numbers[at + 1], numbers[at + 2]
    total = model.score_triples(far, near, word) + model.score_triples(near, word, after)
    return total + model.score_triples(word, after, beyond)


def _doubled(text: str, row: list[Spot]) -> Iterator[Suspect]:
    """A word or a pair of words written twice in a row, with nothing but white space between."""
    words = [text[spot.start : spot.end].lower() if spot.kind == "word" else "" for spot in row]
    model = load()
    for at in range(len(row)):
        for size in (2, 1):
            first, second = words[at : at + size], words[at + size : at + 2 * size]
            if not all(first) or first != second:
                continue
            start, end = row[at + size].start, row[at + 2 * size - 1].end
            if text[row[at + size - 1].end : start].strip() or not text[start:end].islower():
                continue
            if size == 1:
                number = np.array([model.ids.get(tone_key(words[at]), UNKNOWN)])
                own = float(model.score_pairs(number, number)[0]) - float(model.one[number][0])
                if number[0] == UNKNOWN or own > 2.0:  # luôn luôn, dần dần: the language doubles it
                    continue
            whole = text[row[at].start : end]
            yield Suspect(
                row[at].start, end, whole, text[row[at].start : row[at + size - 1].end], DOUBLE_GAIN, "doubled_word"
            )
            break


@lru_cache(maxsize=4096)
def _successors(number: int) -> tuple[int, ...]:
    """The likeliest words after a word, at most 16; no marks, numbers or unknown ones."""
    model = load()
    low, high = np.searchsorted(model.pair_keys, np.array([number << 14, (number + 1) << 14], dtype=np.uint32))
    after = (model.pair_keys[low:high] & 16383).astype(np.int64)
    order = np.argsort(model.pair[low:high].astype(np.int64), kind="stable")
    return tuple(int(one) for one in after[order] if one > NUMBER)[:16]


def _missing(text: str, row: list[Spot], numbers: Ids) -> Iterator[Suspect]:
    """Places where one more word makes the sentence likelier although it is longer."""
    model = load()
    places, offered = [], []
    for at in range(1, len(row) - 2):
        if row[at].kind != "word" or row[at + 1].kind != "word" or numbers[at] == UNKNOWN or numbers[at + 1] == UNKNOWN:
            continue
        for word in _successors(int(numbers[at])):
            places.append(at)
            offered.append(word)
    if not places:
        return
    at_, new = np.array(places, dtype=np.int64), np.array(offered, dtype=np.int64)
    before, here, there, beyond = numbers[at_ - 1], numbers[at_], numbers[at_ + 1], numbers[at_ + 2]
    longer = model.score_triples(before, here, new) + model.score_triples(here, new, there)
    longer = longer + model.score_triples(new, there, beyond)
    gain = longer - model.score_triples(before, here, there) - model.score_triples(here, there, beyond)
    gain = np.where(model.knows_pairs(here, there), np.float32(0), gain)
    for place in np.unique(at_[gain > MISSING_GAIN]):
        best = int(np.flatnonzero(at_ == place)[np.argmax(gain[at_ == place])])
        one, two = row[int(place)], row[int(place) + 1]
        raw = text[one.start : two.end]
        if "\n\n" in raw or text[two.start].isupper():
            continue
        suggestion = f"{text[one.start : one.end]} {model.words[int(new[best])]} {text[two.start : two.end]}"
        yield Suspect(one.start, two.end, raw, suggestion, float(gain[best]), "missing_word")
