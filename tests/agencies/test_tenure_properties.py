"""Who stands for whom, over every unit of the packaged directory and any day: what must hold whatever the history."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.agencies import packaged

HELD = packaged.directory()
UNITS = sorted({row.unit for row in HELD.versions})
GONE = [one for one in UNITS if not any(row.stands(date(2026, 11, 21)) for row in HELD.versions_of(one))]
unit = st.one_of(st.sampled_from(GONE), st.sampled_from(UNITS))
days = st.dates(date(2015, 1, 1), date(2027, 12, 31))


@settings(max_examples=400, deadline=None)
@given(unit, days)
def test_whoever_stands_for_a_unit_stands_on_that_day(one: str, on: date) -> None:
    for found in HELD.successors(one, on):
        if found.unit is not None:
            assert HELD.unit_as_of(found.unit, on) is not None, found
        assert found.automatic == (found.why in ("itself", "whole"))


@settings(max_examples=400, deadline=None)
@given(unit, days)
def test_a_successor_of_that_day_is_its_own_successor(one: str, on: date) -> None:
    """Asked again on the same day, nobody is passed on further: a duty cannot wander."""
    for found in HELD.successors(one, on):
        if found.unit is not None and found.automatic:
            assert found.unit in {again.unit for again in HELD.successors(found.unit, on)}


@settings(max_examples=400, deadline=None)
@given(unit, days, st.integers(0, 3000))
def test_steps_go_forward_in_time_and_never_past_the_day(one: str, on: date, more: int) -> None:
    late = on + timedelta(more)
    for found in HELD.successors(one, late):
        at = [step.event.on for step in found.steps if step.event.on is not None]
        assert at == sorted(at)
        assert not at or at[-1] <= late
        chain = [one, *(step.link.new for step in found.steps)]
        assert [step.link.old for step in found.steps] == chain[:-1], "each step begins where the last one ended"
        assert len(set(chain)) == len(chain), "nobody comes back to an earlier body"


def test_at_most_one_version_stands_on_any_day() -> None:
    """Tried on every day on which anything begins or ends, and on its neighbours."""
    for one in UNITS:
        rows = HELD.versions_of(one)
        edges = {day for row in rows for day in (row.valid_from, row.valid_to) if day is not None}
        for on in {day + timedelta(step) for day in edges for step in (-1, 0, 1)}:
            assert sum(row.stands(on) for row in rows) <= 1, (one, on)


@settings(max_examples=200, deadline=None)
@given(unit, days)
def test_who_came_before_leads_back_to_who_stands_now(one: str, on: date) -> None:
    """Each predecessor whose whole went over in one known step has the unit among its successors."""
    if HELD.unit_as_of(one, on) is None:
        return
    for found in HELD.predecessors(one, on):
        if found.unit is not None and found.automatic and found.unit != one:
            assert one in {again.unit for again in HELD.successors(found.unit, on)}
