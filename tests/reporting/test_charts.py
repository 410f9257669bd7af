"""Pictures of figures: the same bytes each time, one unit, missing is not zero."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from nhip.reporting.composition.charts import Bars, bar_chart

SERIES = ("Kỳ này", "Cùng kỳ", "Kỳ trước")


def test_the_same_figures_give_the_same_picture() -> None:
    rows = [
        Bars("Tin, bài trên báo của tỉnh", (Decimal(1250), Decimal(980), None)),
        Bars("Băng rôn", (Decimal(0),) * 3),
    ]
    first = bar_chart(SERIES, rows, "tin, bài")
    assert first == bar_chart(SERIES, rows, "tin, bài")
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1400


def test_a_long_name_is_broken_and_a_longer_value_has_the_longer_bar() -> None:
    name = "Số lượt phát nội dung tuyên truyền trên hệ thống truyền thanh cơ sở của các xã, phường " * 3
    data = bar_chart(("Kỳ này",), [Bars(name, (Decimal(10),)), Bars("B", (Decimal(5),))], "lượt")
    with Image.open(io.BytesIO(data)) as picture:
        dark = picture.convert("RGB")
        blue = [sum(dark.getpixel((x, y)) == (43, 58, 103) for x in range(dark.width)) for y in range(dark.height)]
    assert max(blue) > 2 * min(length for length in blue if length > 40) * 0.9


@pytest.mark.parametrize("rows", [[], [Bars("A", (Decimal(1),))]])
def test_rows_must_fit_the_series(rows: list[Bars]) -> None:
    with pytest.raises(ValueError, match="a chart needs"):
        bar_chart(SERIES, rows, "tin")
