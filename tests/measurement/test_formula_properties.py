"""Formulas against a second, naive evaluator; units merged in any order; no text crashes the reader."""

from __future__ import annotations

import functools
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement import naive

from nhip.law.holidays import vietnam
from nhip.measurement.catalogue import packaged as indicators
from nhip.measurement.dictionary import packaged as entities
from nhip.measurement.formulas.checking import check
from nhip.measurement.formulas.evaluating import Setting, combine, evaluate, merge_all, parts_of
from nhip.measurement.formulas.parts import merge, merged
from nhip.measurement.formulas.reading import parse
from nhip.measurement.formulas.tree import Formula
from nhip.measurement.rows import Row, Span
from nhip.text.issues import Issue

JUNE = Span(date(2026, 6, 1), date(2026, 6, 30))
SETTING = Setting(JUNE, entities(), vietnam())
MOMENTS = st.integers(0, 90 * 24 * 60).map(
    lambda minutes: datetime(2026, 5, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
NUMBERS = st.integers(0, 50).map(Decimal)
KINDS = ("news", "video", "banner")
PRODUCTS = st.lists(
    st.tuples(
        st.sampled_from(("xa-a", "xa-b", "xa-c", "xa-d")),
        st.fixed_dictionaries(
            {"published_at": MOMENTS},
            optional={
                "kind": st.sampled_from(KINDS), "channel_kind": st.sampled_from(("web", "press")), "copies": NUMBERS,
                "plays": NUMBERS, "audio": st.booleans(), "ai_used": st.booleans(), "submitted_at": MOMENTS,
                "approved_at": MOMENTS, "plan_topic": st.sampled_from(("a", "b", "c")), "approver": st.just("x"),
            },
        ),
        st.integers(0, 3),
    ),
    max_size=12,
)  # fmt: skip

FIELDS = st.sampled_from(("copies", "plays"))
SIGNS = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
COMPARISONS = st.one_of(
    st.builds("{} {} {}".format, FIELDS, SIGNS, st.integers(0, 50)),
    st.tuples(FIELDS, st.sampled_from((">", "<=")), FIELDS).map("{0[0]} {0[1]} {0[2]}".format),
    st.sampled_from(
        ("kind = 'news'", "kind in ('news','video')", "kind is set", "approver is null", "audio = true",
         "channel_kind != 'web'", "hours(submitted_at, approved_at) <= 24", "days(submitted_at, published_at) > 3")
    ),
)  # fmt: skip
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map("({0[0]}) {0[1]} ({0[2]})".format),
    ),
    max_leaves=4,
)
VALUES = st.one_of(
    FIELDS,
    st.tuples(FIELDS, st.sampled_from("+-*"), FIELDS).map("{0[0]} {0[1]} {0[2]}".format),
    st.just("hours(submitted_at, approved_at)"),
)
AGGREGATES = st.one_of(
    CONDITIONS.map("count(product where {})".format),
    st.just("count(product)"),
    st.tuples(st.sampled_from(("sum", "whole", "avg", "median")), VALUES, CONDITIONS).map(
        "{0[0]}(product: {0[1]} where {0[2]})".format
    ),
    st.tuples(st.sampled_from(("kind", "plan_topic", "copies")), CONDITIONS).map(
        "distinct(product: {0[0]} where {0[1]})".format
    ),
)
FORMULAS = st.one_of(
    AGGREGATES,
    st.tuples(AGGREGATES, AGGREGATES).map("100*{0[0]}/{0[1]}".format),
    st.tuples(AGGREGATES, st.sampled_from("+-*"), AGGREGATES).map("{0[0]} {0[1]} {0[2]}".format),
)


def rows_of(told: list[tuple[str, dict[str, object], int]]) -> list[Row]:
    return [Row(f"p{n}", unit, fields, count=Decimal(count)) for n, (unit, fields, count) in enumerate(told)]


def near(one: Decimal | None, other: Fraction | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(Fraction(one) - other) <= abs(other) * Fraction(1, 10**20) + Fraction(1, 10**20)


@settings(max_examples=300, deadline=None)
@given(FORMULAS, PRODUCTS)
def test_both_evaluators_agree(text: str, told: list[tuple[str, dict[str, object], int]]) -> None:
    formula, rows = parse(text), {"product": [row for row in rows_of(told) if row.count]}
    assert isinstance(formula, Formula), (text, formula)
    assert check(formula, entities()) == []
    assert near(evaluate(formula, rows, SETTING).value, naive.evaluate(text, rows, JUNE, entities())), text


BEYOND = ("workdays", "period_end")
"""What the naive evaluator does not know; tests/measurement/test_formulas.py holds these."""
NAIVELY = [one for one in indicators() if not any(word in one.formula for word in BEYOND)]


@pytest.mark.parametrize("indicator", NAIVELY, ids=lambda one: one.id)
def test_both_agree_on_nearly_every_indicator(indicator: object) -> None:
    """Rows made at random for each entity that the indicator reads, with the words that its formula asks for."""
    chance = random.Random(indicator.id)
    formula = indicator.tree
    words = list(_texts(indicator.formula)) or ["x"]
    for _ in range(6):
        rows = {name: [_random_row(name, n, words, chance) for n in range(25)] for name in formula.entities}
        text = indicator.formula.replace("months()", str(JUNE.months))
        found = evaluate(formula, rows, SETTING)
        assert near(found.value, naive.evaluate(text, rows, JUNE, entities())), indicator.formula


def _texts(formula: str) -> list[str]:
    return formula.split("'")[1::2]


def _random_row(name: str, number: int, words: list[str], chance: random.Random) -> Row:
    def value(of: str) -> object:
        if of == "number":
            return Decimal(chance.randint(0, 9))
        if of == "truth":
            return chance.random() < 0.7
        if of in ("moment", "day"):
            return datetime(2026, 5, 20, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 50 * 24 * 60))
        return chance.choice(words)

    fields = {field: value(of) for field, of in entities()[name].fields.items() if chance.random() < 0.9}
    return Row(f"{name}:{number:03}", f"xa-{chance.randint(1, 4)}", fields)


@settings(max_examples=100, deadline=None)
@given(FORMULAS, PRODUCTS, st.randoms(use_true_random=False))
def test_any_order_of_merging_gives_the_same(
    text: str, told: list[tuple[str, dict[str, object], int]], chance: random.Random
) -> None:
    formula, rows = parse(text), rows_of(told)
    assert isinstance(formula, Formula)
    whole = evaluate(formula, {"product": rows}, SETTING).value
    units = [parts_of(formula, {"product": [row]}, SETTING) for row in rows]
    empty = parts_of(formula, {}, SETTING)
    while len(units) > 1:
        chance.shuffle(units)
        units.append(merge_all(units.pop(), units.pop()))
    merged_up = functools.reduce(merge_all, units, empty)
    assert combine(formula, merged_up, SETTING) == whole


@given(
    st.lists(st.tuples(st.sampled_from(("fb/1", "fb/2", "zalo")), NUMBERS, st.integers(0, 80)), max_size=8),
    st.randoms(),
)
def test_a_page_that_units_share_is_counted_once_in_any_order(
    told: list[tuple[str, Decimal, int]], chance: object
) -> None:
    formula = parse("last(metric: value by channel where name='followers')")
    assert isinstance(formula, Formula)
    start = datetime(2026, 4, 20, tzinfo=UTC)
    rows = [
        Row(
            f"m{n}",
            f"xa-{n % 3}",
            {"channel": page, "name": "followers", "value": value, "at": start + timedelta(days=day)},
        )
        for n, (page, value, day) in enumerate(told)
    ]
    parts = [parts_of(formula, {"metric": [row]}, SETTING)[0] for row in rows]
    whole = evaluate(formula, {"metric": rows}, SETTING).value
    chance.shuffle(parts)
    assert combine(formula, (merged(parts),), SETTING) == whole
    half = len(parts) // 2
    assert combine(formula, (merge(merged(parts[half:]), merged(parts[:half])),), SETTING) == whole


@settings(max_examples=300)
@given(st.text(alphabet="countsum(product:)where kind='a'<>=andor not in,+-*/ 0123\n", max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    found = parse(text)
    if isinstance(found, Issue):
        assert found.code.startswith("measurement.formula_")
    else:
        check(found, entities())
