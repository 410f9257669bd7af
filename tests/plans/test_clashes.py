"""Clashes in the calendar: each pair once, whatever the order, and nothing that does not meet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from nhip.law.quiet_days import QuietDays, packaged
from nhip.plans.calendar import Item, days, month_of, rows, week_of
from nhip.plans.clashes import clashes

NINE = datetime(2026, 3, 2, 2, tzinfo=UTC)
ON = date(2026, 3, 2)


def item(key: str, hour: float = 0, lasts: float | None = None, **more: object) -> Item:
    begins = NINE + timedelta(hours=hour)
    ends = begins + timedelta(hours=lasts) if lasts else None
    return Item(key=key, kind="activity", title=key, on=ON, begins=begins, ends=ends, **more)  # type: ignore[arg-type]


def kinds(*items: Item) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.first, one.second) for one in clashes(items)]


def test_one_audience_in_the_same_hour_is_found_and_the_next_hour_is_not() -> None:
    first, second = item("a", audience="Cán bộ cấp xã"), item("b", 0.5, audience="học sinh; cán bộ cấp xã")
    assert kinds(first, second) == [("audience", "a", "b")]
    assert kinds(first, item("b", 1, audience="cán bộ cấp xã")) == []
    assert kinds(item("a", lasts=2, audience="học sinh"), item("b", 1.5, audience="Học sinh")) != []


def test_one_spokesperson_is_not_in_two_places() -> None:
    assert kinds(item("a", spokesperson="Chánh Văn phòng"), item("b", spokesperson="chánh văn phòng")) == [
        ("spokesperson", "a", "b")
    ]
    assert kinds(item("a"), item("b")) == []


def test_nothing_on_an_embargoed_subject_goes_out_before_its_time() -> None:
    lifted = NINE + timedelta(days=1)
    held = item("a", 30, embargo_until=lifted, subject=7)
    assert kinds(held, item("b", subject=7)) == [("embargo", "a", "b")]
    assert kinds(held, item("b", subject=8)) == []
    assert kinds(held, item("b", 25, subject=7)) == []
    assert kinds(item("a", goes_out=NINE, embargo_until=lifted)) == [("embargo", "a", None)]


def test_a_quiet_day_speaks_of_everything_that_goes_out_and_of_no_task() -> None:
    quiet = (QuietDays(ON, ON, "mourning", "Quốc tang", "x", "x"),)
    found = clashes([item("a"), Item("t", "task", "t", ON), item("c", state="cancelled")], quiet)
    assert [(one.kind, one.first) for one in found] == [("quiet", "a")]
    assert all(one.first <= one.last and one.basis and one.source for one in packaged())


words = st.sampled_from(["", "Cán bộ", "học sinh", "cán bộ; học sinh"])
things = st.builds(
    lambda key, hour, lasts, audience, who, until, subject: item(
        key, hour, lasts or None, audience=audience, spokesperson=who, subject=subject,
        embargo_until=NINE + timedelta(hours=until) if until else None,
    ),
    st.sampled_from("abcdef"), st.integers(0, 4), st.integers(0, 3), words, st.sampled_from(["", "A", "a"]),
    st.integers(0, 5), st.sampled_from([None, 1]),
)  # fmt: skip


@given(st.lists(things, max_size=4, unique_by=lambda one: one.key))
def test_the_order_things_come_in_does_not_matter(some: list[Item]) -> None:
    said = clashes(some)
    assert all(clashes(order) == said for order in permutations(some))
    assert len(said) == len(set(said))
    for one in said:
        assert one.second is None or one.first < one.second


@given(st.lists(things, max_size=5, unique_by=lambda one: one.key))
def test_taking_a_thing_away_only_takes_its_own_clashes_away(some: list[Item]) -> None:
    for gone in some:
        left = clashes([one for one in some if one is not gone])
        assert set(left) == {one for one in clashes(some) if gone.key not in (one.first, one.second)}


def test_weeks_begin_on_monday_and_months_show_whole_weeks() -> None:
    assert week_of(ON)[0].weekday() == 0
    assert ON in week_of(ON)
    weeks = month_of(date(2026, 2, 10))
    assert all(len(week) == 7 and week[0].weekday() == 0 for week in weeks)
    shown = days(weeks[0], [item("a")], month=2)
    assert [day.inside for day in shown].count(True) >= 1


def test_a_grid_has_a_row_for_each_audience_and_one_for_none() -> None:
    grid = rows(week_of(ON), [item("a", audience="học sinh; cán bộ"), item("b")], "audience")
    assert [name for name, _ in grid] == ["cán bộ", "học sinh", ""]
    assert sum(len(day.items) for _, line in grid for day in line) == 3
