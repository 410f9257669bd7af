"""Garbled Vietnamese: how it is told from clean text, and how each word is mended.

A read word stands for every word that the damage channel (`garble.py`) allows; the trigram model chooses. Numbers,
dates, symbols of documents and addresses are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nhip.text import garble, lattice
from nhip.text.language_model import MARK, NUMBER, START, UNKNOWN, load
from nhip.text.marks import case_scores
from nhip.text.normalise import bare, nfc, tone_key
from nhip.text.places import paragraph_starts
from nhip.text.syllables import cased_like, is_syllable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]

_LATIN_ONE = frozenset("àáâãèéêìíòóôõùúýđ")  # a wrong-language OCR can write these marks; all others it cannot
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINE = re.compile(r"[^\n]*\n?")
BLOCK = 120  # words judged together

_CORE = re.compile(r"(?:[^\s.,;:!?()\[\]{}\"“”/…–—\-+*=<>|&%#_]|(?<=[^\W\d_])[?:](?=[^\W\d_]))+")
_TOKEN = re.compile(r"\S+")
_ROMAN = re.compile(r"(?m)^[ \t]*(?P<number>[IVXl|1]{1,6})(?=\.[ \t]+(?P<title>\S[^\n]*))")
_CODE = re.compile(r"\d.*[/-].*[A-Za-z]|[A-ZĐ]{2,}[-&/][A-ZĐ]{2,}|@|://|www\.|\.(?:vn|com|org|net)\b")
_NUMBERISH = re.compile(r"\d[\d.,:/%-]*[a-zđ]?\d*|[A-ZĐ]\d+|\d+[A-ZĐ]{1,2}|\d{2,}[a-z]{1,3}\d?")


@dataclass(frozen=True, slots=True)
class Mended:
    """What `text[start:end]` should be, with its posterior."""

    start: int
    end: int
    chosen: str
    confidence: float


def _shares(text: str) -> tuple[int, float, float, float]:
    """Number of words; shares of: marks only Vietnamese has, Vietnamese letter skeletons, signs of damage."""
    words = _WORD.findall(nfc(text))
    if not words:
        return 0, 0.0, 0.0, 0.0
    distinct = sum(any(ord(c) > 127 and c not in _LATIN_ONE for c in word.lower()) for word in words)
    skeleton = sum(_is_skeleton(bare(word).lower()) for word in words)
    tokens = _TOKEN.findall(text)
    damaged = sum(re.search(r"[^\W\d_](?:[013468¢€@]|’[^\W\d_])|1[^\W\d_]", token) is not None for token in tokens)
    latin = sum(any(ord(c) > 127 for c in word) for word in words) - distinct
    return len(words), distinct / len(words), skeleton / len(words), (damaged + latin) / len(words)


@lru_cache(maxsize=65536)
def _is_skeleton(word: str) -> bool:
    return is_syllable(word) or any(is_syllable(cased_like(word, word) + mark) for mark in ("\u0301",))


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


@dataclass(slots=True)
class _Place:
    start: int
    end: int
    ids: Ids
    given: Scores
    spelled: tuple[str, ...] | None  # what each candidate is written as; None where nothing changes


def _fixed(start: int, end: int, number: int) -> _Place:
    return _Place(start, end, np.array([number]), np.zeros(1, np.float32), None)


def _places(text: str) -> Iterator[_Place]:
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
        yield from _cores(text, token.start(), token.end())


def _is_heading(title: str) -> bool:
    letters = [c for c in title if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _cores(text: str, start: int, end: int) -> Iterator[_Place]:
    at = start
    for core in _CORE.finditer(text, start, end):
        for mark in range(at, core.start()):
            yield _fixed(mark, mark + 1, MARK)
        at = core.end()
        raw = core[0]
        if _NUMBERISH.fullmatch(raw) and not re.fullmatch(r"1[a-z]", raw):
            yield _fixed(core.start(), core.end(), NUMBER)
        elif not any(c.isalpha() for c in raw):
            yield _fixed(core.start(), core.end(), MARK)
        else:
            yield _candidates(raw, core.start(), core.end())
    for mark in range(at, end):
        yield _fixed(mark, mark + 1, MARK)


KEEP_UNKNOWN = -1.0
KEEP_KNOWN = -0.3
OTHER_CASE = 5.0


@lru_cache(maxsize=16384)
def _options(raw: str) -> tuple[tuple[int, ...], tuple[float, ...], tuple[str, ...]]:
    model, damage = load(), garble.load()
    found: dict[int, tuple[float, str]] = {}

    def offer(word: str, score: float) -> None:
        number = model.ids.get(tone_key(word).lower(), -1)
        if number > NUMBER and (number not in found or found[number][0] < score):
            found[number] = (score, word)

    for word, score in damage.candidates(raw).items():
        offer(word, score)
    if not raw.islower():
        shape = "A" if raw[:1].isupper() and not raw[1:].isupper() else "AA" if raw.isupper() and len(raw) > 1 else "Aa"
        for word, score in damage.candidates(raw.lower()).items():
            offer(cased_like(word, "AA" if shape == "AA" else "Aa"), score - 2.0)
            if not raw[:1].isupper():
                offer(word, score - 1.0)
            elif raw.isupper() or raw[1:] != raw[1:].lower():
                offer(word, score - OTHER_CASE)
    lower = tone_key(raw).lower()
    if raw.isalpha() and not is_syllable(raw):
        number = model.ids.get(lower, UNKNOWN)
        found[number] = (KEEP_KNOWN if number else KEEP_UNKNOWN, raw)
        if raw.isupper():
            for other in _codes().get(lower, ()):
                offer(other.upper(), -0.7)
    elif raw.isalpha() and lower in model.ids and is_syllable(raw) and model.ids[lower] not in found:
        found[model.ids[lower]] = (KEEP_UNKNOWN - 4, raw)
    if not found:
        found[UNKNOWN] = (0.0, raw)
    numbers = tuple(found)
    return numbers, tuple(found[n][0] for n in numbers), tuple(found[n][1] for n in numbers)


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    """Abbreviations of the model that hold a đ, by their bare form: what a capital D may stand for."""
    groups: dict[str, list[str]] = {}
    for word in load().words[4:]:
        if "đ" in word and not is_syllable(word) and not any(c in "aeiouyăâêôơư" for c in bare(word)):
            groups.setdefault(bare(word), []).append(word)
    return {key: tuple(words) for key, words in groups.items()}


def _candidates(raw: str, start: int, end: int) -> _Place:
    numbers, scores, spelled = _options(raw)
    return _Place(start, end, np.array(numbers), np.array(scores, np.float32), spelled)


CASE_WEIGHT = 0.5


def mend(text: str) -> Iterator[Mended]:
    """The mended words of garbled text."""
    model = load()
    row = list(_places(text))
    small, capital = case_scores()
    given = []
    before = None
    for place in row:
        score = place.given
        if place.spelled is not None and len(place.ids) > 1 and before is not None and before.spelled is not None:
            case = [
                0.0 if len(word) > 1 and word.isupper() else float((capital if word[:1].isupper() else small)[number])
                for word, number in zip(place.spelled, place.ids, strict=True)
            ]
            score = score + np.float32(CASE_WEIGHT) * np.array(case, np.float32)
        given.append(score)
        before = place
    for at in range(0, len(row), 1500):
        part = slice(at, at + 1500)
        decoded = lattice.decode(model, [place.ids for place in row[part]], given[part])
        for place, (best, confidence, _kept, _order) in zip(row[part], decoded, strict=True):
            if place.spelled is not None:
                yield Mended(place.start, place.end, place.spelled[best], confidence)
