"""Words of the trade that readers look for, kept as data (`data/citing.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    source = resources.files("nhip.documents").joinpath("data", "citing.toml")
    return {key: tuple(value) for key, value in tomllib.loads(source.read_text("utf-8")).items()}


def words(name: str) -> tuple[str, ...]:
    """One list of words, in the order of the data."""
    return _tables()[name]
