"""The spokesperson report of a year on demand: its measures, each with the events behind it, and its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied

from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.documents.composing.draft import Draft
from nhip.law.holidays import vietnam
from nhip.measurement.periods import Period, Slot
from nhip.measurement.queries.rows import gather
from nhip.measurement.rows import Span
from nhip.measurement.scope import Scope
from nhip.reporting.composition.spokesperson import spokesperson_draft
from nhip.reporting.queries.composed import issuer_of
from nhip.reporting.regimes import Regime, packaged
from nhip.reporting.spokesperson import ENTITIES, Measure, holds, measures

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

REGIME = "spokesperson_year"


@dataclass(frozen=True, slots=True)
class Yearly:
    """A year's report. `due`: the last day to send; `holds`: the decree was in force when the window closed."""

    period: Period
    due: date | None
    measures: tuple[Measure, ...]
    draft: Draft
    holds: bool


def spokesperson_year(asker: Account, unit: Unit, year: int, *, difficulties: str = "", proposals: str = "") -> Yearly:
    """The yearly report of a provincial committee. Raises PermissionDenied without the permit at the unit."""
    if not may(asker, "reporting.read", unit):
        raise PermissionDenied("reporting.read")
    regime, slot = _regime(), Slot("year", year, 1)
    period = slot.period(regime.window)
    held, span = directory(asker), Span(period.start, period.end)
    rows = gather(asker, ENTITIES, period.start, period.end).of(Scope(held, unit.key, period.end), ENTITIES, span)
    found = measures(rows)
    draft = spokesperson_draft(
        issuer_of(held, unit.key, period.end), period, found,
        addressees=[one.name for one in regime.receivers], difficulties=difficulties, proposals=proposals,
        sample=bool(getattr(settings, "NHIP_SAMPLE", False)),
    )  # fmt: skip
    return Yearly(period, regime.due_for("province", slot, vietnam()), found, draft, holds(period.end))


def _regime() -> Regime:
    return next(one for one in packaged() if one.code == REGIME)
