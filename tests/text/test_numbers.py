from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.text.numbers import find_numbers, read_number, write_number
from nhip.text.written_numbers import find_written, read_written, write_written


@pytest.mark.parametrize(
    ("text", "value"),
    [("83 nghìn", "83000"), ("1.234,5", "1234.5"), ("06", "6"), ("1,5 triệu", "1500000"), ("2 tỷ", "2000000000"),
     ("42.500.000", "42500000"), ("619,08", "619.08"), ("1000", "1000"), ("2 nghìn tỷ", "2000000000000"),
     ("0,125", "0.125"), ("-2,5", "-2.5"), ("42 500 000", "42500000"), ("1.5", "1.5"), ("hai mươi lăm", "25"),
     ("1,234.5", "1234.5"), ("13 nghìn", "13000"), ("3\u00a0500", "3500")],
)  # fmt: skip
def test_a_number_is_read_the_vietnamese_way(text: str, value: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["", "năm học", "A4", "198/KH-UBND", "20/8/2024", "nghìn"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_two_readings_are_said() -> None:
    number = read_number("1,234")
    assert number is not None
    assert (number.value, number.ambiguous, number.other) == (Decimal("1.234"), True, Decimal(1234))
    assert not read_number("1.234").ambiguous  # type: ignore[union-attr]


def test_numbers_stand_where_they_say() -> None:
    text = "Dân số hơn 83 nghìn người, hộ nghèo 6,65%, giấy A4, 42.500.000đ, đạt 100 % kế hoạch."
    found = find_numbers(text)
    assert [number.raw for number in found] == ["83 nghìn", "6,65", "42.500.000", "100"]
    assert [number.percent for number in found] == [False, True, False, True]
    assert all(text[number.start : number.end] == number.raw for number in found)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_writing_then_reading_gives_the_number_back(value: Decimal) -> None:
    number = read_number(write_number(value))
    assert number is not None
    assert number.value == value


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_then_reading_gives_the_number_back(value: int) -> None:
    assert read_written(write_written(value)) == value


def test_numbers_in_words_in_running_text() -> None:
    text = "Một trăm linh năm hộ, ba triệu rưỡi đồng, năm 2024, một số nơi, hai mươi mốt xã"
    found = find_written(text)
    assert [int(value) for _, _, value in found] == [105, 3_500_000, 21]
    assert text[found[0][0] : found[0][1]] == "Một trăm linh năm"


def test_width_and_rounding() -> None:
    assert write_number(6, width=2) == "06"
    assert write_number(Decimal("2.345"), decimals=2) == "2,35"
    assert write_number(1234567) == "1.234.567"
    with pytest.raises(ValueError, match="finite"):
        write_number(Decimal("NaN"))
