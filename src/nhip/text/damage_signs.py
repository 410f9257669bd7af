"""How garbled Vietnamese is told from clean Vietnamese, from unmarked typing and from other languages.

Clean text is full of marks only Vietnamese has (ạ ả ă đ ơ ...), which an OCR of another language cannot write. Garbled
text keeps the skeletons of Vietnamese syllables, loses those marks, and shows digits and odd signs inside words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nhip.text.normalise import bare, nfc
from nhip.text.syllables import is_syllable

_LATIN_ONE = frozenset("àáâãèéêìíòóôõùúýđ")  # a wrong-language OCR can write these marks; all others it cannot
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]*\n?")
BLOCK = 120  # words judged together


def _shares(text: str) -> tuple[int, float, float, float]:
    """Number of words; shares of: marks only Vietnamese has, Vietnamese letter skeletons, signs of damage."""
    words = _WORD.findall(nfc(text))
    if not words:
        return 0, 0.0, 0.0, 0.0
    distinct = sum(is_only_vietnamese(word) for word in words)
    skeleton = sum(_is_skeleton(bare(word).lower()) for word in words)
    tokens = _TOKEN.findall(text)
    damaged = sum(re.search(r"[^\W\d_](?:[013468¢€@]|’[^\W\d_])|1[^\W\d_]", token) is not None for token in tokens)
    latin = sum(any(ord(c) > 127 for c in word) for word in words) - distinct
    return len(words), distinct / len(words), skeleton / len(words), (damaged + latin) / len(words)


@lru_cache(maxsize=65536)
def _is_skeleton(word: str) -> bool:
    return is_syllable(word) or is_syllable(word + "\u0301")  # cac is no syllable, các is


def is_garbled(text: str) -> bool:
    """Whether the text as a whole is garbled Vietnamese: its skeletons are Vietnamese, its marks are not."""
    words, distinct, skeleton, damage = _shares(text)
    return words >= 20 and distinct < 0.12 and skeleton > 0.5 and damage > 0.08


def garbled_stretches(text: str) -> list[tuple[int, int]]:
    """Stretches of whole lines to be mended: blocks of some `BLOCK` words are judged each by itself."""
    if is_garbled(text) and all(distinct < 0.3 for _, _, distinct in _blocks(text)):
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for start, end, _distinct in _blocks(text):
        if is_garbled(text[start:end]):
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _blocks(text: str) -> list[tuple[int, int, float]]:
    blocks: list[tuple[int, int, float]] = []
    start = words = 0
    for line in _LINE.finditer(text):
        words += len(_WORD.findall(line[0]))
        if words >= BLOCK or line.end() == len(text):
            blocks.append((start, line.end(), _shares(text[start : line.end()])[1]))
            start, words = line.end(), 0
            if line.end() == len(text):
                break
    return blocks


def is_only_vietnamese(word: str) -> bool:
    """Whether the word holds a letter that only Vietnamese writes and no OCR of another language can (ạ, ơ, ế ...)."""
    return any(ord(c) > 127 and c.isalpha() and c not in _LATIN_ONE for c in nfc(word).lower())
