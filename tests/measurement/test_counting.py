from datetime import date
from decimal import Decimal

from nhip.measurement.counting import Event, Indicator, count

PLAYS = Indicator("C06", "Lượt phát trên hệ thống truyền thanh cơ sở", "loudspeaker_play", "lượt")
BEGIN, END = date(2026, 1, 1), date(2026, 6, 30)


def play(row: int, on: date, quantity: int, proven: bool = True) -> Event:
    return Event(row, "loudspeaker_play", on, Decimal(quantity), "lượt", proven)


def test_a_figure_keeps_its_rows_and_what_is_proven() -> None:
    counted = count(PLAYS, [play(1, BEGIN, 30), play(2, END, 12, proven=False)], BEGIN, END)
    assert (counted.value, counted.proven, counted.declared) == (Decimal(42), Decimal(30), Decimal(12))
    assert counted.rows == (1, 2)


def test_outside_the_period_or_of_another_kind_does_not_count() -> None:
    other = Event(3, "article", BEGIN, Decimal(5), "tin, bài", True)
    counted = count(PLAYS, [play(1, date(2025, 12, 31), 30), play(2, date(2026, 7, 1), 12), other], BEGIN, END)
    assert counted.rows == ()


def test_nothing_recorded_is_none_and_a_recorded_zero_is_zero() -> None:
    assert count(PLAYS, [], BEGIN, END).value is None
    assert count(PLAYS, [play(1, BEGIN, 0)], BEGIN, END).value == 0
