"""A figure told apart by a field of its rows: by topic, language, channel, agency. The same rows, the same formula.

A field is carried by the rows themselves, so a figure can be told apart only where every entity that its formula reads
knows the field and some row states it; otherwise that is said, never guessed. What no row states stands as a group of
its own. Parts of a sum or a count add up to the figure and have a share; parts of a share, a median or a count of
different things do not, and have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nhip.measurement.catalogue import Indicator
from nhip.measurement.formulas.evaluating import Setting, evaluate
from nhip.measurement.rows import Row, Value, local_day

OF_AGENCY, OF_LEVEL = "org", "org.level"
"""Breakdowns by who reported, which every row says."""

NOT_STATED = ""
WHOLE, FIELD_UNKNOWN, NONE_STATED, NO_ROWS, NO_VALUE = "whole", "field_unknown", "none_stated", "no_rows", "no_value"
"""Whether it can be told apart: yes; an entity has no such field; no row states it; no rows; no part has a value."""


@dataclass(frozen=True, slots=True)
class Group:
    """`value` None: nothing can be said of this part (a zero denominator). `share` is of the figure, from 0 to 1."""

    key: str
    value: Decimal | None
    share: Decimal | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`state`: one of the words above; groups stand from the greatest to the least, what is not stated last."""

    field: str
    state: str
    groups: tuple[Group, ...] = ()


Level = Callable[[str], str]
"""The level of the agency that reported, by its key."""


def breakdowns(
    indicator: Indicator, rows: Mapping[str, Iterable[Row]], used: Sequence[str], setting: Setting, level: Level
) -> tuple[Breakdown, ...]:
    """One for each field that the indicator names. `used`: the keys of the rows behind the figure."""
    wanted = frozenset(used)
    held = {entity: [row for row in found if row.key in wanted] for entity, found in rows.items()}
    return tuple(_breakdown(indicator, held, name, setting, level) for name in indicator.breakdown)


def _breakdown(
    indicator: Indicator, rows: Mapping[str, Sequence[Row]], name: str, setting: Setting, level: Level
) -> Breakdown:
    entities = indicator.tree.entities
    by_agency = name in (OF_AGENCY, OF_LEVEL)
    if not by_agency and any(name not in setting.dictionary[entity].fields for entity in entities):
        return Breakdown(name, FIELD_UNKNOWN)
    parted: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for entity, found in rows.items():
        for row in found:
            if row.count:  # "không phát sinh" is of no group
                parted[_said(row, name, level)][entity].append(row)
    if not parted:
        return Breakdown(name, NO_ROWS)
    if set(parted) == {NOT_STATED}:
        return Breakdown(name, NONE_STATED)
    told = {key: evaluate(indicator.tree, held, setting, indicator.version) for key, held in parted.items()}
    if all(one.value is None for one in told.values()):
        return Breakdown(name, NO_VALUE)
    whole = sum((one.value for one in told.values() if one.value), Decimal(0)) if indicator.tree.adds_up else None
    groups = [
        Group(key, one.value, one.value / whole if whole and one.value is not None else None, one.rows)
        for key, one in told.items()
    ]
    order = sorted(groups, key=lambda one: (one.key == NOT_STATED, -(one.value or Decimal(0)), one.key))
    return Breakdown(name, WHOLE, tuple(order))


def _said(row: Row, name: str, level: Level) -> str:
    if name == OF_AGENCY:
        return row.unit
    if name == OF_LEVEL:
        return level(row.unit)
    return _text(row.fields.get(name))


def _text(value: Value) -> str:
    if value is None:
        return NOT_STATED
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return local_day(value).isoformat()
    return str(value)
