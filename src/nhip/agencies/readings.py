"""Taking a written name apart: post, stem, places. Knows how names are written, not which bodies exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nhip.agencies.names import words_of
from nhip.agencies.patterns import Naming
from nhip.text.normalise import fold, nfc
from nhip.text.syllables import is_syllable

_TOKEN = re.compile(r"[\w]+|,")
_GLUE = re.compile(r"(?<=[A-ZĐƯƠÂÊÔĂ])[,&\-–/](?=[A-ZĐƯƠÂÊÔĂ]{1,6}\b)")
_LOOSE_GLUE = re.compile(r"(?<=[A-ZĐ]{2})\s&\s(?=[A-ZĐ]{2})")
_DIVISION = re.compile(r"\bP\.\s*(?=[A-ZĐ&]{3,})")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# "lần thứ XIII", "khóa XV", "nhiệm kỳ 2020-2025": which congress or term, not which body
_TERM = re.compile(r",?\s*(lần thứ|khóa|khoá|nhiệm kỳ)\s+([IVXLC]+|\d+)(\s*[-–]\s*\d+)?\b", re.IGNORECASE)
_EDGES = " \t\n.,;:-–•*'\"“”«»/"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written (`raw`) and in one spelling, lower case (`word`); a comma has the word ","."""

    raw: str
    word: str

    @property
    def initials(self) -> str:
        """The letters of a word that may be an abbreviation, folded; "" for a plain word."""
        if len(self.raw) < 2 or not self.raw.isupper() or not self.raw.isalpha():
            return ""
        return fold(self.raw)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a name: what kind ("huyện": levels, kinds; empty for a bare name) and which one ("" = not said)."""

    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    raw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a name apart."""

    stem: tuple[Token, ...]
    places: tuple[Place, ...]
    bare: bool
    """The place has no word for its kind ("Báo Lạng Sơn")."""


@lru_cache(maxsize=8192)
def cleaned(text: str) -> str:
    """The name on one line, without brackets, quotes and list marks, abbreviations joined (TT & TT is TT&TT)."""
    line = " ".join(_BRACKETS.sub(" ", nfc(text).replace("\N{ZERO WIDTH SPACE}", "")).split()).strip(_EDGES)
    line = _DIVISION.sub("Phòng ", _TERM.sub("", line))
    return _GLUE.sub("", _LOOSE_GLUE.sub("", line))


def tokens_of(text: str, naming: Naming) -> tuple[Token, ...]:
    """Words and commas, short forms such as TP and TW written out."""
    line = cleaned(text)
    for short, full in naming.short.items():
        if short in line:
            edge = "" if short.endswith(".") else r"(?!\w)"
            line = re.sub(rf"(?<!\w){re.escape(short)}{edge}", f" {full} ", line)
    made = []
    for raw in _TOKEN.findall(line):
        for word in words_of(raw) if raw != "," else (",",):
            made.append(Token(raw, word))
    return tuple(made)


def without_post(tokens: tuple[Token, ...], naming: Naming) -> list[tuple[str, tuple[Token, ...]]]:
    """The ways to set posts in front aside, the plain reading first: ("", all), ("Chủ tịch", the rest)."""
    found: list[tuple[str, tuple[Token, ...]]] = [("", tokens)]
    posts: list[str] = []
    rest = tokens
    while (taken := _post_in_front(rest, naming)) is not None:
        size, post, keep = taken
        posts.append(post)
        kept = tuple(Token(word, word) for word in words_of(keep))
        rest = rest[size:]
        while rest and rest[0].word == ",":
            rest = rest[1:]
        if rest:
            found.append((", ".join(posts), kept + rest))
    return found


def _post_in_front(tokens: tuple[Token, ...], naming: Naming) -> tuple[int, str, str] | None:
    """How many words a post in front takes, which post, and the words of the body it carries with it."""
    plural = 1 if tokens and fold(tokens[0].word) == "cac" else 0
    for size in range(min(5, len(tokens) - plural), 0, -1):
        phrase = " ".join(fold(token.word) for token in tokens[plural : plural + size])
        if phrase in naming.posts:
            post, keep = naming.posts[phrase]
            return plural + size, post, keep
    return None


def readings(tokens: tuple[Token, ...], naming: Naming) -> list[Reading]:
    """Every way to cut the name into a stem and places, the longest stem first."""
    found = []
    for cut in range(len(tokens), -1, -1):
        stem, rest = tokens[:cut], tokens[cut:]
        if any(token.word == "," for token in stem) and rest:
            stem = tuple(token for token in stem if token.word != ",")
        if not rest:
            found.append(Reading(tuple(t for t in stem if t.word != ","), (), False))
            continue
        places = _places(rest, naming)
        if places is not None:
            found.append(Reading(stem, places, False))
        elif stem and all(token.word != "," for token in rest):
            words = tuple(token.word for token in rest)
            found.append(Reading(stem, (Place((), (), words, tuple(t.raw for t in rest)),), True))
    return found


def _places(tokens: tuple[Token, ...], naming: Naming) -> tuple[Place, ...] | None:
    """ "xã Tân Thành, huyện Bắc Sơn" as places; None when the words do not begin with a word for a kind."""
    found: list[Place] = []
    at = 0
    while at < len(tokens):
        if tokens[at].word == ",":
            at += 1
            continue
        opened = _kind_at(tokens, at, naming)
        if opened is None:
            return None
        size, levels, kinds = opened
        end = at + size
        while end < len(tokens) and tokens[end].word != ",":
            if end > at + size and _kind_at(tokens, end, naming) is not None:
                break
            end += 1
        name = tokens[at + size : end]
        found.append(Place(levels, kinds, tuple(t.word for t in name), tuple(t.raw for t in name)))
        at = end
    return tuple(found) or None


def _kind_at(tokens: tuple[Token, ...], at: int, naming: Naming) -> tuple[int, tuple[str, ...], tuple[str, ...]] | None:
    for size in (2, 1):
        part = tokens[at : at + size]
        if len(part) < size:
            continue
        written = " ".join(token.word for token in part)
        folded = fold(written)
        if folded not in naming.levels:
            continue
        # with marks the word itself must stand there: "quan" in Quan Sơn is not quận
        if written != folded and written not in naming.kinds:
            continue
        levels, kinds = naming.levels[folded]
        return size, levels, kinds
    return None


_SMALL = re.compile(r"[^\W\d_]{2,8}")
_SMALL_AND = re.compile(r"(?<=[A-ZĐƯƠÂÊÔĂ]) va (?=[A-ZĐƯƠÂÊÔĂ]{2,})")


def in_capitals(name: str) -> str:
    """A name typed with abbreviations in small letters ("so tt&tt tinh lang son"), these in capitals.

    What is no Vietnamese syllable is taken for letters; so is a syllable joined to letters by a sign (kh&đt).
    """
    line = " ".join(nfc(name).split())
    raised = " ".join(_raised(word) for word in line.split(" "))
    return line if raised == line else _SMALL_AND.sub(" và ", raised)


def _raised(word: str) -> str:
    parts = _SMALL.findall(word)
    letters = [part.islower() and not is_syllable(part) for part in parts]
    return word.upper() if any(letters) and word.islower() else word


def all_letters(token: Token) -> bool:
    """Whether a word has no vowel at all: an abbreviation, to which nothing is near by spelling."""
    return len(token.word) > 1 and not set(fold(token.word)) & set("aeiouy")


def spelled_out(token: Token) -> bool:
    """Whether a capitalised token reads as a word ("SỞ"), not as an abbreviation ("STTTT")."""
    return is_syllable(token.word)


def signature(stem: tuple[Token, ...], as_letters: bool) -> tuple[str, list[tuple[str, int]]]:
    """First letters of a stem with abbreviations in it, and its parts: (word or letters, how many words it covers).

    `as_letters`: capitals that would also read as a word ("BAN") are taken as letters.
    """
    parts = []
    for token in stem:
        if token.initials and (as_letters or not spelled_out(token)):
            parts.append((token.initials, len(token.initials)))
        else:
            parts.append((fold(token.word), 1))
    return "".join(text if size > 1 else text[0] for text, size in parts), parts


def fits(parts: list[tuple[str, int]], words: tuple[str, ...]) -> bool:
    """Whether the words written out stand where the official name has them."""
    at = 0
    for text, size in parts:
        if size == 1 and fold(words[at]) != text:
            return False
        at += size
    return True


_SEPARATOR = re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+và\s+", re.IGNORECASE)


def cuts(name: str) -> list[tuple[str, str]]:
    """The ways to cut a line of names in two, at a comma, a semicolon or "và", first cut first; none for long text."""
    line = " ".join(nfc(name).split())
    if len(line) > 300:
        return []
    found = [(line[: m.start()].strip(), line[m.end() :].strip()) for m in _SEPARATOR.finditer(line)]
    return [(left, right) for left, right in found[:12] if left and right]
