"""The four flows of the thin thread (`data/thread.csv`), counted by kind; the whole set is in `catalogue.py`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from nhip.measurement.counting import Indicator


@cache
def packaged() -> tuple[Indicator, ...]:
    """Every indicator of the file, in its order."""
    text = resources.files("nhip.measurement").joinpath("data", "thread.csv").read_text("utf-8")
    return tuple(
        Indicator(row["code"], row["name"], row["kind"], row["unit"]) for row in csv.DictReader(text.splitlines())
    )
