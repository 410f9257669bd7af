"""Charts: nothing is drawn where nothing is known, the two drawings agree, letters are whole."""

from __future__ import annotations

import io
from decimal import Decimal

from lxml import etree
from PIL import Image

from nhip.measurement.charts import png, svg
from nhip.measurement.charts.drawing import Bar, compared, ranks, said, tiles, trend
from nhip.measurement.charts.scene import Box, Line, Words

BARS = [
    Bar("4/2025", Decimal(12), Decimal(8)),
    Bar("5/2025", None, state="missing"),
    Bar("6/2025", Decimal(0), Decimal(0), "zero"),
    Bar("7/2025", Decimal(30), Decimal(30), broken="sáp nhập 7/2025"),
]


def test_a_period_without_a_report_is_a_gap_not_a_bar() -> None:
    scene = trend("Lượt phát", "lượt", BARS, Decimal(20))
    titles = [shape.title for shape in scene.shapes if isinstance(shape, Box)]
    assert [title for title in titles if title.startswith("5/2025")] == []
    assert any(title.startswith("6/2025: 0") for title in titles)
    words = [shape.text for shape in scene.shapes if isinstance(shape, Words)]
    assert {"–", "sáp nhập 7/2025", "chỉ tiêu 20 lượt"} <= set(words)
    assert sum(isinstance(shape, Line) and shape.dashed for shape in scene.shapes) == 2


def test_agencies_that_said_nothing_are_named_as_such() -> None:
    bars = [Bar("Xã A", Decimal(3)), Bar("Xã B", None, state="missing"), Bar("Xã C", None, state="nil")]
    words = [shape.text for shape in compared("Bài", "bài", bars).shapes if isinstance(shape, Words)]
    assert {"chưa báo cáo", "không phát sinh"} <= set(words)


def test_tiles_stand_in_steps_and_invent_no_place() -> None:
    bars = [Bar(f"Xã {n}", Decimal(n)) for n in range(8)] + [Bar("Xã Z", None)]
    assert ranks(bars) == [1, 1, 2, 2, 3, 3, 4, 4, 0]
    told = [shape.text for shape in tiles("x", "bài", bars).shapes if isinstance(shape, Words)]
    assert any("không theo vị trí địa lý" in text for text in told)


def test_no_words_are_smaller_than_thirteen_pixels() -> None:
    for scene in (trend("x", "%", BARS), compared("x", "%", BARS), tiles("x", "%", BARS)):
        assert min(shape.size for shape in scene.shapes if isinstance(shape, Words)) >= 13


def test_both_drawings_are_whole_and_carry_what_they_tell() -> None:
    scene = trend("Lượt phát <loa> & bảng", "lượt", BARS)
    root = etree.fromstring(svg.write(scene).encode())
    assert root[0].text == "Lượt phát <loa> & bảng"
    assert "6/2025: 0 lượt" in root[1].text
    assert "fill=" not in svg.write(scene, for_page=True)
    image = Image.open(io.BytesIO(png.write(scene)))
    assert image.size == (round(scene.width) * 2, round(scene.height) * 2)
    assert len(image.getcolors(1 << 20)) > 20
    assert png.write(scene) == png.write(scene)


def test_values_are_said_as_people_read_them() -> None:
    assert [said(Decimal("94.1667"), "%"), said(Decimal(1284), "tin, bài"), said(None)] == [
        "94,2%",
        "1.284 tin, bài",
        "–",
    ]
