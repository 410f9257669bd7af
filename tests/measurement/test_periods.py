"""Periods: no day twice, none left out, holidays, and what a longer report replaces."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.law.holidays import Calendar, Run, vietnam
from nhip.measurement.periods import (
    MONTHS,
    DueRule,
    Period,
    Slot,
    days_late,
    due_on,
    instances,
    slot_of,
    slots,
    span,
    windows,
)

DAY = timedelta(days=1)
YEARS = st.integers(1990, 2090)
WINDOWS = st.sampled_from(sorted(windows()))
TILING = st.sampled_from([kind for kind in MONTHS if kind != "nine_months"])


def slots_of(years: st.SearchStrategy[int]) -> st.SearchStrategy[Slot]:
    kinds = st.sampled_from(list(MONTHS))
    return st.builds(
        lambda kind, year, n: Slot(kind, year, n % (12 // MONTHS[kind]) + 1), kinds, years, st.integers(0, 11)
    )


SLOTS = slots_of(YEARS)


@given(WINDOWS, TILING, YEARS)
def test_periods_of_one_kind_leave_no_day_out_and_take_none_twice(window: str, kind: str, year: int) -> None:
    row = [slot.period(window) for at in (year, year + 1, year + 2) for slot in slots(kind, at)]
    assert all(one.end + DAY == other.start for one, other in pairwise(row))


@given(WINDOWS, SLOTS)
def test_longer_periods_are_made_of_whole_months(window: str, slot: Slot) -> None:
    months = slots("month", slot.year)[slot.last_month - MONTHS[slot.kind] : slot.last_month]
    held = slot.period(window)
    assert (held.start, held.end) == (months[0].period(window).start, months[-1].period(window).end)


@given(WINDOWS, SLOTS)
def test_a_period_is_recognised_again(window: str, slot: Slot) -> None:
    held = slot.period(window)
    found = slot_of(held)
    assert found is not None
    assert (found[0].kind, found[0].period(found[1]).start, found[0].period(found[1]).end) == (
        slot.kind,
        held.start,
        held.end,
    )


@given(SLOTS, WINDOWS)
def test_the_previous_period_ends_on_the_eve(slot: Slot, window: str) -> None:
    before, held = slot.previous().period(window), slot.period(window)
    assert before.end < held.start
    if slot.kind != "nine_months":
        assert before.end + DAY == held.start
    assert slot.last_year().period(window).end < held.start


@pytest.mark.parametrize(
    ("slot", "window", "start", "end"),
    [
        (Slot("year", 2026), "mid_month", date(2025, 12, 15), date(2026, 12, 14)),
        (Slot("half", 2026, 1), "mid_month", date(2025, 12, 15), date(2026, 6, 14)),
        (Slot("half", 2026, 2), "mid_month", date(2026, 6, 15), date(2026, 12, 14)),
        (Slot("quarter", 2026, 2), "mid_month", date(2026, 3, 15), date(2026, 6, 14)),
        (Slot("month", 2026, 1), "mid_month", date(2025, 12, 15), date(2026, 1, 14)),
        (Slot("year", 2026), "december", date(2025, 12, 1), date(2026, 11, 30)),
        (Slot("half", 2020, 1), "december", date(2019, 12, 1), date(2020, 5, 31)),
        (Slot("quarter", 2024, 1), "calendar", date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_windows_as_the_law_draws_them(slot: Slot, window: str, start: date, end: date) -> None:
    assert (slot.period(window).start, slot.period(window).end) == (start, end)


def test_labels_are_written_as_officials_write_them() -> None:
    assert Slot("month", 2026, 2).label == "tháng 02 năm 2026"
    assert Slot("month", 2026, 11).label == "tháng 11 năm 2026"
    assert Slot("quarter", 2026, 3).label == "quý III năm 2026"
    assert Slot("half", 2026, 1).label == "6 tháng đầu năm 2026"
    assert Slot("nine_months", 2026).label == "9 tháng đầu năm 2026"
    assert Slot("year", 2026).label == "năm 2026"


def test_no_year_has_a_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="quarter"):
        Slot("quarter", 2026, 5)


@given(YEARS)
def test_twelve_reports_a_year_and_not_eighteen(year: int) -> None:
    kinds = ("month", "quarter", "half", "year")
    assert len(instances(year, kinds, substitution=False)) == 18
    row = instances(year, kinds, substitution=True)
    assert len(row) == 12
    assert [one.slot.number for one in row if one.slot.kind == "month"] == [1, 2, 4, 5, 7, 8, 10, 11]
    replaced = {one.slot: set(one.replaces) for one in row if one.replaces}
    assert replaced == {
        Slot("quarter", year, 1): {Slot("month", year, 3)},
        Slot("half", year, 1): {Slot("month", year, 6), Slot("quarter", year, 2)},
        Slot("quarter", year, 3): {Slot("month", year, 9)},
        Slot("year", year): {Slot("month", year, 12), Slot("quarter", year, 4)},
    }


@given(YEARS, st.sets(st.sampled_from(list(MONTHS))), WINDOWS)
def test_what_is_replaced_is_always_inside_what_replaces_it(year: int, kinds: set[str], window: str) -> None:
    row = instances(year, kinds, substitution=True)
    for one in row:
        whole, parts = one.slot.period(window), [part.period(window) for part in one.replaces]
        assert all(whole.holds(part.start) and part.end == whole.end for part in parts)
    assert len({one.slot.last_month for one in row}) == len(row), "one report at each end"
    asked = {slot for kind in kinds for slot in slots(kind, year)} - {Slot("half", year, 2)}
    stands = {one.slot for one in row} | {part for one in row for part in one.replaces}
    assert asked <= stands, "nothing is lost: each asked report is sent or replaced"


@given(slots_of(st.integers(2024, 2026)), WINDOWS, st.integers(1, 31), st.booleans())
def test_a_last_day_is_a_working_day_and_never_moves_the_wrong_way(
    slot: Slot, window: str, day: int, before: bool
) -> None:
    made = {
        shift: due_on(DueRule("province", slot.kind, day, before=before, shift=shift), slot, window, vietnam())
        for shift in ("none", "next", "previous")
    }
    assert made["previous"] <= made["none"] <= made["next"]
    assert vietnam().is_working(made["previous"])
    assert vietnam().is_working(made["next"])
    if vietnam().is_working(made["none"]):
        assert len(set(made.values())) == 1


def test_before_the_twentieth_ends_with_the_nineteenth() -> None:
    rule = DueRule("province", "year", 20, before=True, shift="none")
    assert due_on(rule, Slot("year", 2026), "mid_month", vietnam()) == date(2026, 12, 19)


def test_a_last_day_in_the_holidays_moves() -> None:
    tet = Calendar([Run(date(2026, 2, 14), date(2026, 2, 22), "off", "Tết", "", "T")])
    rule = DueRule("commune", "month", 16, shift="next")
    assert due_on(rule, Slot("month", 2026, 2), "mid_month", tet) == date(2026, 2, 23)
    rule = DueRule("commune", "month", 16, shift="previous")
    assert due_on(rule, Slot("month", 2026, 2), "mid_month", tet) == date(2026, 2, 13)


def test_working_days_after_the_window_closes_step_over_holidays() -> None:
    tet = Calendar([Run(date(2026, 2, 14), date(2026, 2, 22), "off", "Tết", "", "T")])
    rule = DueRule("commune", "month", workdays_after_close=2)
    assert due_on(rule, Slot("month", 2026, 2), "mid_month", tet) == date(2026, 2, 24)


def test_day_thirty_one_of_a_short_month_is_its_last_day_and_a_month_after_december_is_january() -> None:
    none = Calendar([])
    last = due_on(DueRule("a", "month", 31, shift="none"), Slot("month", 2026, 2), "calendar", none)
    assert last == date(2026, 2, 28)
    after = DueRule("a", "year", 10, months_after=1, shift="none")
    assert due_on(after, Slot("year", 2026), "calendar", none) == date(2027, 1, 10)


def test_days_late_count_from_the_day_after_the_last_day() -> None:
    due = date(2026, 6, 16)
    assert days_late(due, date(2026, 6, 16), date(2026, 7, 1)) == 0
    assert days_late(due, date(2026, 6, 18), date(2026, 7, 1)) == 2
    assert days_late(due, None, date(2026, 6, 26)) == 10


def test_a_span_may_not_end_before_it_starts() -> None:
    assert span(date(2021, 1, 1), date(2024, 12, 31), "giai đoạn 2021 - 2024").kind == "span"
    with pytest.raises(ValueError, match="2024"):
        span(date(2024, 1, 2), date(2024, 1, 1), "")
    assert slot_of(Period(date(2021, 1, 1), date(2024, 12, 31), "span", "")) is None
