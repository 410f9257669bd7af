"""Values over years of reform: as it was, and as it is.

As it was: each value stays at the unit that reported it, under its name of that time. As it is: values of units that
went over whole into one successor are summed there. What was split is never shared out: the point is empty, marked,
and says which values could not be placed. Where a series crosses an event it carries a mark. docs/rules/tenure.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nhip.agencies.directory import Directory
from nhip.agencies.tenure import events_from, events_into, name_on, predecessors, successors
from nhip.agencies.units import Event


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that a unit reported for a period (first and last day)."""

    unit: str
    start: date
    end: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Break:
    """An event that a series crosses between two points."""

    on: date
    kind: str
    act: str


@dataclass(frozen=True, slots=True)
class Point:
    """A period of one unit's series. `value` None: it cannot be known from what was reported.

    `mark`: "" plain; "summed" whole predecessors added up; "split" a predecessor was divided; "missing" a whole
    predecessor did not report (they are named in `missing`).
    """

    start: date
    end: date
    value: Decimal | None
    mark: str
    parts: tuple[Value, ...]
    missing: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One unit's points in order of time, under its name on the day of the view."""

    unit: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All series of a view, and the values that belong to no unit of it, each with the reason."""

    series: tuple[Series, ...]
    unplaced: tuple[tuple[Value, str], ...]


def as_it_was(directory: Directory, values: Iterable[Value]) -> View:
    """Every value at the unit that reported it, under its name at the end of the last period reported."""
    grouped: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        grouped[value.unit].append(value)
    series = []
    for unit, rows in grouped.items():
        rows.sort(key=lambda row: row.start)
        points = [Point(row.start, row.end, row.value, "", (row,)) for row in rows]
        name = name_on(directory, unit, rows[-1].end)
        series.append(Series(unit, name, _with_breaks(points, _events_of(directory, [unit]))))
    return View(tuple(series), ())


def as_it_is(directory: Directory, values: Iterable[Value], on: date) -> View:
    """The values as series of the units that stand on a day. Only whole successions carry a value over."""
    placed: dict[str, dict[tuple[date, date], list[Value]]] = defaultdict(lambda: defaultdict(list))
    broken: dict[str, set[tuple[date, date]]] = defaultdict(set)
    unplaced: list[tuple[Value, str]] = []
    for value in values:
        found = successors(directory, value.unit, on)
        period = (value.start, value.end)
        if len(found) == 1 and found[0].automatic and found[0].unit is not None:
            placed[found[0].unit][period].append(value)
            continue
        unplaced.append((value, found[0].why if len(found) == 1 else "split"))
        for item in found:
            if item.unit is not None and any(step.link.basis != "function" for step in item.steps):
                broken[item.unit].add(period)
    series = []
    for unit in dict.fromkeys([*placed, *broken]):
        periods = sorted({*placed[unit], *broken[unit]})
        points = [_point(directory, unit, period, placed[unit][period], period in broken[unit]) for period in periods]
        sources = [unit, *{row.unit for rows in placed[unit].values() for row in rows}]
        name = name_on(directory, unit, on)
        series.append(Series(unit, name, _with_breaks(points, _events_of(directory, sources))))
    return View(tuple(series), tuple(unplaced))


def _point(directory: Directory, unit: str, period: tuple[date, date], rows: list[Value], is_broken: bool) -> Point:
    start, end = period
    own = len(rows) == 1 and rows[0].unit == unit
    if is_broken:
        return Point(start, end, None, "split", tuple(rows))
    if own:
        return Point(start, end, rows[0].value, "", tuple(rows))
    reported = {row.unit for row in rows}
    expected = predecessors(directory, unit, end)
    if any(not item.automatic for item in expected):
        return Point(start, end, None, "split", tuple(rows))
    missing = tuple(sorted({item.unit for item in expected if item.unit and item.unit not in reported}))
    if missing:
        return Point(start, end, None, "missing", tuple(rows), missing)
    return Point(start, end, sum((row.value for row in rows), Decimal(0)), "summed", tuple(rows))


def rebuilt(directory: Directory, values: Iterable[Value], unit: str, on: date) -> Series:
    """A unit that has ended, rebuilt from its successors: only where all of them came from it alone and whole.

    `on` is a day after its end. Each period is the sum of all successors; a period that one of them lacks is empty.
    Raises KeyError for an unknown unit.
    """
    parts = successors(directory, unit, on)
    inside = all(item.unit and step.link.basis == "whole" for item in parts for step in item.steps)
    wanted = {item.unit for item in parts if item.unit}
    grouped: dict[tuple[date, date], list[Value]] = defaultdict(list)
    for value in values:
        if value.unit in wanted:
            grouped[value.start, value.end].append(value)
    points = []
    for (start, end), rows in sorted(grouped.items()):
        missing = tuple(sorted(wanted - {row.unit for row in rows}))
        if not inside:
            points.append(Point(start, end, None, "split", tuple(rows)))
        elif missing:
            points.append(Point(start, end, None, "missing", tuple(rows), missing))
        else:
            points.append(Point(start, end, sum((row.value for row in rows), Decimal(0)), "summed", tuple(rows)))
    return Series(unit, name_on(directory, unit, on), _with_breaks(points, _events_of(directory, [unit])))


def _events_of(directory: Directory, units: Iterable[str]) -> list[Event]:
    found = [e for unit in units for e in (*events_from(directory, unit), *events_into(directory, unit))]
    return [event for event in {event.key: event for event in found}.values() if event.kind not in ("move", "unknown")]


def _with_breaks(points: list[Point], events: list[Event]) -> tuple[Point, ...]:
    """Marks each point at which the series has crossed an event since the point before, or inside its own period."""
    made: list[Point] = []
    before: date | None = None
    for point in points:
        since = before or point.start
        crossed = [e for e in events if e.on is not None and since < e.on <= point.end]
        breaks = tuple(dict.fromkeys(Break(e.on, e.kind, e.act) for e in crossed if e.on is not None))
        made.append(Point(point.start, point.end, point.value, point.mark, point.parts, point.missing, breaks))
        before = point.end
    return tuple(made)
