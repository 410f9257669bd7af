"""The event dictionary: which entities formulas may read, with which fields. The data is `data/dictionary.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

KINDS = ("flow", "stock", "series")
TYPES = ("text", "number", "moment", "day", "truth", "unit")


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of row. `period` is the field that says when ("" for a stock, which is valid between two days)."""

    code: str
    name: str
    kind: str
    period: str
    fields: Mapping[str, str] = field(hash=False)
    room: str
    """The room whose rows are read; "entered" where people declare, enter or import them."""
    carry: bool = True
    """Whether a value of a series still speaks in later periods."""


Dictionary = Mapping[str, Entity]


@cache
def packaged() -> Dictionary:
    """Every entity of the file. Raises ValueError where the file contradicts itself."""
    text = resources.files("nhip.measurement").joinpath("data", "dictionary.toml").read_text("utf-8")
    return {code: _entity(code, row) for code, row in tomllib.loads(text).items()}


def _entity(code: str, row: Mapping[str, object]) -> Entity:
    fields, kind, period = row["fields"], str(row["kind"]), str(row.get("period", ""))
    assert isinstance(fields, dict)
    if kind not in KINDS or (kind == "stock") == bool(period) or (period and period not in fields):
        raise ValueError(f"dictionary.toml: {code}: kind {kind!r} does not go with period {period!r}")
    if wrong := {name: of for name, of in fields.items() if of not in TYPES}:
        raise ValueError(f"dictionary.toml: {code}: {wrong}")
    return Entity(code, str(row["name"]), kind, period, fields, str(row["from"]), bool(row.get("carry", True)))
