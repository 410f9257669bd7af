"""Values of indicators for units and periods, with what they are worth and what they are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from nhip.agencies import series
from nhip.agencies.directory import Directory
from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.units import key_of_row
from nhip.journal.actors import Machine
from nhip.law.holidays import vietnam
from nhip.measurement import catalogue, composites, dictionary
from nhip.measurement.catalogue import Indicator
from nhip.measurement.composites import Index
from nhip.measurement.figures import MISSING, Compared, Figure, judge
from nhip.measurement.formulas.evaluating import Setting
from nhip.measurement.models.definitions import Definition, Target
from nhip.measurement.models.signed import Restatement, SignedFigure
from nhip.measurement.queries.rows import Gathered, gather, unit_row, unit_rows
from nhip.measurement.rows import Span
from nhip.measurement.scope import AS_IS, AS_WAS, Scope

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


class Days(Protocol):
    """Whatever has a first and a last day: a `Period`, a `Span`."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...


def value_of(
    asker: Account, code: str, unit: Unit | str, period: Days, view: str = AS_WAS, *, live: bool = False
) -> Figure:
    """One indicator of one unit in one period. `live`: computed now, even where the period was signed.

    Raises PermissionDenied without the permit at the unit, KeyError for a code that no indicator has.
    """
    return values_for(asker, (code,), (unit,), period, view, live=live)[0]


def values_for(
    asker: Account, codes: Iterable[str], units: Sequence[Unit | str], period: Days, view: str = AS_WAS, *,
    live: bool = False, compare: bool = True,
) -> list[Figure]:  # fmt: skip
    """Each indicator of each unit, unit by unit. Rows are read once for all of them."""
    rows = unit_rows(units)
    for unit in rows:
        if not sees(asker, unit):
            raise PermissionDenied("measurement.read")
    span = Span(period.start, period.end)
    indicators = definitions(codes, span.end)
    entities = {name for one in indicators for name in one.tree.entities}
    held = gather(asker, entities, span.year_before.start if compare else span.start, span.end)
    signed = {} if live or view == AS_IS else _signed(rows, [span])
    targets = _targets(rows, span)
    return [
        _figure(
            held,
            one,
            unit,
            span,
            view,
            compare,
            signed.get((unit.key, one.code, span)),
            targets.get((unit.key, one.code)),
        )
        for unit in rows
        for one in indicators
    ]


def trends(
    asker: Account, codes: Sequence[str], unit: Unit | str, periods: Sequence[Days], view: str = AS_WAS
) -> dict[str, list[Figure]]:
    """Indicators of one unit over periods in order of time: code as asked -> a figure a period, breaks marked."""
    row = unit_row(unit)
    if not sees(asker, row):
        raise PermissionDenied("measurement.read")
    spans = [Span(one.start, one.end) for one in periods]
    indicators = dict(zip(codes, definitions(codes, spans[-1].end), strict=True))
    entities = {name for one in indicators.values() for name in one.tree.entities}
    held = gather(asker, entities, spans[0].start, spans[-1].end)
    signed = {} if view == AS_IS else _signed([row], spans)
    return {
        code: [
            _figure(held, one, row, span, view, False, signed.get((row.key, one.code, span)), None) for span in spans
        ]
        for code, one in indicators.items()
    }


def by_unit(
    asker: Account, codes: Sequence[str], units: Sequence[Unit | str], period: Days, view: str = AS_WAS
) -> dict[str, list[Figure]]:
    """Comparison of units: code -> a figure for each unit, in the order of the units. Without comparisons over time."""
    found = values_for(asker, codes, units, period, view, compare=False)
    return {code: [figure for figure in found if code in (figure.code, figure.id)] for code in codes}


def indices(asker: Account, unit: Unit | str, period: Days, view: str = AS_WAS) -> list[Index]:
    """The composite indices of a unit in a period, each with all its parts."""
    codes = dict.fromkeys(code for one in composites.packaged() for code in one.parts)
    figures = values_for(asker, list(codes), (unit,), period, view, compare=False)
    return [composites.index_of(one, figures) for one in composites.packaged()]


def definition(code: str, on: date) -> Indicator:
    """The indicator as it is defined on a day: the packaged one, or the version that the organisation put in its place.

    Raises KeyError for a code that no indicator has.
    """
    return definitions((code,), on)[0]


def definitions(codes: Iterable[str], on: date) -> list[Indicator]:
    """Each indicator as it is defined on the day; see `definition`."""
    packaged = [catalogue.indicator(code) for code in codes]
    rows = Definition.objects.filter(code__in=[one.code for one in packaged], valid_from__lte=on).order_by("version")
    own = {row.code: row for row in rows if row.valid_to is None or on <= row.valid_to}
    return [_replaced(one, own[one.code]) if one.code in own else one for one in packaged]


def _replaced(packaged: Indicator, own: Definition) -> Indicator:
    return replace(
        packaged, formula=own.formula, version=own.version, valid_from=own.valid_from, valid_to=own.valid_to,
        owner=own.owner,
    )  # fmt: skip


def sees(asker: Account | Machine, unit: Unit) -> bool:
    """Whether the asker may read the unit's figures: at the unit, or holding a role at a body of the same commune.

    The house's own clerk sees all: it looks over what was signed.
    """
    if isinstance(asker, Machine):
        return True
    if may(asker, "measurement.read", unit.pk or 0):  # 0 is nobody's: a unit without a row is seen by those who see all
        return True
    home = unit.key.partition("/")[0]
    for held in asker.held():
        if held.unit_id is not None and may(asker, "measurement.read", held.unit_id):
            own = key_of_row(asker, held.unit_id) or ""
            if own.partition("/")[0] == home and _same_agency(own, unit.key):
                return True
    return False


def _same_agency(own: str, asked: str) -> bool:
    """A territory and its People's Committee are one agency; the offices of a commune are its own as well."""
    territory = own.partition("/")[0]
    whole = {territory, f"{territory}/uy-ban-nhan-dan"}
    return asked in whole and (own in whole or "." in territory)


# -- one figure ------------------------------------------------------------------------------------------------------


def _figure(
    held: Gathered, indicator: Indicator, unit: Unit, span: Span, view: str, compare: bool,
    signed: SignedFigure | None, target: Decimal | None,
) -> Figure:  # fmt: skip
    figure = _judged(held, indicator, unit.key, span, view)
    if compare:
        figure = replace(
            figure,
            previous=_compared(held, _judged(held, indicator, unit.key, span.before, view), span),
            same_last_year=_compared(held, _judged(held, indicator, unit.key, span.year_before, view), span),
        )
    target = indicator.target_default if target is None else target
    figure = replace(figure, breaks=_turned(held, unit.key, span.before, span), target=target)
    return figure if signed is None else _as_signed(figure, signed)


def _judged(held: Gathered, indicator: Indicator, unit: str, span: Span, view: str) -> Figure:
    """The figure as the rows at hand give it; worked out once for as long as they are held."""
    key = (indicator, unit, span, view, timezone.localdate())
    if key not in held.figures:
        held.figures[key] = _judged_now(held, indicator, unit, span, view)
    return held.figures[key]


def _judged_now(held: Gathered, indicator: Indicator, unit: str, span: Span, view: str) -> Figure:
    today = timezone.localdate()
    scope = Scope(held.directory, unit, span.end, view, max(today, span.end) if view == AS_IS else None)
    setting = Setting(span, dictionary.packaged(), vietnam())
    rows = held.of(scope, indicator.tree.entities, span)
    figure = judge(indicator, rows, setting, unit=unit, view=view)
    if view == AS_WAS:
        return figure
    if scope.broken:
        return replace(figure, value=None, state=MISSING, proven=None, declared=None, estimated=None, mark="split")
    was = Scope(held.directory, unit, span.end)
    used = set(figure.rows)
    reporters = {row.unit for found in rows.values() for row in found if row.key in used}
    return replace(figure, mark="" if all(was.holds(one) for one in reporters) else "summed")


def _compared(held: Gathered, figure: Figure, span: Span) -> Compared:
    """As it was, with what changed since its first day; as it is, both values are of one and the same unit."""
    breaks = _crossed(held, figure.unit, figure.begin, span.end) if figure.view == AS_WAS else ()
    return Compared(figure.begin, figure.end, figure.value, figure.state, figure.qualifier, breaks)


def _crossed(held: Gathered, unit: str, first: date, last: date) -> tuple[series.Break, ...]:
    return _turned(held, unit, Span(first, first), Span(last, last))


def _turned(held: Gathered, unit: str, before: Span, span: Span) -> tuple[series.Break, ...]:
    """The breaks between two periods; the same for every indicator of the unit, so worked out once."""
    key = (unit, before, span)
    if key not in held.crossed:
        held.crossed[key] = _breaks(held.directory, unit, before, span)
    return held.crossed[key]


def _breaks(directory: Directory, unit: str, before: Span, span: Span) -> tuple[series.Break, ...]:
    """Changes of the unit between two periods, by which its values cannot be held together without a mark."""
    told = [series.Value(unit, one.start, one.end, Decimal(0)) for one in (before, span)]
    home = unit.removesuffix("/uy-ban-nhan-dan")
    places = dict.fromkeys((unit, home))
    found = [
        broken
        for place in places
        if directory.knows(place)
        for line in series.as_it_was(directory, [replace(one, unit=place) for one in told]).series
        for broken in line.points[-1].breaks
    ]
    return tuple(dict.fromkeys(found))


def _as_signed(figure: Figure, signed: SignedFigure) -> Figure:
    """The number that was signed stands; what would be computed now stands beside it where it was restated."""
    restatement = signed.restatements.exclude(state=Restatement.State.REFUSED).last()
    restated = None
    if restatement is not None:
        value = decimal_of(restatement.value)
        restated = Compared(figure.begin, figure.end, value, restatement.state)
    return replace(
        figure, value=decimal_of(signed.value), state=signed.state, proven=decimal_of(signed.proven),
        declared=decimal_of(signed.declared), estimated=decimal_of(signed.estimated), qualifier=signed.qualifier,
        rows=tuple(signed.row_keys), formula=signed.formula, version=signed.version, hash=signed.hash, signed=True,
        restated=restated,
    )  # fmt: skip


def decimal_of(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _signed(units: Sequence[Unit], spans: Sequence[Span]) -> Mapping[tuple[str, str, Span], SignedFigure]:
    """The signed figures of these units in these periods, read once for all of them."""
    rows = SignedFigure.objects.filter(
        period__unit__key__in=[unit.key for unit in units], period__begin__in=[span.start for span in spans]
    )
    asked = set(spans)
    found = {
        (row.period.unit.key, row.code, Span(row.period.begin, row.period.end)): row
        for row in rows.select_related("period__unit").prefetch_related("restatements")
    }
    return {key: row for key, row in found.items() if key[2] in asked}


def _targets(units: Sequence[Unit], span: Span) -> Mapping[tuple[str, str], Decimal]:
    rows = Target.objects.select_related("unit").filter(
        unit__key__in=[unit.key for unit in units], begin=span.start, end=span.end
    )
    return {(row.unit.key, row.code): row.value.normalize() for row in rows}
