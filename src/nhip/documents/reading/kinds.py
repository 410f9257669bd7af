"""Kinds of documents, as data: name, abbreviation, and the letters that stand for them in a symbol."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Kind:
    """`line`: state | law | party | named (a name of its own, approved by another document)."""

    name: str
    code: str | None
    symbols: tuple[str, ...]
    line: str


@cache
def kinds() -> tuple[Kind, ...]:
    source = resources.files("nhip.documents").joinpath("data", "types.csv")
    rows = csv.DictReader(source.read_text("utf-8").splitlines())
    return tuple(
        Kind(row["name"], row["code"] or None, tuple(filter(None, row["symbols"].split("|"))), row["line"])
        for row in rows
    )


@cache
def by_name() -> dict[str, Kind]:
    return {kind.name.casefold(): kind for kind in kinds()}


@cache
def by_symbol() -> dict[str, Kind]:
    """The first kind whose letters these are: the commonest one comes first in the data."""
    found: dict[str, Kind] = {}
    for kind in kinds():
        for symbol in kind.symbols:
            found.setdefault(symbol, kind)
            found.setdefault(symbol.upper(), kind)
    return found


def of_symbol(symbol: str) -> Kind | None:
    """The kind a symbol tells: KH-UBND a plan, CTr/TU a programme, UBND-VX an official letter.

    Where the symbol starts with the letters of a body and not of a kind, the document is an official letter
    (Decree 30/2020, appendix I part II.3.b).
    """
    bare = symbol
    while bare[:4].isdigit() and bare[4:5] in "/-":
        bare = bare[5:]
    if bare.startswith("QH") and bare[2:].isdigit():
        return None
    first = bare.replace("/", "-").split("-")[0]
    kind = by_symbol().get(first)
    if kind is None and first.isupper() and len(first) >= 2:
        return by_name()["công văn"]
    return kind
