from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.text.dates import find_dates, read_date, write_date
from nhip.text.issues import sentence


@pytest.mark.parametrize(
    ("text", "precision", "value"),
    [("ngày 20 tháng 8 năm 2024", "day", "2024-08-20"), ("20/8/2024", "day", "2024-08-20"),
     ("ngày 09/8/2021", "day", "2021-08-09"), ("01-02-2024", "day", "2024-02-01"), ("1.2.2024", "day", "2024-02-01"),
     ("tháng 6 năm 2024", "month", "2024-06"), ("tháng 11/2024", "month", "2024-11"),
     ("ngày    tháng 6 năm 2024", "month", "2024-06"), ("ngày … tháng 6 năm 2024", "month", "2024-06"),
     ("ngày ..... tháng 12 năm 2025", "month", "2025-12"), ("ngày   tháng   năm 2024", "year", "2024"),
     ("quý II/2024", "quarter", "2024-04-01/2024-06-30"), ("Quý 4 năm 2025", "quarter", "2025-10-01/2025-12-31"),
     ("6 tháng đầu năm 2024", "half", "2024-01-01/2024-06-30"),
     ("6 tháng cuối năm 2024", "half", "2024-07-01/2024-12-31"),
     ("9 tháng đầu năm 2024", "months", "2024-01-01/2024-09-30"), ("năm 2030", "year", "2030"),
     ("giai đoạn 2021 - 2025", "years", "2021-01-01/2025-12-31"), ("ngày 15/12", "day_month", None)],
)  # fmt: skip
def test_each_form_is_read(text: str, precision: str, value: str | None) -> None:
    span = read_date(text)
    assert span is not None
    assert (span.precision, span.value, span.issue) == (precision, value, None)


@pytest.mark.parametrize("text", ["31/02/2024", "ngày 30 tháng 2 năm 2023", "tháng 13 năm 2024", "ngày 32/1/2024"])
def test_a_date_no_calendar_holds_is_refused_not_mended(text: str) -> None:
    (span,) = find_dates(text)
    assert span.value is None
    assert span.issue is not None
    assert text in sentence(span.issue)


def test_spans_are_true_and_symbols_are_no_dates() -> None:
    text = "Thông tư 22/2016/TT-BTTTT ngày 19/10/2016; Nghị định 72/2015/NĐ-CP; từ 15/11/2023 đến 14/12/2024"
    spans = find_dates(text)
    assert [span.value for span in spans] == ["2016-10-19", "2023-11-15", "2024-12-14"]
    assert all(text[span.start : span.end] == span.raw for span in spans)


@given(st.dates(min_value=date(1945, 9, 2), max_value=date(2099, 12, 31)))
def test_writing_then_reading_gives_the_date_back(when: date) -> None:
    span = read_date(write_date(when))
    assert span is not None
    assert span.first == span.last == when


def test_zero_before_small_days_and_the_first_two_months() -> None:
    assert write_date(date(2025, 1, 5)) == "ngày 05 tháng 01 năm 2025"
    assert write_date(date(2025, 6, 15)) == "ngày 15 tháng 6 năm 2025"
