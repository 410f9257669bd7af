"""Numbers, symbols and days as the law prints them; the measures themselves; how wide words are."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import dataclasses

import pytest
from tests.documents.composing import samples

from nhip.documents.composing import widths
from nhip.documents.composing.draft import Day
from nhip.documents.composing.numbering import kind_of, label
from nhip.documents.composing.rules import decree30, document_types
from nhip.documents.composing.symbols import day_line, number_line, padded, roman, symbol
from nhip.documents.composing.word import compose


@pytest.mark.parametrize(
    ("code", "body", "unit", "expected"),
    [
        ("BC", "UBND", None, "BC-UBND"),
        ("TTr", "STC", None, "TTr-STC"),
        ("QĐ", "UBND", "VX", "QĐ-UBND"),
        ("CV", "UBND", "VX", "UBND-VX"),
        ("CV", "SVHTTDL", None, "SVHTTDL"),
    ],
)
def test_named_types_open_their_symbol_and_letters_do_not(code, body, unit, expected):
    assert symbol(code, body, unit) == expected


def test_an_unknown_type_has_no_symbol():
    with pytest.raises(KeyError):
        symbol("QCh", "UBND")


def test_the_letters_of_types_are_those_of_the_law():
    letters = [code for code, kind in document_types().items() if kind.letters]
    assert letters == (
        [
            "NQ",
            "QĐ",
            "CT",
            "QC",
            "QyĐ",
            "TC",
            "TB",
            "HD",
            "CTr",
            "KH",
            "PA",
            "ĐA",
            "DA",
            "BC",
            "BB",
            "TTr",
            "HĐ",
            "CĐ",
            "BGN",
            "BTT",
            "GUQ",
            "GM",
            "GGT",
            "GNP",
            "PG",
            "PC",
            "PB",
        ]
    )
    assert {kind.name for kind in document_types().values() if not kind.letters} == {"Công văn", "Thư công"}
    assert len(document_types()) == 29


@pytest.mark.parametrize(("number", "shown"), [("5", "05"), ("05", "05"), ("12", "12"), ("1917", "1917"), ("5a", "5a")])
def test_numbers_under_ten_get_a_zero(number, shown):
    assert padded(number) == shown
    assert number_line(number, "BC-UBND") == f"Số: {shown}/BC-UBND"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (Day(day=5, month=1, year=2026), "Lạng Sơn, ngày 05 tháng 01 năm 2026"),
        (Day(day=15, month=2, year=2026), "Lạng Sơn, ngày 15 tháng 02 năm 2026"),
        (Day(day=9, month=3, year=2026), "Lạng Sơn, ngày 09 tháng 3 năm 2026"),
        (Day(day=31, month=12, year=2026), "Lạng Sơn, ngày 31 tháng 12 năm 2026"),
        (Day(month=6, year=2026), "Lạng Sơn, ngày        tháng 6 năm 2026"),
    ],
)
def test_zeros_stand_before_small_days_and_the_first_two_months(day, shown):
    assert day_line("Lạng Sơn", day) == shown


@pytest.mark.parametrize(("number", "shown"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")])
def test_appendices_are_counted_in_roman_numbers(number, shown):
    assert roman(number) == shown


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        ("I", "section", "I."), ("IV.", "section", "IV."), ("1", "clause", "1."), ("2.1", "clause", "2.1."), ("a", "point", "a)"),
        ("đ)", "point", "đ)"), ("Phần I", "part", "Phần I"), ("Chương II", "part", "Chương II"), ("Điều 3", "article", "Điều 3."),
        ("A", "section", "A."),
    ],
)  # fmt: skip
def test_numbers_of_parts_are_printed_by_their_kind(number, kind, shown):
    assert kind_of(number) == kind
    assert label(number) == shown


def test_every_element_has_its_point_and_writes_what_the_law_allows():
    layout = decree30()
    assert len(layout.elements) > 20
    for element in layout.elements.values():
        assert "Phụ lục I" in element.point
        assert element.size.least <= element.size.use <= element.size.most
        if element.line:
            assert element.line.least <= element.line.use <= element.line.most
    for rule in layout.margins.values():
        assert rule.holds(rule.use)


def test_the_motto_fits_its_column():
    text = decree30()["motto_country"].text
    wide = widths.width(text, 13, bold=True)
    assert wide == pytest.approx(95.7, abs=0.1)
    assert wide < decree30().raw["ours"]["head_columns"][1]
    assert widths.width(text, 12, bold=True) == pytest.approx(88.3, abs=0.1)


def test_lines_break_where_the_room_ends_and_are_made_even():
    name = "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    shown, room = widths.balanced(name, 62, 13, bold=True)
    assert " ".join(shown) == name
    assert len(shown) == len(widths.lines(name, 62, 13, bold=True)) == 2
    lengths = [widths.width(line, 13, bold=True) for line in shown]
    assert max(lengths) <= room + 0.01 <= 62
    assert max(lengths) - min(lengths) < 20


def test_a_party_document_is_not_composed():
    with pytest.raises(ValueError, match="36-HD/VPTW"):
        compose(dataclasses.replace(samples.plan(), party=True))
