"""The field of work a title names, from the list of fields in `data/fields.txt` (longest name first)."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _fields() -> tuple[str, ...]:
    source = resources.files("nhip.documents").joinpath("data", "fields.txt")
    return tuple(sorted((line for line in source.read_text("utf-8").splitlines() if line), key=len, reverse=True))


def field_of(title: str) -> str | None:
    """The field named earliest in a title; of two that begin at one place the longer."""
    low = title.casefold()
    hits = [(low.find(name), -len(name), name) for name in _fields() if name in low]
    return min(hits)[2] if hits else None
