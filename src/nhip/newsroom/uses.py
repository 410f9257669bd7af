"""Uses of a product of the shared shelf, from `data/uses.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Use:
    """One use. `counts_as`: the kind of activity it is; `many`: the unit of what is counted, empty where it is one.

    `logs`: a device keeps a log of it, which proves it.
    """

    code: str
    deed: str
    said: str
    counts_as: str
    many: str = ""
    link: bool = False
    logs: bool = False


@cache
def uses() -> Mapping[str, Use]:
    """Every use by its code, in the order of the file."""
    text = resources.files("nhip.newsroom").joinpath("data/uses.toml").read_text("utf-8")
    return {row["code"]: Use(**row) for row in tomllib.loads(text)["use"]}
