"""What people write about and want, as data, and the office that each goes to first."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.text.languages import said_in

COMMITTEE = "uy-ban-nhan-dan"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name in each language of the portal."""

    code: str
    vi: str
    en: str
    zh: str
    body: str = ""
    commune: bool = False

    def name(self, language: str = "vi") -> str:
        """The name in a language (its code or its part of an address), English where there is none."""
        return said_in({"vi": self.vi, "en": self.en, "zh": self.zh, "zh-hans": self.zh}, language)


def _named(kind: str) -> Mapping[str, Named]:
    told = tomllib.loads(resources.files("nhip.feedback").joinpath("data/categories.toml").read_text("utf-8"))
    return {row["code"]: Named(**row) for row in told[kind]}


@cache
def categories() -> Mapping[str, Named]:
    """Every category by its code, in the order of the file."""
    return _named("category")


@cache
def kinds() -> Mapping[str, Named]:
    """Every kind by its code, in the order of the file."""
    return _named("kind")


def proposed(category: str, commune: str, home: str, known: Callable[[str], bool]) -> str:
    """The key of the office that a matter goes to first; empty when no known office fits: then a person chooses.

    `commune`: key of the named commune ("lang-son.xa-ba-son"), may be empty; `home`: key of the portal's province.
    """
    held = categories().get(category)
    if held is None:
        return ""
    wanted = [f"{commune}/{COMMITTEE}"] if commune and held.commune else []
    province = commune.split(".")[0] if commune else home
    wanted.append(f"{province}/{held.body}")
    return next((unit for unit in wanted if known(unit)), "")
