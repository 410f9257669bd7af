"""A second evaluator, slow and plain: it cuts the text of a formula at its outermost signs and works out each piece.

It shares nothing with `nhip.measurement.formulas` but the language: no tree, no parts, fractions in place of decimals.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from nhip.measurement.dictionary import Entity
from nhip.measurement.rows import VIETNAM, Row, Span

Rows = Mapping[str, Sequence[Row]]
_COMPARED = {
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b,
}  # fmt: skip
_SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_AGGREGATE = re.compile(r"(count|sum|whole|avg|median|distinct|last)\((.*)\)", re.S)
_INSIDE = re.compile(r"(\w+)(?:: (.*?))?(?: by (\w+))?(?: where (.*))?", re.S)


def evaluate(text: str, rows: Rows, span: Span, entities: Mapping[str, Entity]) -> Fraction | None:
    """The value of a formula of counts, sums, averages, medians, distincts and lasts."""

    def aggregate(found: re.Match[str]) -> Fraction | None:
        inside = _INSIDE.fullmatch(found[2])
        assert inside
        entity, of, key, where = inside.groups()
        there = [one for one in rows.get(entity, ()) if _counts(entities[entity], one, span)]
        met = [one for one in there if where is None or _judged(where, one) is True]
        return _aggregated(found[1], there, met, of, key, entities[entity].kind == "stock")

    def worked(piece: str) -> Any:
        found = _AGGREGATE.fullmatch(piece)
        return aggregate(found) if found and _closes_last(piece) else Fraction(piece)

    return _worked(text, worked)


def _aggregated(name: str, there: list[Row], met: list[Row], of: str | None, key: str | None, stock: bool) -> Any:
    if name == "last":
        stated = [one for one in met if one.fields.get("value") is not None and one.fields.get(key or "") is not None]
        newest = {one.fields[key or ""]: one for one in sorted(stated, key=lambda one: (one.fields["at"], one.key))}
        return sum(Fraction(one.fields["value"]) for one in newest.values()) if newest else None
    pairs = [(one, _worth(of, one)) for one in met] if of else []
    known = [(one, worth) for one, worth in pairs if worth is not None]
    if name in ("avg", "median"):
        each = [Fraction(worth) for one, worth in known for _ in range(int(one.count))]
        return None if not each else median(each) if name == "median" else sum(each) / len(each)
    if not there and not stock:
        return None
    if name == "count":
        return sum((Fraction(one.count) for one in met), Fraction(0))
    if name == "distinct":
        return Fraction(len({worth for _, worth in known}))
    if name == "whole" and any(worth is None and one.count for one, worth in pairs):
        return None
    return sum((Fraction(worth) for _, worth in known), Fraction(0)) if known or not met else None


def _counts(of: Entity, one: Row, span: Span) -> bool:
    if of.kind == "stock":
        first, last = one.fields.get("valid_from"), one.fields.get("valid_to")
        return (first is None or first <= span.end) and (last is None or span.end <= last)
    moment = one.fields.get(of.period)
    if moment is None:
        return False
    last_only = of.kind == "series" and of.carry
    return _day(moment) <= span.end if last_only else span.start <= _day(moment) <= span.end


# -- cutting text at its outermost signs ------------------------------------------------------------------------------


def _cut(text: str, signs: Sequence[str], last: bool) -> tuple[str, str, str] | None:
    """The text before, the sign and the text after one of the signs outside brackets and quotes; the last if asked."""
    depth, quoted, found = 0, False, None
    for at, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            depth += (letter == "(") - (letter == ")")
            sign = next((one for one in signs if text.startswith(one, at)), None)
            if depth == 0 and sign and at:
                found = (text[:at], sign, text[at + len(sign) :])
                if not last:
                    return found
    return found


def _closes_last(text: str) -> bool:
    """Whether the first bracket is closed by the last letter."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter == ")":
            return at == len(text) - 1
    return False


def _worked(text: str, leaf: Any) -> Any:
    text = text.strip()
    for signs in (("+", "-"), ("*", "/")):
        cut = _cut(text, signs, last=True)
        if cut:
            left, right = _worked(cut[0], leaf), _worked(cut[2], leaf)
            if left is None or right is None or (cut[1] == "/" and right == 0):
                return None
            return (
                {"+": left + right, "-": left - right, "*": left * right}.get(cut[1]) if cut[1] != "/" else left / right
            )
    if text.startswith("(") and _closes_last(text):
        return _worked(text[1:-1], leaf)
    return leaf(text)


def _judged(text: str, one: Row) -> bool | None:
    text = text.strip()
    for sign, settles in ((" or ", True), (" and ", False)):
        cut = _cut(text, (sign,), last=False)
        if cut:
            both = {_judged(cut[0], one), _judged(cut[2], one)}
            return settles if settles in both else None if None in both else not settles
    if text.startswith("not "):
        inner = _judged(text[4:], one)
        return None if inner is None else not inner
    if text.startswith("(") and _closes_last(text):
        return _judged(text[1:-1], one)
    for ending, wanted in ((" is set", True), (" is null", False)):
        if text.endswith(ending):
            return (_worth(text.removesuffix(ending), one) is not None) is wanted
    if cut := _cut(text, (" in ",), last=False):
        value = _worth(cut[0], one)
        return None if value is None else value in [_worth(piece, one) for piece in cut[2].strip("() ").split(",")]
    cut = _cut(text, tuple(_COMPARED), last=False)
    assert cut, text
    left, right = _worth(cut[0], one), _worth(cut[2], one)
    return None if left is None or right is None else _COMPARED[cut[1]](left, right)


def _worth(text: str, one: Row) -> Any:
    def leaf(piece: str) -> Any:
        if piece.startswith("'"):
            return piece[1:-1]
        if piece in ("true", "false"):
            return piece == "true"
        if piece.isdigit():
            return Fraction(piece)
        if "(" in piece:
            name, inside = piece[:-1].split("(", 1)
            first, last = (one.fields.get(word.strip()) for word in inside.split(","))
            return None if first is None or last is None else _between(name, first, last)
        value = one.fields.get(piece)
        return Fraction(value) if isinstance(value, Decimal) else value

    return _worked(text, leaf)


def _between(name: str, first: Any, last: Any) -> Fraction:
    if name == "days":
        return Fraction((_day(last) - _day(first)).days)
    exact = Fraction((last - first) // timedelta(microseconds=1), 3_600_000_000) * 10**9
    return Fraction((exact + Fraction(1, 2)).__floor__(), 10**9)


def _day(value: date) -> date:
    return value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value
