"""What a Vietnamese syllable is: an onset, a rime and a tone, by the tables in `data/syllables.toml`.

The tables hold spelling, not meaning: a valid syllable need not be a word. Borrowed words (internet, video) are no
syllables; spellings that only place names have (Kạn, Lắk) stand in a list of their own.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

TONES = (
    "",
    "\u0300",
    "\u0309",
    "\u0303",
    "\u0301",
    "\u0323",
)  # ngang, huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_TONE_OF = {mark: number for number, mark in enumerate(TONES) if mark}
_SHAPED = frozenset("ăâêôơư")  # a vowel with a shape mark always carries the tone


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable taken apart, in lower case. `tone` counts from 0 (ngang) to 5 (nặng), `rime` carries no tone."""

    onset: str
    rime: str
    tone: int

    def spelled(self) -> str:
        """The syllable put together, tone mark in the old place (hòa, thúy, toán)."""
        place = len(self.onset) + _tone_place(self.rime)
        letters = self.onset + self.rime
        return unicodedata.normalize("NFC", letters[: place + 1] + TONES[self.tone] + letters[place + 1 :])


@dataclass(frozen=True, slots=True)
class _Spelling:
    onsets: tuple[str, ...]  # longest first
    rimes: frozenset[str]
    after_qu: frozenset[str]
    exceptions: frozenset[str]
    before_front: frozenset[str]
    before_back: frozenset[str]
    front: str
    stops: tuple[str, ...]
    stop_tones: frozenset[int]


@cache
def _spelling() -> _Spelling:
    table = tomllib.loads(resources.files("nhip.text").joinpath("data/syllables.toml").read_text("utf-8"))
    return _Spelling(
        onsets=tuple(sorted(table["onsets"].split(), key=len, reverse=True)),
        rimes=frozenset(table["rimes"].split()),
        after_qu=frozenset(table["rimes_after_qu"].split()),
        exceptions=frozenset(table["exceptions"].split()),
        before_front=frozenset(table["onsets_only_before_front_vowels"].split()),
        before_back=frozenset(table["onsets_never_before_front_vowels"].split()),
        front=table["front_vowels"],
        stops=tuple(table["stop_endings"].split()),
        stop_tones=frozenset(table["tones_of_stopped_rimes"]),
    )


def _tone_place(rime: str) -> int:
    """Which letter carries the tone: the shaped vowel, else the last vowel before a final, else by count."""
    for place in range(len(rime) - 1, -1, -1):
        if rime[place] in _SHAPED:
            return place
    vowels = [place for place, letter in enumerate(rime) if letter in "aeiouy"]
    if not vowels:
        return 0
    if vowels[-1] < len(rime) - 1:  # a final consonant follows
        return vowels[-1]
    return vowels[0] if len(vowels) == 2 else vowels[len(vowels) // 2]


def take_tone(word: str) -> tuple[str, int | None]:
    """The word without its tone mark, and the tone; None for a tone when two marks stand on it."""
    tones = []
    letters = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONE_OF:
            tones.append(_TONE_OF[letter])
        else:
            letters.append(letter)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return plain, (tones[0] if tones else 0) if len(tones) < 2 else None


@lru_cache(maxsize=65536)
def split(word: str) -> Syllable | None:
    """The parts of a syllable in any case and any place of its tone mark; None when it is no Vietnamese syllable."""
    lower = unicodedata.normalize("NFC", word).lower()
    letters, tone = take_tone(lower)
    if tone is None or not letters:
        return None
    spelling = _spelling()
    for onset in (*spelling.onsets, ""):
        rime = letters[len(onset) :]
        if not letters.startswith(onset) or not rime:
            continue
        if rime not in (spelling.after_qu if onset == "qu" else spelling.rimes):
            continue
        front = rime[0] in spelling.front
        if front and onset in spelling.before_back and not (onset == "g" and rime[0] == "i"):
            continue
        if not front and onset in spelling.before_front:
            continue
        if onset == "" and rime.startswith("uy") and len(rime) > 3 and rime not in spelling.rimes:
            continue
        if rime.endswith(spelling.stops) and tone not in spelling.stop_tones:
            continue
        return Syllable(onset, rime, tone)
    if unicodedata.normalize("NFC", lower) in spelling.exceptions:
        onset = next((o for o in spelling.onsets if letters.startswith(o)), "")
        return Syllable(onset, letters[len(onset) :], tone)
    return None


def is_syllable(word: str) -> bool:
    """Whether the word is spelled as a Vietnamese syllable, in small, capital or title letters (not in a mixture)."""
    composed = unicodedata.normalize("NFC", word)
    if not (composed.islower() or composed.isupper() or composed == composed[:1].upper() + composed[1:].lower()):
        return False
    return split(composed) is not None


def cased_like(word: str, pattern: str) -> str:
    """The lower-case word in the case of the pattern: small, Title, CAPITALS; a mixture only when lengths agree."""
    if pattern.islower():
        return word
    if pattern.isupper() and (len(pattern) > 1 or len(word) == 1):
        return word.upper()
    if pattern[:1].isupper() and (len(pattern) == 1 or pattern[1:].islower()):
        return word[:1].upper() + word[1:]
    if len(word) == len(pattern):
        return "".join(new.upper() if old.isupper() else new for new, old in zip(word, pattern, strict=True))
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
