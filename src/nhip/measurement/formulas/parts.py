"""What an aggregate keeps of the rows it saw, so that units can be put together in any order with the same result.

`merge` is commutative and associative and `EMPTY` changes nothing: communes first or departments first, one by one or
province by province, the country's value is the same to the last digit. Values are kept exactly, never as averages.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import reduce

from nhip.measurement.formulas.tree import Aggregate


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a series for one key: the later moment wins, then the greater row key."""

    at: datetime
    row: str
    value: Decimal

    @property
    def order(self) -> tuple[datetime, str]:
        return (self.at, self.row)


@dataclass(frozen=True, slots=True)
class Part:
    """What was seen of one unit's rows.

    `filed` rows of the entity were there at all. Counted in the things
    that rows stand for, `matched` met the condition and `stated` gave a value; `total` is their sum, `values` how often
    each value came (median, distinct). `ends` and `starts` hold the last reading of each key at the end of the period
    and before it.
    """

    filed: int = 0
    matched: Decimal = Decimal(0)
    stated: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    values: Mapping[Hashable, Decimal] = field(default_factory=dict)
    ends: Mapping[str, Reading] = field(default_factory=dict)
    starts: Mapping[str, Reading] = field(default_factory=dict)


EMPTY = Part()
_NONE = Decimal(0)


def merge(one: Part, other: Part) -> Part:
    """Both together."""
    return Part(
        one.filed + other.filed,
        one.matched + other.matched,
        one.stated + other.stated,
        one.total + other.total,
        _counted(one.values, other.values),
        _latest(one.ends, other.ends),
        _latest(one.starts, other.starts),
    )


def merged(parts: Iterable[Part]) -> Part:
    return reduce(merge, parts, EMPTY)


def finished(aggregate: Aggregate, part: Part, is_stock: bool) -> Decimal | None:
    """The aggregate's value. None where nothing was filed or nothing can be said; see docs/rules/formulas.md."""
    name = aggregate.name
    if name in ("last", "delta"):
        return _of_series(name, part)
    if name == "avg":
        return part.total / part.stated if part.stated else None
    if name == "median":
        return _median(part.values)
    if not part.filed and not is_stock:
        return None
    if name == "count":
        return part.matched
    if name == "distinct":
        return Decimal(len(part.values))
    if name == "whole" and part.stated != part.matched:
        return None
    return part.total if part.stated or not part.matched else None


def _of_series(name: str, part: Part) -> Decimal | None:
    if name == "last":
        return sum((one.value for one in part.ends.values()), Decimal(0)) if part.ends else None
    known = [key for key in part.ends if key in part.starts]
    return sum((part.ends[key].value - part.starts[key].value for key in known), Decimal(0)) if known else None


def _median(values: Mapping[Hashable, Decimal]) -> Decimal | None:
    count = sum(values.values(), Decimal(0))
    if not count:
        return None
    wanted = ((count - 1) // 2, count // 2)
    found: list[Decimal] = []
    seen = Decimal(0)
    for value in sorted(value for value in values if isinstance(value, Decimal)):
        seen += values[value]
        while len(found) < 2 and wanted[len(found)] < seen:
            found.append(value)
        if len(found) == 2:
            break
    low, high = found
    return (low + high) / 2


def _counted(one: Mapping[Hashable, Decimal], other: Mapping[Hashable, Decimal]) -> Mapping[Hashable, Decimal]:
    if not other:
        return one
    if not one:
        return other
    found = dict(one)
    for value, count in other.items():
        found[value] = found.get(value, _NONE) + count
    return found


def _latest(one: Mapping[str, Reading], other: Mapping[str, Reading]) -> Mapping[str, Reading]:
    if not other:
        return one
    found = dict(one)
    for key, reading in other.items():
        if key not in found or found[key].order < reading.order:
            found[key] = reading
    return found
