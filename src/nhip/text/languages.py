"""Languages that the house publishes in: data (`data/languages.toml`), chosen by the setting NHIP_LANGUAGES.

Vietnamese is always the first: everything is written in it, or can be. The choice is made when the program starts.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

Named = TypeVar("Named")
SOURCE, COMMON = "vi", "en"
"""What everything is written in; what is said where nobody has put it into a language yet."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language, as the data says. `code` is the locale's, `path` stands in addresses; `week` begins on Monday."""

    code: str
    path: str
    tag: str
    name: str
    short: str
    said: str
    machine: str
    helped: str
    spaced: bool
    day: str
    moment: str
    month: str
    week: tuple[str, ...]
    week_short: tuple[str, ...]
    card: str
    shown: bool = False


@cache
def known() -> Mapping[str, Language]:
    """Every language of the file by its code, in its order."""
    text = resources.files("nhip.text").joinpath("data", "languages.toml").read_text("utf-8")
    return {row["code"]: _read(row) for row in tomllib.loads(text)["language"]}


def _read(row: dict[str, Any]) -> Language:
    return Language(**row | {named: tuple(row[named]) for named in ("week", "week_short")})


def chosen(told: str) -> Mapping[str, Language]:
    """The languages that a setting names by code, with spaces or commas between; those of the file where it is empty.

    Vietnamese and English are always among them. Raises ValueError for one that the file does not know.
    """
    asked = told.replace(",", " ").split() or [one.code for one in known().values() if one.shown]
    if unknown := [one for one in asked if one not in known()]:
        raise ValueError(f"NHIP_LANGUAGES: no such language: {', '.join(unknown)}; known: {', '.join(known())}")
    return {code: known()[code] for code in dict.fromkeys((SOURCE, COMMON, *asked))}


@cache
def languages() -> Mapping[str, Language]:
    """The languages of this house by code, Vietnamese first."""
    return chosen(os.environ.get("NHIP_LANGUAGES", ""))


def codes() -> tuple[str, ...]:
    """Their codes, Vietnamese first."""
    return tuple(languages())


def of_path(path: str) -> str:
    """The code of the language that stands so in addresses; the path itself for one that is none."""
    return next((one.code for one in known().values() if one.path == path), path)


def said_in(names: Mapping[str, Named], language: str) -> Named:
    """What is told in a language (its code, or its part of an address); where it is not, in English or Vietnamese.

    Raises KeyError where it is told in none of them.
    """
    for one in (language, COMMON, SOURCE):
        if one in names:
            return names[one]
    raise KeyError(language)
