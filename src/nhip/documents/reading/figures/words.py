"""The words around a number: counting units, qualifiers, links. Data: `documents/data/count_units.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """The packaged words as patterns; each is matched at a place."""

    unit: re.Pattern[str]
    measure: re.Pattern[str]
    lead: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    after: re.Pattern[str]
    link_before: re.Pattern[str]
    name_before: re.Pattern[str]
    times: re.Pattern[str]
    family: tuple[re.Pattern[str], ...]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))


@cache
def words() -> Words:
    """The patterns, built once."""
    data = tomllib.loads(resources.files("nhip.documents").joinpath("data", "count_units.toml").read_text("utf-8"))
    return Words(
        unit=re.compile(rf"(?:{_any(data['alone'])})(?!\w)", re.IGNORECASE),
        measure=re.compile(rf"(?:{_any(data['measure'])})(?![\w²³])"),
        lead=re.compile(rf"(?:{_any(data['lead'])})\s+", re.IGNORECASE),
        qualifier_before=re.compile(
            rf"(?:(?<![\w])|(?<=[\s(]))(?P<word>{_any(data['qualifiers'])})\s*$", re.IGNORECASE
        ),
        after=re.compile(rf"\s+(?P<word>{_any(data['after'])})(?!\w)", re.IGNORECASE),
        link_before=re.compile(rf"(?:^|(?<=[\s,(]))(?:{_any(data['links'])})\s*[:]?\s*$", re.IGNORECASE),
        name_before=re.compile(rf"(?:^|(?<![\w]))(?:{_any(data['names'])})\s*[:.]?\s*$"),
        times=re.compile(rf"(?:{_any(data['times'])})(?!\w)", re.IGNORECASE),
        family=tuple(re.compile(rf"(?:{_any(row)})(?!\w)", re.IGNORECASE) for row in data["families"]),
    )
