"""What a read word may stand for: words the damage channel allows, in the case the line suggests, or itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from nhip.text.damage_signs import is_only_vietnamese
from nhip.text.garble import Garbles
from nhip.text.language_model import NUMBER, UNKNOWN, load
from nhip.text.normalise import bare, tone_key
from nhip.text.syllables import is_syllable

NUMBERISH = re.compile(r"\d[\d.,:/%-]*[a-zđ]?\d*|[A-ZĐ]\d+|\d+[A-ZĐ]{1,2}|\d{2,}[a-z]{1,3}\d?")
_WORDISH = frozenset("abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY0146éèêóòôáà")  # 2, 3, 5, 7, 8, 9 are no letters
_LETTERS_IN_IT = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")


KEEP_UNKNOWN = -5.0  # log chance that a word the model does not know stands as it is
KEEP_DAMAGED = -12.0  # the same with a sign of damage in it
KEEP_KNOWN = -0.3  # a word the model knows that is no Vietnamese syllable (internet, UBND)
KEEP_LETTER = -4.0  # a letter alone, such as the b of "b)"
KEEP_NUMBER = -1.0  # digits with letters, such as 16m
OTHER_TABLE = 0.7  # price of judging a capitalised word by the table of small letters
CHANNEL_WEIGHT = 0.85
FREQUENCY_WEIGHT = 0.7  # how much a word's frequency counts when the candidates of one place are narrowed
MOST = 32  # candidates kept for one place


def may_be_word(raw: str) -> bool:
    """Whether digits in a short token can be damaged letters: 1a for là, 16p for lớp, 6n for ổn, B6 for Bộ."""
    digits = sum(c.isdigit() for c in raw)
    return _LETTERS_IN_IT.fullmatch(raw) is not None and digits <= 2 and len(raw) <= 5 and set(raw) <= _WORDISH


@dataclass(frozen=True, slots=True)
class Option:
    """One reading: id of the word in the model, channel score (nats), spelling in its case."""

    number: int
    score: float
    spelled: str


@dataclass(frozen=True)
class Options:
    """The readings of words under one damage channel; each word is worked out once."""

    damage: Garbles
    _known: dict[tuple[str, bool], tuple[Option, ...]] = field(default_factory=dict)

    def of(self, raw: str, among_capitals: bool) -> tuple[Option, ...]:
        """At most `MOST` readings of a read word; `among_capitals`: it stands in a line of capitals."""
        key = (raw, among_capitals)
        if key not in self._known:
            self._known[key] = self._worked_out(raw, among_capitals)
        return self._known[key]

    def _worked_out(self, raw: str, among_capitals: bool) -> tuple[Option, ...]:
        model = load()
        found: dict[int, tuple[float, str]] = {}

        def offer(word: str, score: float) -> None:
            number = model.ids.get(word.lower(), -1)
            if number > NUMBER and (number not in found or found[number][0] < score):
                found[number] = (score, word)

        if is_only_vietnamese(raw) and is_syllable(raw):  # no wrong-language OCR writes ạ or ơ: this word is right
            return (Option(model.ids.get(tone_key(raw).lower(), UNKNOWN), 0.0, raw),)
        prices = _case_prices(raw, among_capitals)
        for word, score in self.damage.candidates(raw).items():
            shape = "small" if word.islower() else "capitals" if word.isupper() and len(word) > 1 else "title"
            offer(word, score - prices[shape])
        if raw != raw.lower():
            for word, score in self.damage.candidates(raw.lower()).items():
                offer(word.upper(), score - OTHER_TABLE - prices["capitals"])
                offer(word[:1].upper() + word[1:], score - OTHER_TABLE - prices["title"])
                offer(word, score - OTHER_TABLE - prices["small"])
        _offer_as_read(raw, found)
        listed = [Option(number, CHANNEL_WEIGHT * score, word) for number, (score, word) in found.items()]
        listed.sort(key=lambda one: -(one.score / CHANNEL_WEIGHT + FREQUENCY_WEIGHT * float(model.one[one.number])))
        return tuple(listed[:MOST])


def _case_prices(raw: str, among_capitals: bool) -> dict[str, float]:
    """What each case of the right word costs, given the case of the read one and of its neighbours (nats)."""
    letters = [c for c in raw if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return {"small": 0.0, "title": 6.0, "capitals": 9.0 if not among_capitals else 2.0}
    if among_capitals and not (len(letters) > 1 and all(c.islower() for c in letters[1:])):
        return {"small": 6.0, "title": 4.0, "capitals": 0.0}
    if all(c.isupper() for c in letters) and len(letters) > 1:  # BO for Bộ is common, a lone word in capitals is not
        return (
            {"small": 4.0, "title": 0.5, "capitals": 3.0}
            if len(letters) == 2
            else {"small": 3.5, "title": 3.0, "capitals": 0.0}
        )
    if any(c.isupper() for c in letters[1:]):
        return {
            "small": 1.0 if letters[0].islower() else 2.0,
            "title": 0.5 if letters[0].isupper() else 4.0,
            "capitals": 5.0,
        }
    return {"small": 5.0, "title": 0.0, "capitals": 6.0}


def _offer_as_read(raw: str, found: dict[int, tuple[float, str]]) -> None:
    """Add the word as it stands, and the abbreviations a row of capitals may stand for."""
    model = load()
    if any(c.isdigit() for c in raw):
        if NUMBERISH.fullmatch(raw):
            found[NUMBER] = (KEEP_NUMBER, raw)
        found.setdefault(UNKNOWN, (KEEP_DAMAGED, raw))
        return
    number = model.ids.get(tone_key(raw).lower(), UNKNOWN)
    if len(raw) == 1 and raw.isalpha():
        found.setdefault(number, (KEEP_LETTER, raw))
    elif raw.isalpha() and is_syllable(raw):
        if number not in found:
            found[number] = (KEEP_DAMAGED, raw)
    elif raw.isascii() and raw.isalpha():
        found[number] = (KEEP_KNOWN if number else KEEP_UNKNOWN, raw)
        if raw.isupper():
            for other in _codes().get(raw.lower(), ()):
                found[model.ids[other]] = (-0.7, other.upper())
    else:
        found.setdefault(number, (KEEP_DAMAGED, raw))


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Abbreviations of the model that hold a đ, by their bare form: what a capital D may stand for."""
    groups: dict[str, list[str]] = {}
    for word in load().words[4:]:
        if "đ" in word and not is_syllable(word) and not any(c in "aeiouyăâêôơư" for c in bare(word)):
            groups.setdefault(bare(word), []).append(word)
    return {key: tuple(words) for key, words in groups.items()}
