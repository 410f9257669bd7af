"""Kinds of pieces, from `data/kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece. `counts_as`: the kind of activity a released piece becomes; `schema`: its schema.org type.

    What it cannot go without: `pictures` so many, a `number`, so many published stories that it `gathers`,
    a recording that it `plays` (audio, video).
    """

    code: str
    name: str
    counts_as: str
    schema: str
    pictures: int = 0
    number: bool = False
    gathers: int = 0
    plays: str = ""


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order of the file."""
    text = resources.files("nhip.newsroom").joinpath("data/kinds.toml").read_text("utf-8")
    return {row["code"]: Kind(**row) for row in tomllib.loads(text)["kind"]}
