"""Vietnamese brought back from text that lost its marks or was read by an OCR of the wrong language.

`repair` mends garbled text and leaves clean Vietnamese untouched; `restore` puts marks on unmarked text; `correct`
changes only marks of good OCR, and rarely. All keep white space and line breaks; every word comes with where it stood,
what it was, what it became and how sure that is. Rules in prose: docs/rules/repair.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nhip.text import damage_signs, marks, mending
from nhip.text.normalise import bare, nfc

CHANGE_PENALTY = 9.0  # nats a change of marks must earn in good OCR


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `raw == text[start:end]` of the text given, what it became, and the posterior of that (0 to 1)."""

    start: int
    end: int
    raw: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text and every word that was looked at, changed or not."""

    text: str
    words: tuple[Word, ...]


def _rebuilt(text: str, words: Iterable[Word]) -> Repaired:
    kept = tuple(words)
    pieces: list[str] = []
    at = 0
    for word in kept:
        pieces += [text[at : word.start], word.text]
        at = word.end
    return Repaired("".join(pieces) + text[at:], kept)


def needs_repair(text: str) -> bool:
    """Whether the text is Vietnamese read by a wrong-language OCR (at least 20 words; unmarked typing is not that)."""
    return damage_signs.is_garbled(text)


def repair(text: str) -> Repaired:
    """Garbled Vietnamese mended block by block; blocks that are clean, or not Vietnamese, stay as they are."""
    found: list[Word] = []
    for start, end in damage_signs.garbled_stretches(text):
        block = text[start:end]
        for mended in mending.mend(block):
            raw = block[mended.start : mended.end]
            found.append(Word(start + mended.start, start + mended.end, raw, mended.chosen, mended.confidence))
    return _rebuilt(text, found)


def restore(text: str) -> Repaired:
    """Marks for text without marks. A word that carries one keeps it. Offsets are of the composed (NFC) text."""
    composed = nfc(text)
    found = []
    for choice in marks.choices(composed, None):
        raw = composed[choice.start : choice.end]
        chosen = choice.chosen if bare(raw) == raw else raw
        found.append(Word(choice.start, choice.end, raw, chosen, choice.confidence))
    return _rebuilt(composed, found)


def correct(text: str, penalty: float = CHANGE_PENALTY) -> Repaired:
    """Wrong or lost marks in the output of a Vietnamese OCR, changed only on strong evidence (`penalty` in nats).

    Only letters with other marks can come out: no word is added, removed or respelled. Offsets are of the NFC text.
    """
    composed = nfc(text)
    found = []
    for choice in marks.choices(composed, penalty):
        raw = composed[choice.start : choice.end]
        chosen = choice.chosen if choice.as_read < 0.5 else raw
        found.append(Word(choice.start, choice.end, raw, chosen, choice.confidence))
    return _rebuilt(composed, found)
