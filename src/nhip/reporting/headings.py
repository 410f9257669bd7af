"""Under which heading a figure is gathered: by its unit first, then by the words of its indicator."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.text.normalise import tone_key


@dataclass(frozen=True, slots=True)
class Heading:
    code: str
    title: str
    units: tuple[str, ...]
    words: tuple[str, ...]


@cache
def headings() -> tuple[Heading, ...]:
    """Every heading of `data/headings.toml`, in its order."""
    text = resources.files("nhip.reporting").joinpath("data", "headings.toml").read_text("utf-8")
    return tuple(
        Heading(one["code"], one["title"], _keys(one["units"]), _keys(one["words"]))
        for one in tomllib.loads(text)["heading"]
    )


def _keys(words: list[str]) -> tuple[str, ...]:
    return tuple(tone_key(word).lower() for word in words)


def heading_of(indicator: str, unit: str) -> Heading:
    """The first heading whose words open the unit of measure; else the first whose words stand in the indicator."""
    measure, words = tone_key(unit).lower(), tone_key(indicator).lower()
    for one in headings():
        if any(re.match(rf"{re.escape(word)}\b", measure) for word in one.units):
            return one
    for one in headings():
        if any(re.search(rf"\b{re.escape(word)}\b", words) for word in one.words):
            return one
    return headings()[-1]
