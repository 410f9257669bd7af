"""What a row of the journal says, in Vietnamese: deed, what it was done to, facts. Words: journal_words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from nhip.text.normalise import fold
from nhip.text.sorting import key

LONGEST = 80
"""Signs shown of one fact; the whole of it stays in the journal."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?")
_HASH = re.compile(r"[0-9a-f]{64}")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The tables deeds, subjects, grounds, facts and values."""
    return tomllib.loads(resources.files("nhip.workspace").joinpath("journal_words.toml").read_text("utf-8"))


def deeds() -> list[tuple[str, str]]:
    """Every deed and its word, by the alphabet."""
    return sorted(words()["deeds"].items(), key=lambda one: key(one[1]))


def deed_said(verb: str) -> str:
    return words()["deeds"].get(verb, verb)


def subject_said(subject: str) -> str:
    """ "documents.document:12" is "Văn bản 12"; what has no word shows itself."""
    kind, _, number = subject.partition(":")
    if kind not in words()["subjects"]:
        return subject
    number = _plain(number) if kind == "backup" else number
    return f"{words()['subjects'][kind]} {number}".strip()


def subjects_meant(typed: str) -> list[str]:
    """The codes that "văn bản 12" may stand for; what is no such words is taken for a code."""
    said = re.fullmatch(r"(.+?)\s+(\d+)", typed.strip())
    if said is None:
        return [typed]
    meant = [f"{kind}:{said[2]}" for kind, word in words()["subjects"].items() if fold(word) == fold(said[1])]
    return meant or [typed]


def ground_said(ground: str) -> str:
    return words()["grounds"].get(ground, ground)


def facts_said(facts: Mapping[str, object]) -> list[tuple[str, str]]:
    """Each fact that says something, with its name in words."""
    shown = ((words()["facts"].get(name, name), _plain(value)) for name, value in facts.items())
    return [(name, value) for name, value in shown if value]


def _plain(value: object) -> str:
    """A fact as people read it; nothing for what is not there."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words()["values"][str(value).lower()]
    if isinstance(value, dict):
        said = "; ".join(f"{name}: {inside}" for name, inside in facts_said(value))
    elif isinstance(value, list):
        said = ", ".join(one for one in map(_plain, value) if one)
    elif isinstance(value, str) and (day := _DAY.fullmatch(value)):
        said = f"{day[4]}, " * bool(day[4]) + f"{day[3]}/{day[2]}/{day[1]}"
    elif isinstance(value, str) and _HASH.fullmatch(value):
        said = f"{value[:12]}…"
    else:
        said = words()["values"].get(str(value), str(value))
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"
