"""The clock counts working days, says how sure its source is, and the province's own term comes first."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from nhip.feedback.terms import VIETNAM, Keep, Term, clock, due, kept, packaged, term_for
from nhip.law.holidays import vietnam


def test_ten_working_days_do_not_count_the_day_it_came_nor_days_off() -> None:
    came = datetime(2026, 4, 28, 16, 0, tzinfo=VIETNAM)  # a Tuesday before 30 April and 1 May
    assert due(came, 3, vietnam()) == datetime(2026, 5, 5, 23, 59, 59, tzinfo=VIETNAM)


def test_an_evening_in_utc_is_the_next_day_in_vietnam() -> None:
    from datetime import UTC

    assert due(datetime(2026, 11, 16, 18, 0, tzinfo=UTC), 1, vietnam()).date() == date(2026, 11, 18)


@pytest.mark.parametrize(("day", "left"), [(16, 4), (20, 0), (21, -1), (23, -1), (24, -2)])
def test_the_clock_says_days_left_or_late(day: int, left: int) -> None:
    last = datetime(2026, 11, 20, 23, 59, 59, tzinfo=VIETNAM)
    assert clock(last, datetime(2026, 11, day, 9, 0, tzinfo=VIETNAM), vietnam()) == left


def test_every_term_has_a_source_and_says_how_sure_it_is() -> None:
    assert all(one.source and one.certainty in ("T", "S", "U") and 1 <= one.days <= 90 for one in packaged())
    assert packaged()[-1].categories == (), "the last row fits every category"


def test_rules_about_procedures_have_their_own_term() -> None:
    on = date(2026, 11, 21)
    assert term_for("procedures", on).code == "regulations"
    assert term_for("roads", on).code == "citizens"


def test_nothing_was_in_force_long_ago() -> None:
    with pytest.raises(LookupError):
        term_for("roads", date(2000, 1, 1))


def test_the_newest_own_term_comes_first_and_one_for_the_category_before_one_for_all() -> None:
    own = [
        Term("own:1", 5, date(2026, 1, 1), "QĐ thử", "", ("roads",)),
        Term("own:2", 7, date(2026, 6, 1), "QĐ thử", ""),
        Term("own:3", 3, date(2027, 1, 1), "QĐ thử", "", ("roads",)),
    ]
    assert term_for("roads", date(2026, 7, 1), own).days == 5
    assert term_for("land", date(2026, 7, 1), own).days == 7
    assert term_for("roads", date(2027, 7, 1), own).days == 3
    assert term_for("land", date(2026, 2, 1), own).code == "citizens"


@pytest.mark.parametrize(
    ("months", "days", "begin", "end"),
    [(6, 0, (2026, 8, 31), (2027, 2, 28)), (24, 0, (2026, 12, 1), (2028, 12, 1)), (0, 15, (2026, 1, 20), (2026, 2, 4)),
     (1, 0, (2026, 12, 31), (2027, 1, 31))],
)  # fmt: skip
def test_how_long_something_is_kept(months: int, days: int, begin: tuple, end: tuple) -> None:
    keep = Keep("contact", "closed", date(2026, 1, 1), "thử", "U", months, days)
    assert keep.until(date(*begin)) == date(*end)


def test_everything_that_is_erased_has_its_term() -> None:
    assert {kept(what).what for what in ("contact", "text", "comment", "photo", "open")} == {
        "contact", "text", "comment", "photo", "open",
    }  # fmt: skip
