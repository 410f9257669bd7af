"""The words of a notice, from `data/kinds.toml`. What goes through a foreign network names no matter and no agency."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in words."""

    title: str
    body: str
    short: str


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """Every kind with its three texts."""
    text = resources.files("nhip.notices").joinpath("data", "kinds.toml").read_text("utf-8")
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return found


def worded(kind: str, facts: Mapping[str, object]) -> Wording:
    """The words of a kind with its facts. Raises KeyError for an unknown kind or a missing fact."""
    row = kinds()[kind]
    return Wording(row["title"].format(**facts), row["body"].format(**facts), row["short"])
