"""Turns the tree of a formula into SQL for a columnar engine: one column of an entity's query for each aggregate.

SQL's three-valued logic is the language's own: what is compared with a missing value is unknown. Values are decimals;
only a division gives a floating number (docs/decisions/0111). Names come from the dictionary, texts are quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nhip.measurement.formulas import tree


class NotColumnar(Exception):
    """A formula that only the row evaluator can work out."""


@dataclass(frozen=True, slots=True)
class Column:
    """An aggregate as SQL: `inner` columns are made while grouping, `outer` is its value from those.

    `adds`: the inner columns of several units may be added; otherwise the rows must be read again at each level.
    """

    inner: tuple[tuple[str, str], ...]
    outer: str
    adds: bool = True


def column(aggregate: tree.Aggregate, name: str, weighted: bool) -> Column:
    """The columns of one aggregate of a flow or a stock. `weighted`: some rows stand for more than one thing."""
    met = condition(aggregate.where) if aggregate.where is not None else ""
    counted = f"sum(weight_of){_filter(met)}" if weighted else f"count(*){_filter(met)}"
    if aggregate.name == "count":
        return Column(((name, counted),), f"coalesce({name}, 0)")
    assert aggregate.of is not None
    of, said = expression(aggregate.of), _filter(met, "weight_of <> 0" if weighted else "")
    stated = (f"{name}_said", f"count({of}){said}")
    if aggregate.name == "whole":
        known = (f"{name}_said", f"sum(weight_of){_filter(met, f'{of} IS NOT NULL')}") if weighted else stated
        inner = ((name, f"sum({of}){said}"), (f"{name}_met", counted), known)
        nothing = f"coalesce({name}_said, 0) <> coalesce({name}_met, 0)"
        return Column(inner, f"CASE WHEN {nothing} THEN NULL ELSE coalesce({name}, 0) END")
    if aggregate.name == "sum":
        inner = ((name, f"sum({of}){said}"), (f"{name}_met", counted), stated)
        nothing = f"{name}_said = 0 AND {name}_met > 0"
        return Column(inner, f"CASE WHEN {nothing} THEN NULL ELSE coalesce({name}, 0) END")
    if aggregate.name == "distinct":
        return Column(((name, f"count(DISTINCT {of}){said}"),), name, adds=False)
    if aggregate.name == "avg":
        times = (f"{name}_said", f"sum(weight_of){_filter(met, f'{of} IS NOT NULL')}") if weighted else stated
        worth = f"{of} * weight_of" if weighted else of
        return Column(((name, f"sum({worth}){said}"), times), f"{name} / nullif({name}_said, 0)")
    if aggregate.name == "median" and not weighted:
        return Column(((name, f"median({of}){said}"),), name, adds=False)
    raise NotColumnar(aggregate.name)


def _filter(*conditions: str) -> str:
    held = " AND ".join(one for one in conditions if one)
    return f" FILTER (WHERE {held})" if held else ""


def expression(node: tree.Expression) -> str:
    """An expression over the columns of one row."""
    if isinstance(node, tree.Field):
        return f'"{node.name}"'
    if isinstance(node, tree.Number):
        return _number(node.value)
    if isinstance(node, tree.Text):
        return "'" + node.value.replace("'", "''") + "'"
    if isinstance(node, tree.Truth):
        return "true" if node.value else "false"
    if isinstance(node, tree.Moment):
        return "months" if node.name == "months" else "last_instant"
    if isinstance(node, tree.Negative):
        return f"(-{expression(node.inner)})"
    if isinstance(node, tree.Operation):
        return operated(node.sign, expression(node.left), expression(node.right))
    if isinstance(node, tree.Span):
        return _span(node.name, expression(node.start), expression(node.end))
    raise NotColumnar(type(node).__name__)


def condition(node: tree.Condition) -> str:
    if isinstance(node, tree.Both):
        return f"({condition(node.left)} AND {condition(node.right)})"
    if isinstance(node, tree.Either):
        return f"({condition(node.left)} OR {condition(node.right)})"
    if isinstance(node, tree.Not):
        return f"(NOT {condition(node.inner)})"
    if isinstance(node, tree.Stated):
        return f"({expression(node.inner)} IS {'NOT ' if node.set else ''}NULL)"
    if isinstance(node, tree.Among):
        return f"({expression(node.inner)} IN ({', '.join(expression(one) for one in node.values)}))"
    sign = "<>" if node.sign == "!=" else node.sign
    return f"({expression(node.left)} {sign} {expression(node.right)})"


def combined(node: tree.Expression, values: Mapping[int, str]) -> str:
    """The whole formula over the values of its aggregates, named by where they stand in the text."""
    if isinstance(node, tree.Aggregate):
        return values[node.at]
    if isinstance(node, tree.Operation):
        return operated(node.sign, combined(node.left, values), combined(node.right, values))
    if isinstance(node, tree.Negative):
        return f"(-{combined(node.inner, values)})"
    return expression(node)


def operated(sign: str, left: str, right: str) -> str:
    """A zero denominator gives nothing."""
    return f"({left} / nullif({right}, 0))" if sign == "/" else f"({left} {sign} {right})"


def _number(value: Decimal) -> str:
    return f"CAST({value} AS DECIMAL(18,{max(-int(value.as_tuple().exponent), 0)}))"


def _span(name: str, start: str, end: str) -> str:
    if name == "days":
        return f"date_diff('day', CAST({start} AS DATE), CAST({end} AS DATE))"
    if name == "workdays":
        first, last = (f"worked[date_diff('day', first_day, CAST({one} AS DATE)) + 1]" for one in (start, end))
        return f"({last} - {first})"
    ticks = f"(10 * (epoch_us({end}) - epoch_us({start})) + 18)"  # billionths of an hour, nearest, as the row evaluator
    return f"(CAST(({ticks} - (({ticks} % 36) + 36) % 36) // 36 AS DECIMAL(18,0)) * CAST(0.000000001 AS DECIMAL(10,9)))"
