"""Kinds of pieces, from `data/kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece. `counts_as`: the kind of activity a released piece becomes; `schema`: its schema.org type.

    What it cannot go without: `pictures` so many, a `number`, so many published stories that it `gathers`,
    a recording that it `plays` (audio, video), the person who `speaks`, evidence that `proves` it. `official`: its
    place among what an agency says in its own name, 0 for none of it; `called`: its public label by language.
    """

    code: str
    name: str
    counts_as: str
    schema: str
    pictures: int = 0
    number: bool = False
    gathers: int = 0
    plays: str = ""
    speaks: bool = False
    proves: bool = False
    official: int = 0
    called: Mapping[str, str] = field(default_factory=dict)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order of the file."""
    text = resources.files("nhip.newsroom").joinpath("data/kinds.toml").read_text("utf-8")
    return {row["code"]: Kind(**row) for row in tomllib.loads(text)["kind"]}


def official() -> tuple[Kind, ...]:
    """Kinds that an agency says in its own name, in their order: first what answers a falsehood, then statements."""
    return tuple(sorted((one for one in kinds().values() if one.official), key=lambda one: one.official))


def public_label(code: str, language: str) -> str:
    """What readers are told that a piece is; empty for what needs no saying."""
    held = kinds().get(code)
    return held.called.get(language, "") if held is not None else ""
