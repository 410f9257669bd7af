"""A figure told apart by a field of its rows: the parts make the whole, and what cannot be told is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.measurement.conftest import at, row

from nhip.law.holidays import vietnam
from nhip.measurement import catalogue
from nhip.measurement.breakdowns import FIELD_UNKNOWN, NO_ROWS, NO_VALUE, NONE_STATED, WHOLE, Breakdown, breakdowns
from nhip.measurement.dictionary import packaged
from nhip.measurement.formulas.evaluating import Setting, evaluate
from nhip.measurement.rows import Row, Span

BASE = catalogue.packaged()[0]


def told(formula: str, fields: tuple[str, ...], rows: dict[str, list[Row]], setting: Setting) -> list[Breakdown]:
    one = replace(BASE, formula=formula, breakdown=fields)
    used = evaluate(one.tree, rows, setting).rows
    return list(breakdowns(one, rows, used, setting, lambda unit: "commune" if "xa" in unit else "province"))


def product(key: str, unit: str = "xa-a", **fields: object) -> Row:
    return row(key, unit, published_at=at("2026-06-04"), **fields)


def test_parts_of_a_count_have_shares_and_what_is_not_stated_stands_last(june: Setting) -> None:
    rows = {"product": [product("a", topic="biển"), product("b", topic="biển"), product("c"), product("d", "so-b")]}
    topic, agency, level = told("count(product)", ("topic", "org", "org.level"), rows, june)
    assert [(one.key, one.value, one.share) for one in topic.groups] == [
        ("biển", Decimal(2), Decimal("0.5")), ("", Decimal(2), Decimal("0.5")),
    ]  # fmt: skip
    assert topic.groups[0].rows == ("a", "b")
    assert [(one.key, one.value) for one in agency.groups] == [("xa-a", Decimal(3)), ("so-b", Decimal(1))]
    assert {one.key: one.value for one in level.groups} == {"commune": Decimal(3), "province": Decimal(1)}


def test_parts_of_a_share_are_shares_of_their_own(june: Setting) -> None:
    rows = {"product": [product("a", topic="x", kind="video"), product("b", topic="x"), product("c", topic="y")]}
    (topic,) = told("100*count(product where kind='video')/count(product)", ("topic",), rows, june)
    assert [(one.key, one.value, one.share) for one in topic.groups] == [
        ("x", Decimal(50), None), ("y", Decimal(0), None),
    ]  # fmt: skip


def test_what_cannot_be_told_apart_is_said(june: Setting) -> None:
    silent = {"product": [product("a"), product("b")]}
    assert told("count(product)", ("topic",), silent, june)[0].state == NONE_STATED
    assert told("count(product)", ("topic",), {"product": []}, june)[0].state == NO_ROWS
    nil = {"product": [replace(product("a", topic="x"), count=Decimal(0))]}
    assert told("count(product)", ("topic",), nil, june)[0].state == NO_ROWS
    both = silent | {"org": [row("unit:xa-a", id="xa-a")]}
    assert told("100*count(product)/count(org)", ("topic",), both, june)[0].state == FIELD_UNKNOWN
    bare = {"product": [product("a", topic="x")]}
    share = "100*count(product where kind='video')/sum(product: plays)"
    assert told(share, ("topic",), bare, june)[0].state in (NO_VALUE, WHOLE)
    assert all(one.value is None for one in told(share, ("topic",), bare, june)[0].groups)


@given(st.lists(st.tuples(st.sampled_from(["", "x", "y", "z"]), st.integers(0, 40)), max_size=30))
def test_parts_of_a_sum_make_the_sum(said: list[tuple[str, int]]) -> None:
    setting = Setting(Span(date(2026, 6, 1), date(2026, 6, 30)), packaged(), vietnam())
    rows = {"product": [product(f"k{n}", plays=plays, **({"topic": topic} if topic else {}))
                        for n, (topic, plays) in enumerate(said)]}  # fmt: skip
    whole = evaluate(replace(BASE, formula="sum(product: plays)").tree, rows, setting).value
    (topic,) = told("sum(product: plays)", ("topic",), rows, setting)
    if topic.state == WHOLE:
        assert sum(one.value or 0 for one in topic.groups) == (whole or 0)
        assert sorted(key for one in topic.groups for key in one.rows) == sorted(f"k{n}" for n in range(len(said)))
        if whole:
            assert abs(sum(one.share or 0 for one in topic.groups) - 1) < Decimal("1e-20")
    else:
        assert not any(topic for topic, _ in said)
