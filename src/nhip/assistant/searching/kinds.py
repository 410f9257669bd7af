"""Kinds of what is found (`data/kinds.toml`): how they are called, how much they weigh, which words ask for them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.assistant.searching.words import both, folded_words
from nhip.text.languages import codes, said_in


@dataclass(frozen=True, slots=True)
class Kind:
    """`weight` is added to the score; `fades` halves what is new in so many days (0: never grows old)."""

    code: str
    names: dict[str, str]
    weight: float
    fades: int
    asked_by: tuple[tuple[str, ...], ...]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the file."""
    rows = tomllib.loads(_text("kinds.toml"))["kind"]
    return {
        row["code"]: Kind(
            row["code"], {one: said_in(row["names"], one) for one in codes()}, float(row["weight"]), int(row["fades"]),
            tuple(tuple(folded_words(one)) for one in row["asked_by"]),
        )
        for row in rows
    }  # fmt: skip


@cache
def fillers() -> tuple[tuple[tuple[str, ...], ...], frozenset[str], frozenset[str]]:
    """Words that a question holds and an answer need not.

    Wordings of several words (folded, the longest first), single words as typed with marks, and those that are clear
    even without.
    """
    rows = tomllib.loads(_text("questions.toml"))
    wordings = sorted((tuple(folded_words(one)) for one in rows["wordings"]), key=len, reverse=True)
    return tuple(wordings), frozenset(both(" ".join(rows["words"]))[0]), frozenset(rows["bare"])


def _text(name: str) -> str:
    return resources.files("nhip.assistant").joinpath("data", name).read_text("utf-8")
