"""Two composite indices, published beside their parts and never instead of them. The data is `data/composites.toml`.

Attainment of a part: floor, coverage and plan min(1, value / target); ceiling min(1, target / max(value, target)), and
with a target of 0 it is 1 for 0 and 0 otherwise. A part without a value or target drops out; its share is told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.measurement.figures import Figure


@dataclass(frozen=True, slots=True)
class Composite:
    """A composite as defined: the numbers of the indicators whose attainment is averaged."""

    code: str
    name: str
    basis: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attained:
    """A part and how far it was reached, from 0 to 1; None where it drops out."""

    figure: Figure
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Index:
    """A composite's value in hundredths, None where no part has one, with all its parts."""

    composite: Composite
    value: Decimal | None
    parts: tuple[Attained, ...]

    @property
    def counted(self) -> int:
        """How many parts it is made of."""
        return sum(part.value is not None for part in self.parts)

    @property
    def left_out(self) -> int:
        return len(self.parts) - self.counted


@cache
def packaged() -> tuple[Composite, ...]:
    text = resources.files("nhip.measurement").joinpath("data", "composites.toml").read_text("utf-8")
    rows = tomllib.loads(text).items()
    return tuple(Composite(code, row["name"], row["basis"], tuple(row["parts"])) for code, row in rows)


def attainment(figure: Figure) -> Decimal | None:
    """How far a figure reached its target, from 0 to 1."""
    value, target = figure.value, figure.target
    if value is None or target is None:
        return None
    if figure.target_type == "ceiling":
        if target == 0:
            return Decimal(1 if value == 0 else 0)
        return min(Decimal(1), target / max(value, target))
    if figure.target_type in ("floor", "coverage", "plan") and target > 0:
        return min(Decimal(1), max(value, Decimal(0)) / target)
    return None


def index_of(composite: Composite, figures: Iterable[Figure]) -> Index:
    """The composite over its parts' figures: the mean of the attainments that can be told, in hundredths."""
    held = {figure.id: figure for figure in figures}
    parts = tuple(Attained(held[code], attainment(held[code])) for code in composite.parts if code in held)
    known = [part.value for part in parts if part.value is not None]
    value = 100 * sum(known, Decimal(0)) / len(known) if known else None
    return Index(composite, value, parts)
