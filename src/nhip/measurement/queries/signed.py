"""Signed periods: found again, recomputed from the rows that were frozen with them, held against what is known now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.law.holidays import vietnam
from nhip.measurement import catalogue, dictionary
from nhip.measurement.figures import Figure, judge
from nhip.measurement.formulas.evaluating import Setting
from nhip.measurement.models.signed import SignedFigure, SignedPeriod
from nhip.measurement.queries.indicators import sees, value_of
from nhip.measurement.rows import Row, Span, typed
from nhip.measurement.scope import AS_WAS

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Difference:
    """What would be computed now for a signed figure, and which rows make the difference."""

    now: Figure
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.removed)


def signed_periods(asker: Account) -> QuerySet[SignedPeriod]:
    """The signed periods that the asker may see."""
    rows = SignedPeriod.objects.select_related("unit", "signed_by")
    seen = [row.pk for row in rows if sees(asker, row.unit)]
    return rows.filter(pk__in=seen).order_by("-begin", "pk")


def recomputed(signed: SignedFigure) -> Figure:
    """The figure made again from the frozen rows by the frozen formula: the same number and the same hash."""
    period = signed.period
    indicator = replace(catalogue.indicator(signed.code), formula=signed.formula, version=signed.version)
    known = dictionary.packaged()
    rows: dict[str, list[Row]] = {name: [] for name in indicator.tree.entities}
    for row in period.rows.filter(entity__in=rows):
        types = {**known[row.entity].fields, "valid_from": "day", "valid_to": "day"}
        fields = typed(row.fields, types)
        rows[row.entity].append(Row(row.key, row.unit, fields, row.standing, row.qualifier, Decimal(row.count)))
    setting = Setting(Span(period.begin, period.end), known, vietnam())
    return judge(indicator, rows, setting, unit=period.unit.key, view=AS_WAS)


def difference(asker: Account, signed: SignedFigure) -> Difference | None:
    """What is known now and was not when the figure was signed; None where the number and its rows are the same."""
    span = Span(signed.period.begin, signed.period.end)
    now = value_of(asker, signed.code, signed.period.unit, span, live=True)
    if now.hash == signed.hash:
        return None
    was, held = set(signed.row_keys), set(now.rows)
    return Difference(now, tuple(sorted(held - was)), tuple(sorted(was - held)))
