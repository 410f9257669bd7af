"""Regimes and outlines as they stand in the tables; the packaged ones where nobody loaded them yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nhip.reporting import regimes
from nhip.reporting.models.regimes import Outline, Regime


def outlines(asker: object) -> Mapping[str, regimes.Outline]:
    """Every outline by code."""
    held = {row.code: regimes.outline_from(row.data) for row in Outline.objects.order_by("pk")}
    return held or regimes.packaged_outlines()


def regimes_on(asker: object, on: date) -> list[regimes.Regime]:
    """The regimes in force on a day."""
    held = [regimes.regime_from(row.data) for row in Regime.objects.exclude(valid_to__lt=on).filter(valid_from__lte=on)]
    return held or [one for one in regimes.packaged() if one.holds(on)]


def regime(asker: object, code: str, on: date) -> regimes.Regime | None:
    return next((one for one in regimes_on(asker, on) if one.code == code), None)
