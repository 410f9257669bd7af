"""Translations made before: which of them say the same as a new segment, and how nearly.

Prose: docs/rules/translation.md. Only what was approved and published is remembered, or came in by a signed-for file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nhip.newsroom.marks import shown
from nhip.text.normalise import fold, nfc, tone_key

LEAST = 70.0
"""Below this many per cent alike, a translation is no help."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One remembered translation. `origin`: the story or the file it is known from, in words; `bare`: `folded`."""

    number: int
    source: str
    target: str
    origin: str = ""
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered translation of something alike. `percent`: 100 is the same words."""

    unit: Unit
    percent: int


def key_of(text: str) -> str:
    """The same for the same words: tones by one spelling (hòa, hoà), spaces and marks do not matter."""
    return hashlib.sha256(_plain(text).encode("utf-8")).hexdigest()


def folded(text: str) -> str:
    """The words without marks of tone and letter, as they are kept to be compared."""
    return " ".join(fold(shown(nfc(text))).split())


def lengths(text: str) -> tuple[int, int]:
    """How long, folded, anything at least `LEAST` per cent alike can be: shortest and longest, in signs.

    The likeness of strings of lengths m <= n is at most 2m / (m + n).
    """
    size, share = len(folded(text)), LEAST / 100
    return int(size * share / (2 - share)), int(size * (2 - share) / share) + 1


def alike(text: str, units: Iterable[Unit], most: int = 3) -> list[Match]:
    """The remembered translations nearest to a text, the nearest first, each wording once.

    Words without their marks count for most of the likeness, so that a lost tone is still found, but never as equal.
    """
    held = list(units)
    plain, bare = _plain(text), folded(text)
    near = process.extract(
        bare, [unit.bare or folded(unit.source) for unit in held], scorer=fuzz.ratio, score_cutoff=LEAST, limit=50
    )
    found: dict[str, Match] = {}
    for _, score, at in near:
        unit = held[at]
        other = _plain(unit.source)
        percent = 100 if other == plain else min(99, round(0.7 * score + 0.3 * fuzz.ratio(plain, other)))
        if percent >= LEAST and (unit.target not in found or found[unit.target].percent < percent):
            found[unit.target] = Match(unit, percent)
    return sorted(found.values(), key=lambda one: (-one.percent, -one.unit.number))[:most]


def _plain(text: str) -> str:
    return " ".join(tone_key(nfc(shown(text))).casefold().split())
