"""Which words look like the name of a person or of an administrative unit: by shape alone, never by a list of people.

A person's name is a family name of the list in `data/names.toml` and one to four more capitalised syllables. A place
name follows the word for its kind (xã, phường, huyện, tỉnh ...) in capitals of its own. Shape is a hint: the same two
syllables may be a person, a district, or a district misread by OCR.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.text.normalise import nfc, tone_key
from nhip.text.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that looks like a name: `raw == text[start:end]`. `kind` is person or place; a place has its level."""

    start: int
    end: int
    raw: str
    kind: str
    level: str | None = None
    name: str = ""


@cache
def _table() -> dict[str, frozenset[str]]:
    table = tomllib.loads(resources.files("nhip.text").joinpath("data/names.toml").read_text("utf-8"))
    return {key: frozenset(tone_key(one) for one in value) for key, value in table.items()}


_CAPITAL = r"[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ]"
_SHAPE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _is_title(word: str) -> bool:
    return len(word) > 0 and word[0].isupper() and (len(word) == 1 or word[1:].islower())


def is_person_name(text: str) -> bool:
    """Whether the whole text has the shape of a person's name, in title case or in capitals."""
    parts = nfc(text).split()
    if not 2 <= len(parts) <= 5:
        return False
    capitals = all(part.isupper() for part in parts)
    shaped = all((_is_title(part) or capitals) and is_syllable(part) for part in parts)
    return shaped and tone_key(parts[0]).lower() in {name.lower() for name in _table()["families"]}


def find_person_names(text: str) -> tuple[Name, ...]:
    """Stretches of capitalised syllables that open with a family name (two to five syllables on one line)."""
    found: list[Name] = []
    families = {name.lower() for name in _table()["families"]}
    words = list(_SHAPE.finditer(text))
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        if (
            len(run) >= 2
            and tone_key(run[0][0]).lower() in families
            and is_person_name(" ".join(w[0] for w in run[:5]))
        ):
            last = run[min(len(run), 5) - 1]
            found.append(Name(run[0].start(), last.end(), text[run[0].start() : last.end()], "person", name=" ".join(
                one[0] for one in run[:5])))  # fmt: skip
            at += min(len(run), 5)
        else:
            at += 1
    return tuple(found)


def _run(text: str, words: list[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The words from `at` on that stand in title case, each one space after the other."""
    run: list[re.Match[str]] = []
    for word in words[at : at + 6]:
        if not _is_title(word[0]) or (run and text[run[-1].end() : word.start()] != " "):
            break
        run.append(word)
    return run


def find_place_names(text: str) -> tuple[Name, ...]:
    """Names of administrative units after their kind: "xã Tân Thanh", "TP. Cao Bằng"; `level` is the kind in full."""
    found: list[Name] = []
    for one in _places().finditer(text):
        level = _LEVELS[re.sub(r"\s+", " ", one["level"].lower()).rstrip(". ")]
        found.append(Name(one.start(), one.end(), one[0], "place", level=level, name=re.sub(r"\s+", " ", one["name"])))
    return tuple(found)


_LEVELS = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "tp": "thành phố", "huyện": "huyện", "quận": "quận", "thị xã": "thị xã",
    "tx": "thị xã", "thị trấn": "thị trấn", "tt": "thị trấn", "xã": "xã", "phường": "phường", "đặc khu": "đặc khu",
}  # fmt: skip


@cache
def _places() -> re.Pattern[str]:
    level = "|".join(sorted((key.replace(" ", r"\s+") for key in _LEVELS if len(key) > 2), key=len, reverse=True))
    syllable = rf"{_CAPITAL}[^\W\d_]*(?:['’][^\W\d_]+)?"
    return re.compile(
        rf"\b(?P<level>(?i:{level})|(?:TP|TX|TT|Tp|Tx|Tt)\.?|[xX]ã)\s*(?<=[\s.])"
        rf"(?P<name>{syllable}(?:[ \t]*-[ \t]*{syllable}|[ \t\n]{syllable}){{0,4}}|\d{{1,2}}\b(?![.,/]\d))"
    )
