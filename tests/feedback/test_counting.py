"""Small counts are not said, and cannot be worked out from what is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nhip.feedback.counting import SMALL, shown

TABLES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=120)


def test_nine_is_hidden_and_ten_is_shown() -> None:
    assert shown([("m", "x")] * 9).cells["m", "x"] is None
    assert shown([("m", "x")] * 10).cells["m", "x"] == 10


def test_a_single_hidden_cell_takes_a_second_one_with_it() -> None:
    told = shown([("m", "x")] * 3 + [("m", "y")] * 20 + [("m", "z")] * 30)
    assert [told.cells["m", one] for one in "xyz"] == [None, None, 30]


def test_the_total_of_a_single_small_line_is_not_said() -> None:
    told = shown([("m", "x")] * 4 + [("n", "x")] * 15 + [("o", "x")] * 25)
    assert (told.row_totals["m"], told.row_totals["n"], told.total) == (None, None, 44)


@given(TABLES)
def test_what_is_said_is_true_and_never_small(pairs: list[tuple[str, str]]) -> None:
    told = shown(pairs)
    for (row, column), count in told.cells.items():
        true = pairs.count((row, column))
        assert count in (None, true)
        assert not 0 < (count or 0) < SMALL


@given(TABLES)
def test_no_line_gives_its_only_hidden_cell_away(pairs: list[tuple[str, str]]) -> None:
    told = shown(pairs)
    lines = [([told.cells[row, column] for column in told.columns], told.row_totals[row]) for row in told.rows]
    lines += [([told.cells[row, column] for row in told.rows], told.column_totals[column]) for column in told.columns]
    for cells, total in lines:
        assert total is None or len(cells) == 1 or cells.count(None) != 1
    for totals in (told.row_totals, told.column_totals):
        assert len(totals) == 1 or list(totals.values()).count(None) != 1
