"""What a dashboard shows and for which periods, from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from nhip.measurement.periods import MONTHS, Period, Slot, slots

CALENDAR = "calendar"
GROUPS = (
    "resources", "steering", "release", "events", "reach", "listening", "press", "corrections", "feedback",
    "training", "results", "impact", "data_quality",
)  # fmt: skip


@cache
def _board() -> Mapping[str, Any]:
    text = resources.files("nhip.measurement").joinpath("data", "dashboard.toml").read_text("utf-8")
    return tomllib.loads(text)


def leading() -> tuple[str, ...]:
    """The numbers of the indicators that stand first."""
    return tuple(_board()["leading"])


def shown() -> int:
    """How many of them stand on the page."""
    return int(_board()["shown"])


def written(slot: Slot) -> str:
    """A period as an address says it: 2026-month-6."""
    return f"{slot.year}-{slot.kind}-{slot.number}"


def slot_from(text: str, today: date) -> Slot:
    """The period that an address names; the month before today's where it names none."""
    year, _, rest = text.partition("-")
    kind, _, number = rest.partition("-")
    try:
        return Slot(kind, int(year), int(number or 1))
    except (ValueError, KeyError):
        return Slot("month", today.year, today.month).previous()


def choices(today: date) -> list[Slot]:
    """Periods to choose from: what has begun of this year and the year before, the newest first."""
    found = []
    for year in (today.year, today.year - 1):
        for kind in MONTHS:
            found += [slot for slot in reversed(slots(kind, year)) if slot.period(CALENDAR).start <= today]
    return found


def series(slot: Slot) -> list[Slot]:
    """The periods of a trend that ends with this one, the oldest first."""
    found = [slot]
    while len(found) < int(_board()["trend"][slot.kind]):
        found.insert(0, found[0].previous())
    return found


def brief(slot: Slot) -> str:
    """A period under a bar: 6/26, II/26, 6T/26, 2026."""
    year = f"{slot.year % 100:02d}"
    if slot.kind == "month":
        return f"{slot.number}/{year}"
    if slot.kind == "quarter":
        return f"{('I', 'II', 'III', 'IV')[slot.number - 1]}/{year}"
    if slot.kind == "half":
        return f"6{'T' if slot.number == 1 else 'C'}/{year}"
    return str(slot.year) if slot.kind == "year" else f"9T/{year}"


def days(slot: Slot) -> Period:
    return slot.period(CALENDAR)
