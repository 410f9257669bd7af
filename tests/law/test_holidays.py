from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nhip.law.holidays import vietnam

DAYS = st.dates(date(2023, 6, 1), date(2027, 6, 30))


def test_new_year_and_days_in_exchange() -> None:
    table = vietnam()
    assert not table.is_working(date(2026, 2, 17))  # first day of the lunar year
    assert table.is_working(date(2026, 8, 22))  # a Saturday worked for 31 August
    assert not table.is_working(date(2026, 8, 31))
    assert table.next_working(date(2026, 2, 14)) == date(2026, 2, 23)
    assert table.previous_working(date(2026, 2, 20)) == date(2026, 2, 13)


def test_every_row_has_a_source_and_runs_do_not_overlap() -> None:
    runs = sorted(vietnam().runs, key=lambda run: run.first)
    assert all(run.source and run.name and run.confidence in "RSTU" for run in runs)
    assert all(before.last < after.first for before, after in pairwise(runs))
    assert all(run.first.weekday() >= 5 for run in runs if run.kind == "work")


def test_the_table_says_which_years_it_knows() -> None:
    assert vietnam().covers(date(2026, 7, 1))
    assert not vietnam().covers(date(2019, 7, 1))


@given(DAYS, DAYS)
def test_between_is_what_counting_day_by_day_gives(first: date, last: date) -> None:
    low, high = min(first, last), max(first, last)
    counted = sum(vietnam().is_working(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert vietnam().between(low, high) == counted
    assert vietnam().between(high, low) == -counted


@given(DAYS, st.integers(0, 60))
def test_adding_working_days_is_undone_by_counting_them(day: date, count: int) -> None:
    assert vietnam().between(day, vietnam().add(day, count)) == count
