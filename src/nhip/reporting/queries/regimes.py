"""Regimes and outlines as they stand in the tables; the packaged ones where nobody loaded them yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from nhip.reporting import regimes
from nhip.reporting.models.regimes import Outline, Regime
from nhip.text.sorting import key


def outlines(asker: object) -> Mapping[str, regimes.Outline]:
    """Every outline by code."""
    held = {row.code: regimes.outline_from(row.data) for row in Outline.objects.order_by("pk")}
    return held or regimes.packaged_outlines()


@dataclass(frozen=True, slots=True)
class Version:
    """A regime as it reads between two days. `ground`: the act by which somebody here changed it.

    `rounds`: how many were opened by it.
    """

    regime: regimes.Regime
    ground: str
    ours: bool
    rounds: int

    def stands(self, on: date) -> bool:
        return self.regime.holds(on)


def versions(asker: object, code: str = "") -> list[Version]:
    """Every version that is known, by name and then the newest first; of one regime where a code is given."""
    rows = Regime.objects.filter(code=code) if code else Regime.objects.all()
    held = [
        Version(_value(row), row.ground, not row.packaged and bool(row.ground), row.count)
        for row in rows.annotate(count=Count("rounds"))
    ]
    if not held and not Regime.objects.exists():
        held = [Version(one, "", False, 0) for one in regimes.packaged() if code in ("", one.code)]
    return sorted(held, key=lambda one: (key(one.regime.name), -one.regime.valid_from.toordinal()))


def regimes_on(asker: object, on: date) -> list[regimes.Regime]:
    """The regimes in force on a day."""
    held = [_value(row) for row in Regime.objects.exclude(valid_to__lt=on).filter(valid_from__lte=on)]
    return held or [one for one in regimes.packaged() if one.holds(on)]


def regime(asker: object, code: str, on: date) -> regimes.Regime | None:
    return next((one for one in regimes_on(asker, on) if one.code == code), None)


def _value(row: Regime) -> regimes.Regime:
    """With the end that the table keeps: the data of a version do not know that another followed."""
    return replace(regimes.regime_from(row.data), valid_to=row.valid_to)
