"""Texts stored with the tags of a page."""

from __future__ import annotations

import time

import pytest

from nhip.documents.reading.sheet import sheet_of
from nhip.documents.reading.tags import Tags


def blocks(raw: str) -> list[str]:
    return [block.text for block in sheet_of(raw).blocks]


def test_a_line_break_inside_a_paragraph_is_white_space() -> None:
    raw = "<p class=MsoNormal>Kế hoạch số 7/KH-UBND ngày\n14/10/2025 của UBND xã</p>\n<p>Đoạn sau</p>"
    assert blocks(raw) == ["Kế hoạch số 7/KH-UBND ngày 14/10/2025 của UBND xã", "Đoạn sau"]


def test_a_row_is_one_block_and_keeps_its_empty_cells() -> None:
    raw = "<table>\n<tr><td></td><td><p>Dựng biển</p></td>\n<td><p>Công an xã;</p><p>Đoàn xã</p></td></tr></table>"
    sheet = sheet_of(raw)
    assert [block.table for block in sheet.blocks] == [True]
    assert [cell.strip() for cell in sheet.blocks[0].text.split("|")] == ["", "Dựng biển", "Công an xã; Đoàn xã"]


def test_styles_comments_and_wrappings_are_no_text() -> None:
    raw = "<html><head><style>p {margin:0}</style></head><!-- ẩn --><body lang=VI><p>Nội dung<o:p></o:p></p>"
    sheet = sheet_of(raw)
    assert [block.text for block in sheet.blocks] == ["Nội dung"]
    place = sheet.place(sheet.blocks[0].start, sheet.blocks[0].end)
    assert raw[place.start : place.end] == "Nội dung"


@pytest.mark.parametrize(
    "raw", ["<p>x</p>" + "<!--[if mso]>" * 50_000, "<tr><td>" * 50_000 + "</tr>", "<style>" * 50_000]
)
def test_tags_that_never_close_cost_no_time(raw: str) -> None:
    begun = time.perf_counter()
    Tags(raw + "</p><p>")
    assert time.perf_counter() - begun < 2
