"""The dated layout rules as values: what the law says of each element and where it says it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III, held as data in `data/decree30.toml` and `data/types.toml`.
Lengths are millimetres, letter sizes points.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Range:
    """What the law allows, ends included, and what we write."""

    least: float
    most: float
    use: float

    def holds(self, value: float, slack: float = 0.0) -> bool:
        return self.least - slack <= value <= self.most + slack


@dataclass(frozen=True, slots=True)
class Element:
    """One component of a document. None means the law does not say."""

    name: str
    point: str
    size: Range
    capitals: bool | None
    bold: bool | None
    italic: bool | None
    align: str | None
    line: Range | None
    text: str | None
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """All rules of one act. `raw` is the file itself for measures used once."""

    act: str
    font: str
    twins: tuple[str, ...]
    width: float
    height: float
    margins: Mapping[str, Range]
    page_number: Range
    elements: Mapping[str, Element]
    raw: Mapping[str, Any]

    def __getitem__(self, element: str) -> Element:
        return self.elements[element]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document; `letters` is False where the symbol bears no letters of the type (công văn)."""

    code: str
    name: str
    form: str  # named | decision | resolution | letter
    letters: bool


def _range(value: Mapping[str, float]) -> Range:
    return Range(value["from"], value.get("to", float("inf")), value["use"])


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("nhip.documents.composing").joinpath("data", name).read_text("utf-8"))


@cache
def decree30() -> Layout:
    """The layout of Decree 30/2020, in force since 5 March 2020."""
    raw = _data("decree30.toml")
    elements = {
        name: Element(
            name=name,
            point=rule["point"],
            size=_range(rule["size"]),
            capitals=rule.get("capitals"),
            bold=rule.get("bold"),
            italic=rule.get("italic"),
            align=rule.get("align"),
            line=_range(rule["line"]) if "line" in rule else None,
            text=rule.get("text"),
            more=rule,
        )
        for name, rule in raw["element"].items()
    }
    return Layout(
        act=raw["source"]["act"],
        font=raw["font"]["name"],
        twins=tuple(raw["font"]["twins"]),
        width=raw["page"]["width"],
        height=raw["page"]["height"],
        margins={side: _range(value) for side, value in raw["page"]["margins"].items()},
        page_number=_range(raw["page"]["number"]["size"]),
        elements=elements,
        raw=raw,
    )


@cache
def document_types() -> Mapping[str, DocumentType]:
    """Types by code, `CV` for an official letter."""
    return {
        code: DocumentType(code, rule["name"], rule["form"], rule.get("letters", True))
        for code, rule in _data("types.toml")["type"].items()
    }
