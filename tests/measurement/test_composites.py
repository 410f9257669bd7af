"""Composites: means of attainments, beside their parts, never of what is only watched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.measurement.conftest import at, row

from nhip.measurement.catalogue import indicator
from nhip.measurement.composites import attainment, index_of, packaged
from nhip.measurement.figures import Figure, judge
from nhip.measurement.formulas.evaluating import Setting


def figure(june: Setting, kind: str, value: object, target: object) -> Figure:
    held = judge(indicator("C11"), {}, june, unit="xa-a", view="as_was")
    number = None if value is None else Decimal(str(value))
    return replace(held, value=number, target=None if target is None else Decimal(str(target)), target_type=kind)


@pytest.mark.parametrize(
    ("kind", "value", "target", "reached"),
    [("floor", 47.5, 95, "0.5"), ("floor", 99, 95, "1"), ("coverage", 100, 100, "1"), ("plan", 3, 4, "0.75"),
     ("ceiling", 48, 24, "0.5"), ("ceiling", 12, 24, "1"), ("ceiling", 0, 0, "1"), ("ceiling", 1, 0, "0"),
     ("floor", None, 95, None), ("plan", 3, None, None), ("trend", 3, 2, None), ("monitor", 3, 2, None)],
)  # fmt: skip
def test_attainment(june: Setting, kind: str, value: object, target: object, reached: str | None) -> None:
    assert attainment(figure(june, kind, value, target)) == (None if reached is None else Decimal(reached))


def test_parts_without_a_value_drop_out_and_are_told(june: Setting) -> None:
    composite = packaged()[0]
    one = replace(judge(indicator("G01"), {}, june, unit="x", view="as_was"), value=Decimal(50), target=Decimal(100))
    two = judge(indicator("G04"), {}, june, unit="x", view="as_was")
    found = index_of(composite, [one, two])
    assert (found.value, found.counted, found.left_out) == (50, 1, 1)
    assert index_of(composite, [two]).value is None


def test_what_is_watched_only_is_in_no_composite(june: Setting) -> None:
    used = [indicator(code) for composite in packaged() for code in composite.parts]
    assert [one.id for one in used if one.target_type == "monitor"] == []
    assert [one.id for one in used if "legal_summary" in one.formula or "tone" in one.formula] == []
    assert all(one.target_default is not None for one in used)


def test_a_row_reaches_a_composite_through_its_figure(june: Setting) -> None:
    rows = {"privacy_finding": [row("f1", kind="overdue_retention", found_at=at("2026-06-03"))]}
    held = replace(judge(indicator("L02"), rows, june, unit="x", view="as_was"), target=Decimal(0))
    assert index_of(packaged()[0], [held]).value == 0
