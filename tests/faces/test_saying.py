"""Days, spans and numbers as people say them."""

from datetime import date

import pytest

from nhip.workspace.saying import ago, day_name, grouped


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 12), "Thứ Năm, ngày 12 tháng 11"),
        (date(2026, 2, 1), "Chủ nhật, ngày 01 tháng 02"),
        (date(2026, 3, 9), "Thứ Hai, ngày 09 tháng 3"),
    ],
)
def test_day_name(day: date, said: str) -> None:
    assert day_name(day) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "vừa xong"), (60, "1 phút trước"), (3700, "1 giờ trước"), (90_000, "1 ngày trước"), (-4, "vừa xong")],
)
def test_ago(seconds: float, said: str) -> None:
    assert ago(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"), [(83000, "83.000"), (1234.5, "1.234,5"), (0.25, "0,25"), (6.0, "6"), (-1500, "-1.500")]
)
def test_grouped(value: float, said: str) -> None:
    assert grouped(value) == said
