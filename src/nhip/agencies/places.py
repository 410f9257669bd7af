"""Where a standing unit of territory lies: one point each, for maps without borders. Data: `data/places.csv.gz`.

Source: the package vietnamadminunits 1.0.4 (MIT), checked by name and code against our own table of units; the points
themselves no second source confirms. Built by tools/build_places.py.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


def place_of(unit: str) -> Place | None:
    """The point of a commune or a province that stands since 1 July 2025; None for any other body."""
    return _places().get(unit)


@cache
def _places() -> Mapping[str, Place]:
    packed = resources.files("nhip.agencies").joinpath("data", "places.csv.gz").read_bytes()
    rows = csv.DictReader(io.StringIO(gzip.decompress(packed).decode()))
    return {row["unit"]: Place(float(row["latitude"]), float(row["longitude"])) for row in rows}
