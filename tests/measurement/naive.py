"""A second evaluator, slow and plain: it rewrites the text of a formula into Python and lets Python work it out.

It shares nothing with `nhip.measurement.formulas` but the language: its own splitting into words, its own rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

from nhip.measurement.dictionary import Entity
from nhip.measurement.rows import VIETNAM, Row, Span


class Maybe:
    """A value or nothing; whatever touches nothing is nothing."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def _with(self, other: Any, work: Any) -> Maybe:
        other = other if isinstance(other, Maybe) else Maybe(other)
        return Maybe(None if self.value is None or other.value is None else work(self.value, other.value))

    def __add__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a * b)

    def __truediv__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: None if b == 0 else Fraction(a) / b)

    def __neg__(self) -> Maybe:
        return Maybe(None if self.value is None else -self.value)

    def __lt__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a < b)

    def __le__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a <= b)

    def __gt__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a > b)

    def __ge__(self, other: Any) -> Maybe:
        return self._with(other, lambda a, b: a >= b)

    def __eq__(self, other: object) -> Maybe:  # type: ignore[override]
        return self._with(other, lambda a, b: a == b)

    def __ne__(self, other: object) -> Maybe:  # type: ignore[override]
        return self._with(other, lambda a, b: a != b)

    def __and__(self, other: Maybe) -> Maybe:
        if self.value is False or other.value is False:
            return Maybe(False)
        return Maybe(None if None in (self.value, other.value) else True)

    def __or__(self, other: Maybe) -> Maybe:
        if self.value is True or other.value is True:
            return Maybe(True)
        return Maybe(None if None in (self.value, other.value) else False)

    def __invert__(self) -> Maybe:
        return Maybe(None if self.value is None else not self.value)


def evaluate(
    text: str, rows: Mapping[str, Sequence[Row]], span: Span, entities: Mapping[str, Entity]
) -> Fraction | None:
    """The value of a formula of counts, sums, averages, medians, distincts and lasts."""

    def chosen(entity: str) -> list[Row]:
        of = entities[entity]
        return [one for one in rows.get(entity, ()) if _counts(of, one, span)]

    def aggregate(name: str, entity: str, of: str, key: str, where: str) -> Maybe:
        there = chosen(entity)
        met = [one for one in there if not where or _python(where, one).value is True]
        found = [_python(of, one).value for one in met] if of else []
        known = [one for one in found if one is not None]
        if name == "last":
            newest = {
                one.fields[key]: one
                for one in sorted(met, key=lambda o: (o.fields["at"], o.key))
                if one.fields.get("value") is not None
            }
            return Maybe(sum(Fraction(one.fields["value"]) for one in newest.values()) if newest else None)
        if name in ("avg", "median"):
            pairs = [(one, worth) for one, worth in zip(met, found, strict=True) if worth is not None]
            each = [Fraction(worth) for one, worth in pairs for _ in range(int(one.count))]
            return Maybe(None if not each else median(each) if name == "median" else sum(each) / len(each))
        if not there and entities[entity].kind != "stock":
            return Maybe(None)
        if name == "count":
            return Maybe(sum((Fraction(one.count) for one in met), Fraction(0)))
        if name == "distinct":
            return Maybe(Fraction(len(set(known))))
        return Maybe(sum(map(Fraction, known), Fraction(0)) if known or not met else None)

    pattern = re.compile(
        r"(count|sum|avg|median|distinct|last)\((\w+)(?:: (.*?))?(?: by (\w+))?(?: where (.*?))?\)(?=[-+*/ ]|$)"
    )
    written: list[Maybe] = []

    def put(match: re.Match[str]) -> str:
        written.append(aggregate(match[1], match[2], match[3] or "", match[4] or "", match[5] or ""))
        return f"written[{len(written) - 1}]"

    python = re.sub(r"(?<![\w\[.])(\d+)(?![\w\]])", r"Maybe(Fraction(\1))", pattern.sub(put, text))
    return eval(python, {"written": written, "Maybe": Maybe, "Fraction": Fraction}).value


def _counts(of: Entity, one: Row, span: Span) -> bool:
    if of.kind == "stock":
        first, last = one.fields.get("valid_from"), one.fields.get("valid_to")
        return (first is None or first <= span.end) and (last is None or span.end <= last)
    moment = one.fields.get(of.period)
    if not isinstance(moment, datetime):
        return False
    day = (moment.astimezone(VIETNAM)).date()
    return day <= span.end if of.kind == "series" else span.start <= day <= span.end


def _python(text: str, one: Row) -> Maybe:
    """A condition or an expression of fields, word by word."""
    words = re.findall(r"'[^']*'|\d+|<=|>=|!=|[A-Za-z_]\w*|[-+*/()=<>,]", text)
    made, here = [], 0
    while here < len(words):
        word = words[here]
        if word in ("and", "or", "not"):
            made.append({"and": ") & (", "or": ") | (", "not": "~"}[word])
        elif word == "is":
            here += 1
            made.append(f" .stated({words[here] == 'set'})")
        elif word == "in":
            until = words.index(")", here)
            values = ", ".join(value for value in words[here + 2 : until] if value != ",")
            made.append(f" .among([{values}])")
            here = until
        elif word == "=":
            made.append(" == ")
        elif word.startswith("'"):
            made.append(f"Maybe({word})")
        elif word.isdigit():
            made.append(f"Maybe(Fraction({word}))")
        elif word in ("true", "false"):
            made.append(f"Maybe({word.capitalize()})")
        elif word in ("hours", "days"):
            made.append(word)
        elif word.isidentifier():
            made.append(f"field('{word}')")
        else:
            made.append(word)
        here += 1
    text = "(" + "".join(made) + ")"

    class Named(Maybe):
        def stated(self, wanted: bool) -> Maybe:
            return Maybe((self.value is not None) is wanted)

        def among(self, values: list[object]) -> Maybe:
            return Maybe(None if self.value is None else self.value in values)

    def field(name: str) -> Named:
        value = one.fields.get(name)
        return Named(
            Fraction(value) if isinstance(value, (int, Fraction)) and not isinstance(value, bool) else _fraction(value)
        )

    def hours(first: Maybe, last: Maybe) -> Maybe:
        if first.value is None or last.value is None:
            return Maybe(None)
        exact = Fraction((last.value - first.value) // timedelta(microseconds=1), 3_600_000_000) * 10**9
        return Maybe(Fraction((exact + Fraction(1, 2)).__floor__(), 10**9))

    def days(first: Maybe, last: Maybe) -> Maybe:
        if first.value is None or last.value is None:
            return Maybe(None)
        return Maybe(Fraction((_day(last.value) - _day(first.value)).days))

    return eval(text, {"field": field, "Maybe": Maybe, "Fraction": Fraction, "hours": hours, "days": days})


def _fraction(value: object) -> object:
    from decimal import Decimal

    return Fraction(value) if isinstance(value, Decimal) else value


def _day(value: date) -> date:
    return value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value
