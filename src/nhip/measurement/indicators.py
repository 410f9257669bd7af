"""The indicators as shipped in `data/indicators.csv`: flows counted by kind; formulas come with the whole set."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from nhip.measurement.counting import Indicator


@cache
def packaged() -> tuple[Indicator, ...]:
    """Every indicator of the file, in its order."""
    text = resources.files("nhip.measurement").joinpath("data", "indicators.csv").read_text("utf-8")
    return tuple(
        Indicator(row["code"], row["name"], row["kind"], row["unit"]) for row in csv.DictReader(text.splitlines())
    )
