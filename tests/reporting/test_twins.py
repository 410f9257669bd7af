"""The twins of a report say what the document says; words never become formulas; the same bytes each time."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from nhip.documents.composing.draft import Part, Picture, Table
from nhip.documents.composing.layout import check
from nhip.documents.composing.word import compose
from nhip.documents.intake.door import open_parcel
from nhip.reporting.composition.head import Issuer, printed, printed_above, signature_of, symbol_of
from nhip.reporting.composition.report import BREAK, Frame, draft_of, subject
from nhip.reporting.twin import report_twin
from nhip.reporting.workbook import workbook_of

COMMUNE = Issuer("Ủy ban nhân dân xã Mẫu Sơn", "Ủy ban nhân dân tỉnh Hoa Ban", "xã Mẫu Sơn")
OFFICE = Issuer("Sở Văn hóa, Thể thao và Du lịch tỉnh Hoa Ban", "Ủy ban nhân dân tỉnh Hoa Ban", "tỉnh Hoa Ban")


def figure(code: str, value: str | None, **more: Any) -> dict[str, Any]:
    return {
        "code": code, "name": f"Số {code}", "part": "press", "unit_name": "tin, bài", "rule": "sum", "value": value,
        "nil": False, "qualifier": "", "counted": value, "proven": "0", "estimated": None, "explanation": "",
        "previous": None, "last_year": None, "series_break": "", "rows": ["activity:1"], "sources": [],
        "formula_version": "1",
    } | more  # fmt: skip


CONTENT: dict[str, Any] = {
    "head": {"title": "Báo cáo công tác truyền thông", "period": "6 tháng đầu năm 2026", "start": "2025-12-15",
             "end": "2026-06-14", "cut_off": "2026-06-14", "unit": "hoa-ban.xa-mau-son/uy-ban-nhan-dan"},
    "paragraphs": [
        {"key": "press", "title": "Báo chí", "text": "Phối hợp tốt.\n- Mở chuyên mục mới.", "sources": []},
        {"key": "proposals", "title": "Kiến nghị", "text": "=HYPERLINK(1)", "sources": []},
    ],
    "figures": [
        figure("a", "1250", qualifier="trên", last_year="980", previous="700"),
        figure("b", "320.5", previous="12", series_break="xã sáp nhập từ 01/7/2025"),
        figure("c", None),
        figure("d", None, nil=True, explanation="Không có đoàn"),
        figure("e", "40", last_year="50"),
    ],
    "attachments": [],
}  # fmt: skip
PARTS = [
    {"key": "press", "number": "II.1", "title": "Kết quả trên báo chí", "kind": "mixed"},
    {"key": "own", "number": "II.2", "title": "Trên kênh của mình", "kind": "mixed"},
    {"key": "proposals", "number": "III", "title": "Đề xuất, kiến nghị", "kind": "proposals"},
]
FRAME = Frame(COMMUNE, "Báo cáo công tác truyền thông", 2026, PARTS, ("Ủy ban nhân dân tỉnh Hoa Ban",), sample=True)


def test_the_document_keeps_the_layout_and_tells_the_three_kinds_of_nothing_apart() -> None:
    draft = draft_of(CONTENT, FRAME)
    data = compose(draft)
    assert check(data) == []
    assert compose(draft_of(CONTENT, FRAME)) == data
    (opened,) = open_parcel("b.docx", data)
    text = opened.outcome.text  # type: ignore[union-attr]
    for words in ("trên 1.250", "980", "không phát sinh", "chưa báo cáo", f"12 {BREAK}", "xã sáp nhập từ 01/7/2025",
                  "Không có đoàn", "Mở chuyên mục mới", "Trong kỳ không có nội dung", "Dữ liệu mẫu"):  # fmt: skip
        assert words in text, words


def test_two_comparisons_are_two_columns_and_figures_of_one_unit_are_drawn() -> None:
    outer = next(part for part in draft_of(CONTENT, FRAME).body if isinstance(part, Part) and part.number == "II")
    inner = outer.blocks[0]
    assert isinstance(inner, Part)
    (table,) = [block for block in inner.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.header[0]][3:] == ["Cùng kỳ năm trước", "Kỳ trước"]
    assert [cell.text for cell in table.rows[0]][2:] == ["trên 1.250", "980", "700"]
    (picture,) = [block for block in inner.blocks if isinstance(block, Picture)]
    assert "trên 1.250" in picture.description
    assert "320,5" in picture.description


@pytest.mark.parametrize(
    ("broken", "marks"),
    [
        ("01/06/2025 A", ("40 (*)", "50")),
        ("01/07/2025 1672/NQ-UBTVQH15", ("40 (*)", "50 (*)")),
        ("đổi tên", ("40 (*)", "50 (*)")),
        ("", ("40", "50")),
    ],
)
def test_each_comparison_is_marked_by_the_breaks_since_it_began(broken: str, marks: tuple[str, str]) -> None:
    told = figure("a", "60", last_year="40", previous="50", series_break=broken)
    outer = next(part for part in draft_of(CONTENT | {"figures": [told]}, FRAME).body if isinstance(part, Part))
    inner = outer.blocks[0]
    assert isinstance(inner, Part)
    (table,) = [block for block in inner.blocks if isinstance(block, Table)]
    assert tuple(cell.text for cell in table.rows[0][3:]) == marks


def test_a_part_without_two_figures_of_one_unit_is_drawn_by_period_or_by_agency() -> None:
    parts = [{"unit": f"u{n}", "value": f"{n}.000000"} for n in range(12)]
    frame = replace(FRAME, agencies={f"u{n}": f"Xã {n}" for n in range(12)})
    (rolled,) = _pictures([figure("a", "66", sources=parts)], frame)
    assert "08 cơ quan, đơn vị có số liệu cao nhất trong 11" in rolled.caption
    assert rolled.description.startswith("Xã 11: 11; Xã 10: 10")
    (compared,) = _pictures([figure("a", "66", previous="50"), figure("b", "6", previous="0", unit_name="lớp")], FRAME)
    assert compared.description == "Số a: 66 tin, bài", "what was nought before is left to the table"
    assert not _pictures([figure("a", "66", sources=parts)], FRAME), "nothing is drawn whose agency has no name"
    assert not _pictures([figure("a", "66")], frame)


def _pictures(figures: list[dict[str, Any]], frame: Frame) -> list[Picture]:
    outer = next(part for part in draft_of(CONTENT | {"figures": figures}, frame).body if isinstance(part, Part))
    inner = outer.blocks[0]
    assert isinstance(inner, Part)
    return [block for block in inner.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize(
    ("issuer", "above", "body", "symbol", "position"),
    [
        (COMMUNE, None, "ỦY BAN NHÂN DÂN\nXÃ MẪU SƠN", "BC-UBND", "CHỦ TỊCH"),
        (OFFICE, "ỦY BAN NHÂN DÂN\nTỈNH HOA BAN", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "BC-SVHTTVDL", "GIÁM ĐỐC"),
    ],
)
def test_heads_and_signers(issuer: Issuer, above: str | None, body: str, symbol: str, position: str) -> None:
    assert (printed_above(issuer), printed(issuer)) == (above, body)
    assert signature_of(issuer).position == position
    assert symbol_of(issuer).startswith("BC-")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Báo cáo công tác truyền thông", "Kết quả công tác truyền thông"),
        ("Báo cáo kết quả thông tin cơ sở", "Kết quả thông tin cơ sở"),
        ("Báo cáo định kỳ gửi Bộ", "Báo cáo định kỳ gửi Bộ"),
        ("Công tác dân vận", "Công tác dân vận"),
    ],
)
def test_the_type_is_not_said_twice(title: str, expected: str) -> None:
    assert subject(title) == expected


@pytest.mark.parametrize(
    "title", ["Báo cáo công tác truyền thông", "Báo cáo công tác truyền thông 6 tháng đầu năm 2026"]
)
def test_the_period_is_not_said_twice(title: str) -> None:
    assert draft_of(CONTENT, replace(FRAME, title=title, sample=False)).title == (
        "Kết quả công tác truyền thông 6 tháng đầu năm 2026"
    )


def test_the_twin_keeps_every_figure_with_its_rows() -> None:
    twin = json.loads(json.dumps(report_twin(CONTENT, COMMUNE.name, number="07/BC-UBND"), ensure_ascii=False))
    assert [(one["value"], one["state"]) for one in twin["figures"]] == [
        (1250, "value"), (320.5, "value"), (None, "missing"), (None, "nil"), (40, "value"),
    ]  # fmt: skip
    assert twin["figures"][0]["sources"] == ["activity:1"]
    assert twin["figures"][0]["same_period_last_year"] == 980
    assert twin["period"]["from"] == "2025-12-15"


def test_the_workbook_holds_numbers_as_numbers_and_words_as_words() -> None:
    data = workbook_of(CONTENT, "Báo cáo")
    assert data == workbook_of(CONTENT, "Báo cáo")
    book = load_workbook(io.BytesIO(data))
    figures, words = book["Số liệu"], book["Nội dung"]
    assert [cell.value for cell in figures[3]][:7] == ["Số a", "a", "tin, bài", "trên", 1250, 980, 700]
    assert figures["H5"].value == "chưa báo cáo"
    assert words["B4"].value == "'=HYPERLINK(1)"
    assert words["B4"].data_type == "s"
