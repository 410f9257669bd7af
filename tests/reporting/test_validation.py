"""What cannot be stops the sending; what looks odd asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.measurement import catalogue
from nhip.reporting.timeliness import board, cell_of
from nhip.reporting.validation import Stated, findings, relations
from nhip.text.issues import sentence


def codes(*stated: Stated, stops: bool | None = None, empty: tuple[str, ...] = ()) -> list[str]:
    return [one.issue.code.split(".")[1] for one in findings(stated, empty) if stops is None or one.stops == stops]


def tin(value: object, **more: object) -> Stated:
    held = None if value is None else Decimal(str(value))
    return Stated("web_items", "Tin, bài", "tin, bài", held, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (tin(-1), ["figure_negative"]),
        (tin("2.5"), ["figure_not_whole"]),
        (Stated("s", "Tỷ lệ", "%", Decimal(130)), ["share_over_hundred"]),
        (tin(5, counted=Decimal(7)), ["figure_not_as_counted"]),
        (tin(None, nil=True, counted=Decimal(7)), ["nil_against_records"]),
        (tin(5), []),
        (Stated("s", "Giờ", "giờ", Decimal("2.5")), []),
    ],
)
def test_what_cannot_be_stops(stated: Stated, found: list[str]) -> None:
    assert codes(stated, stops=True) == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (tin(None), ["figure_missing"]),
        (tin(None, nil=True), []),
        (tin(100, previous=Decimal(10)), ["figure_jumped"]),
        (tin(10, previous=Decimal(100)), ["figure_jumped"]),
        (tin(0, previous=Decimal(40)), ["figure_fell_to_nothing"]),
        (tin(8, previous=Decimal(1)), []),
        (tin(100, previous=Decimal(10), explained=True), []),
        (tin(30, within=Decimal(45)), ["figure_below_inner"]),
        (tin(5, counted=Decimal(7), explained=True), ["figure_explained"]),
        (tin(None, nil=True, counted=Decimal(7), explained=True), ["nil_explained"]),
    ],
)
def test_what_looks_odd_asks(stated: Stated, found: list[str]) -> None:
    assert codes(stated, stops=False) == found


def test_a_part_is_never_greater_than_its_whole() -> None:
    whole = Stated("external_information_items", "Tin đối ngoại", "tin, bài", Decimal(20))
    part = Stated("sea_and_border_items", "Biển, đảo", "tin, bài", Decimal(25))
    assert codes(whole, part, stops=True) == ["parts_over_whole"]


def test_an_empty_required_part_stops() -> None:
    assert codes(empty=("Đánh giá",), stops=True) == ["part_empty"]


def test_relations_name_indicators_that_exist() -> None:
    known = {one.code for one in catalogue.packaged()}
    assert {code for one in relations() for code in (one.whole, *one.parts)} <= known


@given(st.decimals(-10, 10**9, places=1), st.none() | st.decimals(0, 10**9, places=0), st.booleans())
def test_every_finding_has_its_sentence(value: Decimal, counted: Decimal | None, explained: bool) -> None:
    for one in findings([tin(value, counted=counted, previous=Decimal(3000), explained=explained)], ["Phần"]):
        assert sentence(one.issue)


DUE, TODAY = date(2026, 6, 16), date(2026, 6, 18)


@pytest.mark.parametrize(
    ("state", "first", "sent", "today", "standing", "late"),
    [
        ("approved", date(2026, 6, 16), date(2026, 6, 16), TODAY, "on_time", 0),
        ("locked", date(2026, 6, 17), date(2026, 6, 17), TODAY, "late", 1),
        ("approved", date(2026, 6, 15), date(2026, 6, 18), TODAY, "on_time", 0),
        ("returned", date(2026, 6, 15), None, TODAY, "returned", 2),
        ("drafting", None, None, TODAY, "overdue", 2),
        ("checked", None, None, date(2026, 6, 14), "soon", 0),
        ("drafting", None, None, date(2026, 6, 1), "due", 0),
    ],
)
def test_a_cell_says_how_a_report_stands(
    state: str, first: date | None, sent: date | None, today: date, standing: str, late: int
) -> None:
    cell = cell_of("a", state, DUE, first, sent, today)
    assert (cell.standing, cell.late) == (standing, late)


def test_a_board_counts_everybody_and_names_the_latest_first() -> None:
    made = board([
        cell_of("a", "approved", DUE, DUE, DUE, TODAY), cell_of("b", "drafting", DUE, None, None, TODAY),
        cell_of("c", "drafting", date(2026, 6, 10), None, None, TODAY),
    ])  # fmt: skip
    assert (made.sent, made.on_time, [cell.unit for cell in made.waiting]) == (1, 1, ["c", "b"])
