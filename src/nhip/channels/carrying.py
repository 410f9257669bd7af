"""The ways out as data, from `data/carriers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. `how` is portal or hand; `text_most` counts characters, 0 where no limit is known."""

    code: str
    name: str
    how: str
    counts_as: str = ""
    text_most: int = 0


@cache
def ways() -> Mapping[str, Way]:
    """Every way out by its code, in the order of the file."""
    text = resources.files("nhip.channels").joinpath("data/carriers.toml").read_text("utf-8")
    return {row["code"]: Way(**row) for row in tomllib.loads(text)["carrier"]}
