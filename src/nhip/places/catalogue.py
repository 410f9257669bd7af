"""Kinds of entries, their fields and the lists to choose from: data (`data/kinds.toml`, `data/choices.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nhip.text.languages import codes, said_in

LANGUAGES = codes()
"""Languages of the portal, Wagtail's codes; the first is the one that others are translated from."""
TYPES = frozenset({
    "text", "number", "whole", "money", "day", "choice", "choices", "months", "hours", "unit", "maker", "address",
    "point",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. `names`: what it is called, by language. `spoken`: its words differ by language."""

    key: str
    type: str
    names: Mapping[str, str]
    spoken: bool = False
    needed: bool = False
    choices: str = ""
    help: str = ""

    @property
    def name(self) -> str:
        return self.names["vi"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry. `path` stands in public addresses, `one` is what one entry is called in a sentence."""

    code: str
    path: str
    schema: str
    one: str
    names: Mapping[str, str]
    choices: str
    fields: Sequence[Field]
    bar: bool = True
    """Whether it is a door of the home page and stands in the bar."""

    @property
    def name(self) -> str:
        return self.names["vi"]

    def field(self, key: str) -> Field:
        """Raises KeyError for one that the kind does not have."""
        return next((one for one in self.fields if one.key == key), None) or _missing(key)

    @property
    def spoken(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.spoken)

    @property
    def plain(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if not one.spoken)


def _missing(key: str) -> Field:
    raise KeyError(key)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("nhip.places").joinpath("data", name).read_text("utf-8"))


def _names(row: Mapping[str, Any]) -> dict[str, str]:
    return {language: said_in(row, language) for language in LANGUAGES}


def _field(row: Mapping[str, Any]) -> Field:
    if row["type"] not in TYPES:
        raise ValueError(f"kinds.toml: {row['key']}: no type {row['type']}")
    return Field(
        row["key"], row["type"], _names(row), bool(row.get("spoken")), bool(row.get("needed")), row.get("choices", ""),
        row.get("help", ""),
    )  # fmt: skip


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its code: what all ask (name and lead first), then its own fields."""
    read = _read("kinds.toml")
    common = {row["key"]: _field(row) for row in read["common"]}
    first = [common[key] for key in ("name", "lead")]
    last = [one for key, one in common.items() if key not in ("name", "lead")]
    return {
        row["code"]: Kind(
            row["code"], row["path"], row["schema"], row["one"], _names(row), row["list"],
            (*first, *map(_field, row["field"]), *(one for one in last if one.key not in row.get("without", ()))),
            row.get("bar", True),
        )
        for row in read["kind"]
    }  # fmt: skip


def kind_at(path: str) -> Kind | None:
    """The kind whose public addresses begin with a word."""
    return next((kind for kind in kinds().values() if kind.path == path), None)


@cache
def choices(name: str) -> Mapping[str, Mapping[str, str]]:
    """A list to choose from: names by language for each code, in the order of the file. Raises KeyError."""
    found: Mapping[str, Mapping[str, str]] = _read("choices.toml")[name]
    return found


def chosen(name: str, code: str, language: str) -> str:
    """What a choice is called in a language; the code itself where the list no longer has it."""
    held = choices(name).get(code)
    return said_in(held, language) if held else code
