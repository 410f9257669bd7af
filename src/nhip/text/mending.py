"""Garbled Vietnamese mended word by word.

A read word stands for every word that the damage channel allows (`options.py`); the trigram model chooses. Numbers,
dates, symbols of documents and addresses are never touched. How garbled text is told from clean: `damage_signs.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nhip.text import garble, lattice
from nhip.text.language_model import MARK, NUMBER, START, load
from nhip.text.marks import case_scores
from nhip.text.options import NUMBERISH, Options, may_be_word
from nhip.text.places import paragraph_starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]

CASE_WEIGHT = 0.5
CHUNK = 1500  # places decoded at once
SURE = 0.95  # posterior from which a word of the first reading teaches the second
LESSON = 2  # sightings one sure word counts for

_CORE = re.compile(
    r"(?:[^\s.,;:!?()\[\]{}\"“”/…–—\-+*=<>|&%#_]|(?<=[^\W\d_])[?:](?=[^\W\d_])|(?<=[^\W\d_])&(?![A-ZĐ]))+"
)
_TOKEN = re.compile(r"\S+")
_ROMAN = re.compile(r"(?m)^[ \t]*(?P<number>[IVXl|1]{1,6})(?=\.[ \t]+(?P<title>\S[^\n]*))")
_CODE = re.compile(r"\d.*[/-].*[A-Za-z]|[A-ZĐ]{2,}[-&/][A-ZĐ]{2,}|\w@[\w-]+\.\w|://|www\.|\.(?:vn|com|org|net)\b")


@dataclass(frozen=True, slots=True)
class Mended:
    """What `text[start:end]` should be, with its posterior."""

    start: int
    end: int
    chosen: str
    confidence: float


@dataclass(slots=True)
class _Place:
    start: int
    end: int
    ids: Ids
    given: Scores
    spelled: tuple[str, ...]  # what each candidate is written as; empty where nothing may change


def _fixed(start: int, end: int, number: int) -> _Place:
    return _Place(start, end, np.array([number]), np.zeros(1, np.float32), ())


def _places(text: str, options: Options) -> Iterator[_Place]:
    last = 0
    romans = {
        found.start("number"): found.end("number")
        for found in _ROMAN.finditer(text)
        if not found["number"].isdigit() and _is_heading(found["title"])
    }
    for token in _TOKEN.finditer(text):
        if last == 0 or paragraph_starts(text, last, token.start()):
            yield _fixed(token.start(), token.start(), START)
        last = token.end()
        if token.start() in romans:
            end = romans[token.start()]
            number = re.sub(r"[l|1]", "I", text[token.start() : end])
            yield _Place(token.start(), end, np.array([NUMBER]), np.zeros(1, np.float32), (number,))
            yield _fixed(end, token.end(), MARK)
            continue
        if _CODE.search(token[0]):
            yield _fixed(token.start(), token.end(), NUMBER)
            continue
        yield from _cores(text, token.start(), token.end(), options)


def _is_heading(title: str) -> bool:
    letters = [c for c in title if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _cores(text: str, start: int, end: int, options: Options) -> Iterator[_Place]:
    at = start
    for core in _CORE.finditer(text, start, end):
        for mark in range(at, core.start()):
            yield _fixed(mark, mark + 1, MARK)
        at = core.end()
        raw = core[0]
        if NUMBERISH.fullmatch(raw) and not may_be_word(raw):
            yield _fixed(core.start(), core.end(), NUMBER)
        elif not any(c.isalpha() for c in raw):
            yield _fixed(core.start(), core.end(), MARK)
        else:
            readings = options.of(raw, _among_capitals(text, core.start(), core.end()))
            yield _Place(
                core.start(), core.end(), np.array([one.number for one in readings]),
                np.array([one.score for one in readings], np.float32), tuple(one.spelled for one in readings),
            )  # fmt: skip
    for mark in range(at, end):
        yield _fixed(mark, mark + 1, MARK)


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Whether the other letters nearby on the same line are capitals."""
    left = text[max(text.rfind("\n", 0, start) + 1, start - 30) : start]
    stop = text.find("\n", end)
    return _is_heading(left + text[end : min(stop if stop >= 0 else len(text), end + 30)])


def _with_case(row: list[_Place]) -> list[Scores]:
    """The channel scores of each place, with how often each word opens with a capital inside a sentence."""
    small, capital = case_scores()
    given: list[Scores] = []
    inside = False
    for place in row:
        score = place.given
        if inside and len(place.ids) > 1:
            case = [
                0.0 if len(word) > 1 and word.isupper() else float((capital if word[:1].isupper() else small)[number])
                for word, number in zip(place.spelled, place.ids, strict=True)
            ]
            score = score + np.float32(CASE_WEIGHT) * np.array(case, np.float32)
        given.append(score)
        inside = len(place.spelled) > 0
    return given


def _decoded(text: str, options: Options) -> Iterator[Mended]:
    model = load()
    row = list(_places(text, options))
    given = _with_case(row)
    for at in range(0, len(row), CHUNK):
        part = slice(at, at + CHUNK)
        decoded = lattice.decode(model, [place.ids for place in row[part]], given[part])
        for place, (best, confidence, _kept, _order) in zip(row[part], decoded, strict=True):
            if place.spelled:
                yield Mended(place.start, place.end, place.spelled[best], confidence)


def mend(text: str) -> Iterator[Mended]:
    """The mended words of garbled text: read once, the sure words teach the damage of this very scan, read again."""
    damage = garble.load()
    sure: Counter[tuple[str, str]] = Counter()
    for word in _decoded(text, Options(damage)):
        if word.confidence >= SURE:
            sure[word.chosen, text[word.start : word.end]] += LESSON
    yield from _decoded(text, Options(damage.taught(sure)))
