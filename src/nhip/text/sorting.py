"""The order of the Vietnamese alphabet, as dictionaries and lists of units keep it.

Words are compared one by one: first the letters (a ă â b c d đ e ê ...), then the tone (ngang huyền hỏi ngã sắc nặng).
Numbers inside names count as numbers: Phường 2 stands before Phường 10.
"""

from __future__ import annotations

import re
import unicodedata

from nhip.text.syllables import TONES

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE = {mark: rank for rank, mark in enumerate(TONES) if mark}
_PARTS = re.compile(r"\d+|[^\W\d_]+")

Key = tuple[tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...], str, str]


def _letters(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ranks: list[int] = []
    tones: list[int] = []
    for letter in word:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONE[mark] for mark in marks if mark in _TONE), 0)
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONE))
        ranks.extend(_ALPHABET.get(one, 1000 + ord(one)) for one in plain)
        if tone:
            tones.append(tone)
    return tuple(ranks), tuple(tones)


def key(text: str) -> Key:
    """A sorting key: `sorted(names, key=key)`. Total: texts with equal keys are equal once composed (NFC)."""
    composed = unicodedata.normalize("NFC", text)
    parts: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
    for found in _PARTS.finditer(composed.lower()):
        run = found[0]
        parts.append((0, (int(run),), ()) if run.isdecimal() else (1, *_letters(run)))
    return tuple(parts), composed.lower(), composed.swapcase()
