"""A small world of rows for the tests of formulas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from nhip.law.holidays import vietnam
from nhip.measurement.dictionary import packaged
from nhip.measurement.formulas.evaluating import Setting
from nhip.measurement.rows import VIETNAM, Row, Span


def at(day: str, hour: int = 8) -> datetime:
    first = date.fromisoformat(day)
    return datetime(first.year, first.month, first.day, hour, tzinfo=VIETNAM)


def row(key: str, unit: str = "xa-a", **fields: object) -> Row:
    """A row; whole numbers become decimals."""
    held = {
        name: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in fields.items()
    }
    return Row(key, unit, held)


@pytest.fixture
def june() -> Setting:
    return Setting(Span(date(2026, 6, 1), date(2026, 6, 30)), packaged(), vietnam())
