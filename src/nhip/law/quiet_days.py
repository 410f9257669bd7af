"""Days on which offices keep quiet: national mourning, as dated data with its sources.

During the two days of a national mourning no public entertainment is organised (Decree 105/2012/NĐ-CP, Article 10). The
days of each are announced anew; what is announced after this data was written is declared in the calendar itself.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class QuietDays:
    """A stretch of quiet days, both included. `kind`: mourning | election | other."""

    first: date
    last: date
    kind: str
    name: str
    basis: str
    source: str

    def holds(self, on: date) -> bool:
        return self.first <= on <= self.last


@cache
def packaged() -> tuple[QuietDays, ...]:
    """The stretches known when this edition was made, oldest first."""
    text = resources.files("nhip.law").joinpath("data", "quiet_days.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        QuietDays(
            date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row["kind"], row["name"], row["basis"],
            row["source"],
        )
        for row in rows
    )  # fmt: skip
