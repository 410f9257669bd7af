"""Evaluates a formula over rows: each aggregate keeps a part, the parts make the value, the rows behind it are named.

Numbers are decimals throughout. A missing value stays missing: what is compared with it is unknown, what is added to
it is missing, and a zero denominator gives nothing, never 0 and never 100.
"""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from nhip.law.holidays import Calendar
from nhip.measurement.dictionary import Dictionary, Entity
from nhip.measurement.formulas import tree
from nhip.measurement.formulas.parts import EMPTY, Part, Reading, finished, merge
from nhip.measurement.rows import Row, Span, Value, instant, local_day

Rows = Mapping[str, Iterable[Row]]
_Judge = Callable[[Row], bool | None]
_Worth = Callable[[Row], Value]

_COMPARES: Mapping[str, Callable[..., bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_HOUR = timedelta(hours=1)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a formula needs besides rows: the period, the dictionary, the working days."""

    span: Span
    dictionary: Dictionary
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Result:
    """A value with all it takes to make it again. `rows` are the keys of the rows behind it, sorted.

    `undefined`: rows are there and still nothing can be said (a zero denominator).
    """

    value: Decimal | None
    rows: tuple[str, ...]
    filed: bool
    formula: str
    version: int
    span: Span
    hash: str

    @property
    def undefined(self) -> bool:
        return self.value is None and self.filed


@dataclass(slots=True)
class _Kept:
    """What is gathered for one aggregate while rows pass."""

    part: Part = EMPTY
    rows: list[Row] = field(default_factory=list)


def evaluate(formula: tree.Formula, rows: Rows, setting: Setting, version: int = 1) -> Result:
    """The formula's value over the rows. A row that counts nought times says that there was nothing: 0, not null."""
    found = [_gather(one, rows.get(one.entity, ()), setting) for one in formula.aggregates]
    parts = tuple(kept.part for kept in found)
    behind = {row.key: row for kept in found for row in kept.rows}
    value = bare(combine(formula, parts, setting))
    keys = tuple(sorted(behind))
    said = [
        formula.text, version, setting.span.start.isoformat(), setting.span.end.isoformat(), str(value),
        [[key, behind[key].digest] for key in keys],
    ]  # fmt: skip
    seal = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return Result(value, keys, any(part.filed for part in parts), formula.text, version, setting.span, seal)


def bare(value: Decimal | None) -> Decimal | None:
    """The same number in its shortest form: 30, not 30.000 as a column of a database gives it."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def parts_of(formula: tree.Formula, rows: Rows, setting: Setting) -> tuple[Part, ...]:
    """One part for each aggregate of the formula, to be merged with those of other units."""
    return tuple(_gather(one, rows.get(one.entity, ()), setting).part for one in formula.aggregates)


def merge_all(one: tuple[Part, ...], other: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(merge(left, right) for left, right in zip(one, other, strict=True))


def combine(formula: tree.Formula, parts: tuple[Part, ...], setting: Setting) -> Decimal | None:
    """The formula's value from the parts of its aggregates."""
    left = iter(parts)
    value = _combined(formula.root, left, setting)
    return value if isinstance(value, Decimal) else None


def _combined(node: tree.Expression, parts: Iterator[Part], setting: Setting) -> Value:
    if isinstance(node, tree.Aggregate):
        return finished(node, next(parts), setting.dictionary[node.entity].kind == "stock")
    if isinstance(node, tree.Operation):
        left, right = _combined(node.left, parts, setting), _combined(node.right, parts, setting)
        return _operated(node.sign, left, right)
    if isinstance(node, tree.Negative):
        inner = _combined(node.inner, parts, setting)
        return -inner if isinstance(inner, Decimal) else None
    return _worth(node, setting)(_NO_ROW)


_NO_ROW = Row("", "", {})
_NONE = Decimal(0)


# -- rows ----------------------------------------------------------------------------------------------------------


def in_period(entity: Entity, row: Row, span: Span) -> bool:
    """Whether the row counts in the period: a flow by its period field, a stock by validity at the end."""
    if entity.kind == "stock":
        since, until = row.fields.get("valid_from"), row.fields.get("valid_to")
        begun = not isinstance(since, date) or local_day(since) <= span.end
        return begun and (not isinstance(until, date) or local_day(until) >= span.end)
    at = row.fields.get(entity.period)
    if not isinstance(at, date):
        return False
    if entity.kind == "series" and entity.carry:
        return local_day(at) <= span.end
    return span.start <= local_day(at) <= span.end


def _gather(aggregate: tree.Aggregate, rows: Iterable[Row], setting: Setting) -> _Kept:
    entity = setting.dictionary[aggregate.entity]
    met = _judge(aggregate.where, setting) if aggregate.where is not None else lambda row: True
    if aggregate.name in ("last", "delta"):
        return _gather_series(aggregate, entity, rows, met, setting)
    worth = _worth(aggregate.of, setting) if aggregate.of is not None else None
    filed, kept = 0, []
    matched = stated = total = Decimal(0)
    values: dict[Hashable, Decimal] = {}
    for row in rows:
        if not in_period(entity, row, setting.span):
            continue
        filed += 1
        if met(row) is not True:
            continue
        matched += row.count
        kept.append(row)
        value = worth(row) if worth is not None and row.count else None
        if value is None:
            continue
        stated += row.count
        if aggregate.name in ("median", "distinct"):
            values[value] = values.get(value, _NONE) + row.count
        elif isinstance(value, Decimal):
            total += value * row.count if aggregate.name == "avg" else value
    return _Kept(Part(filed, matched, stated, total, values), kept)


def _gather_series(
    aggregate: tree.Aggregate, entity: Entity, rows: Iterable[Row], met: _Judge, setting: Setting
) -> _Kept:
    assert aggregate.of is not None
    assert aggregate.key is not None
    worth, filed = _worth(aggregate.of, setting), 0
    ends: dict[str, tuple[Reading, Row]] = {}
    starts: dict[str, tuple[Reading, Row]] = {}
    for row in rows:
        if not in_period(entity, row, setting.span):
            continue
        filed += 1
        at, key, value = row.fields.get(entity.period), row.fields.get(aggregate.key), worth(row)
        if met(row) is not True or not isinstance(at, date) or key is None or not isinstance(value, Decimal):
            continue
        reading = Reading(instant(at), row.key, value)
        for held, wanted in ((ends, True), (starts, local_day(at) < setting.span.start)):
            if wanted and (str(key) not in held or held[str(key)][0].order < reading.order):
                held[str(key)] = (reading, row)
    if aggregate.name == "last":
        starts = {}
    part = Part(
        filed, Decimal(len(ends)), Decimal(len(ends)),
        ends={key: reading for key, (reading, _) in ends.items()},
        starts={key: reading for key, (reading, _) in starts.items()},
    )  # fmt: skip
    return _Kept(part, [row for held in (ends, starts) for _, row in held.values()])


# -- expressions and conditions as functions of a row ---------------------------------------------------------------


def _worth(node: tree.Expression, setting: Setting) -> _Worth:
    if isinstance(node, tree.Number | tree.Text | tree.Truth):
        held: Value = node.value
        return lambda row: held
    if isinstance(node, tree.Field):
        name = node.name
        return lambda row: row.fields.get(name)
    if isinstance(node, tree.Moment):
        now: Value = Decimal(setting.span.months) if node.name == "months" else setting.span.last_instant
        return lambda row: now
    if isinstance(node, tree.Negative):
        inner = _worth(node.inner, setting)
        return lambda row: _operated("-", Decimal(0), inner(row))
    if isinstance(node, tree.Operation):
        left, right, sign = _worth(node.left, setting), _worth(node.right, setting), node.sign
        return lambda row: _operated(sign, left(row), right(row))
    if isinstance(node, tree.Span):
        first, last, length = _worth(node.start, setting), _worth(node.end, setting), node.name
        return lambda row: between(length, first(row), last(row), setting.calendar)
    raise TypeError(node)


def _judge(node: tree.Condition, setting: Setting) -> _Judge:
    if isinstance(node, tree.Both):
        left, right = _judge(node.left, setting), _judge(node.right, setting)
        return lambda row: _both(left(row), right(row))
    if isinstance(node, tree.Either):
        one, other = _judge(node.left, setting), _judge(node.right, setting)
        return lambda row: _either(one(row), other(row))
    if isinstance(node, tree.Not):
        inner = _judge(node.inner, setting)
        return lambda row: None if (held := inner(row)) is None else not held
    if isinstance(node, tree.Stated):
        stated, wanted = _worth(node.inner, setting), node.set
        return lambda row: (stated(row) is not None) is wanted
    if isinstance(node, tree.Among):
        among, values = _worth(node.inner, setting), frozenset(one.value for one in node.values)
        return lambda row: None if (value := among(row)) is None else value in values
    first, last, compare = _worth(node.left, setting), _worth(node.right, setting), _COMPARES[node.sign]
    return lambda row: _compared(compare, first(row), last(row))


def _both(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _either(left: bool | None, right: bool | None) -> bool | None:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def _compared(compare: Callable[..., bool], left: Value, right: Value) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        if isinstance(left, datetime) and isinstance(right, datetime):
            return compare(left, right)
        return compare(local_day(left), local_day(right))
    return compare(left, right)


def _operated(sign: str, left: Value, right: Value) -> Value:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    if sign == "/":
        return left / right if right else None
    return left + right if sign == "+" else left - right if sign == "-" else left * right


def between(length: str, first: Value, last: Value, calendar: Calendar) -> Decimal | None:
    """`hours` to the billionth of an hour, `days` by the calendar, `workdays` by the table of holidays."""
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if length == "hours":
        ticks = (instant(last) - instant(first)) // _TICK
        return Decimal((10 * ticks + 18) // 36).scaleb(-9)
    if length == "days":
        return Decimal((local_day(last) - local_day(first)).days)
    return Decimal(calendar.between(local_day(first), local_day(last)))
