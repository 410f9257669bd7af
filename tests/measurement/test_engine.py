"""The columnar engine gives what the row evaluator gives, at every level, and follows a correction upwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from nhip.law.holidays import vietnam
from nhip.measurement.catalogue import packaged as indicators
from nhip.measurement.dictionary import packaged as entities
from nhip.measurement.engine.store import Store
from nhip.measurement.formulas.evaluating import Setting, evaluate
from nhip.measurement.rows import Row, Span

SPANS = [Span(date(2026, 5, 1), date(2026, 5, 31)), Span(date(2026, 6, 1), date(2026, 6, 30))]
UNITS = {"xa-a": (1, 10), "xa-b": (2, 10), "xa-c": (3, 20)}


def made(name: str, chance: random.Random) -> list[Row]:
    texts = sorted({text for one in indicators() for text in one.formula.split("'")[1::2]})

    def value(field: str, of: str) -> object:
        if of == "number":
            return Decimal(chance.randint(0, 9))
        if of == "truth":
            return chance.random() < 0.6
        if of in ("moment", "day"):
            return datetime(2026, 4, 20, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 80 * 24 * 60))
        known = [text for one in indicators() for text in one.formula.split("'")[1::2] if name in one.formula]
        return chance.choice(known or texts)

    rows = []
    for n in range(40):
        fields = {field: value(field, of) for field, of in entities()[name].fields.items() if chance.random() < 0.9}
        if entities()[name].kind == "stock" and chance.random() < 0.4:
            fields["valid_to"] = date(2026, 6, chance.randint(1, 30))
        count = Decimal(chance.randint(0, 3)) if name in ("event", "document") else Decimal(1)
        rows.append(Row(f"{name}:{n:03}", chance.choice(list(UNITS)), fields, count=count))
    return rows


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[Store, dict[str, list[Row]]]]:
    chance = random.Random(7)
    store = Store(entities(), vietnam())
    store.load_units([(number, province, key) for key, (number, province) in UNITS.items()])
    rows = {name: made(name, chance) for name in entities()}
    for name, held in rows.items():
        store.load(name, held, {key: number for key, (number, _) in UNITS.items()})
    store.recompute(indicators(), SPANS)
    yield store, rows
    store.close()


def expected(rows: dict[str, list[Row]], indicator: object, span: Span, units: set[str]) -> Decimal | None:
    held = {name: [row for row in rows[name] if row.unit in units] for name in indicator.tree.entities}
    return evaluate(indicator.tree, held, Setting(span, entities(), vietnam())).value


def near(one: object, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(Decimal(str(one)) - other) <= abs(other) * Decimal("1e-9") + Decimal("1e-9")


@pytest.mark.parametrize("indicator", indicators(), ids=lambda one: one.id)
def test_the_engine_gives_what_the_row_evaluator_gives(
    world: tuple[Store, dict[str, list[Row]]], indicator: object
) -> None:
    store, rows = world
    for p, span in enumerate(SPANS):
        assert near(store.value(indicator.code, p), expected(rows, indicator, span, set(UNITS)))
        assert near(store.value(indicator.code, p, province=10), expected(rows, indicator, span, {"xa-a", "xa-b"}))
        assert near(store.value(indicator.code, p, unit=3), expected(rows, indicator, span, {"xa-c"}))


def test_a_late_correction_reaches_every_level() -> None:
    chance = random.Random(3)
    store = Store(entities(), vietnam())
    store.load_units([(number, province, key) for key, (number, province) in UNITS.items()])
    rows = {name: made(name, chance) for name in entities()}
    for name, held in rows.items():
        store.load(name, held, {key: number for key, (number, _) in UNITS.items()})
    store.recompute(indicators(), SPANS)
    number, late = next(
        (n, row)
        for n, row in enumerate(rows["product"])
        if isinstance(at := row.fields.get("published_at"), datetime) and at.month == 6 and at.day < 29
    )
    changed = {"plays": Decimal(500), "kind": "loudspeaker"}
    touched = store.correct("product", number + 1, changed, indicators())
    rows["product"][number] = replace(late, fields={**late.fields, **changed})
    assert "loudspeaker_plays" in touched
    province = UNITS[late.unit][1]
    for indicator in indicators():
        assert near(store.value(indicator.code, 1), expected(rows, indicator, SPANS[1], set(UNITS))), indicator.id
        assert near(
            store.value(indicator.code, 1, unit=UNITS[late.unit][0]), expected(rows, indicator, SPANS[1], {late.unit})
        )
        inside = {key for key, (_, of) in UNITS.items() if of == province}
        assert near(store.value(indicator.code, 1, province=province), expected(rows, indicator, SPANS[1], inside))
    store.close()
