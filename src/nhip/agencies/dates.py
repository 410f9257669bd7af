"""Days as the data files write them: 2025-07-01; ~2025-07-01 for a bound; empty for a day no source gives."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def read_day(text: str) -> date | None:
    """The day, or None for an empty cell. Raises ValueError on anything else."""
    return date.fromisoformat(text.lstrip("~")) if text else None


def is_exact(*cells: str) -> bool:
    """False when one of the cells is only a bound."""
    return not any(cell.startswith("~") for cell in cells)


def latest(*days: date | None) -> date | None:
    """The latest of the days that are known."""
    known = [day for day in days if day is not None]
    return max(known) if known else None


def earliest(*days: date | None) -> date | None:
    """The earliest of the days that are known."""
    known = [day for day in days if day is not None]
    return min(known) if known else None
