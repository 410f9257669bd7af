"""The words of a text as the index keeps them and as a question asks for them: one function for both.

Each word has two forms: *exact* (small letters, composed, the tone mark in its old place) and *folded* (without marks,
đ as d). Chinese has no spaces: a run of signs becomes its overlapping pairs, its last sign standing alone, so that
every sign begins one word and a question of one sign or of several finds it inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nhip.text.normalise import fold, nfc, tone_key

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_HAN = re.compile(f"[{HAN}]")
LONGEST = 60
"""Signs of one word that are kept: nobody asks for longer ones, and an index has its limits."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `start` and `end` count characters of the composed text (NFC)."""

    start: int
    end: int
    exact: str
    folded: str


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, str]:
    """Both forms of one word as it is written."""
    small = word.casefold()
    return tone_key(small)[:LONGEST], fold(small)[:LONGEST]


def words(text: str) -> Iterator[Word]:
    """Every word of a text, in order; the text is composed first."""
    for found in WORD.finditer(nfc(text)):
        yield from words_in(found[0], found.start())


def words_in(run: str, start: int) -> Iterator[Word]:
    """The words of one run of letters that begins at a place: itself, or pairs of Chinese signs."""
    if _HAN.match(run):
        for at in range(len(run)):
            pair = run[at : at + 2]
            yield Word(start + at, start + at + len(pair), pair, pair)
    else:
        exact, folded = forms(run)
        if folded:
            yield Word(start, start + len(run), exact, folded)


def both(text: str) -> tuple[list[str], list[str]]:
    """The exact and the folded words of a text, of equal length."""
    exact: list[str] = []
    folded: list[str] = []
    for found in WORD.finditer(nfc(text)):
        run = found[0]
        if _HAN.match(run):
            pairs = [run[at : at + 2] for at in range(len(run))]
            exact += pairs
            folded += pairs
        else:
            one, other = forms(run)
            if other:
                exact.append(one)
                folded.append(other)
    return exact, folded


def folded_words(text: str) -> list[str]:
    return both(text)[1]


def is_han(word: str) -> bool:
    """Whether a word is written in Chinese signs."""
    return word > "\u2e7f" and bool(_HAN.match(word))  # most words begin far below


def mark_of(name: str, value: str) -> str:
    """A filter as one word of letters and digits: kind, language, topic, place or year of an entry."""
    return name + re.sub(r"[^a-z0-9]", "", fold(value))
