# ruff: noqa: E501
"""Headings, items and their numbers."""

from __future__ import annotations

from nhip.documents.reading.sections import outline_of
from nhip.documents.reading.sheet import sheet_of


def outline(text: str) -> list[tuple[str, str, int, bool]]:
    return [(s.number, s.title, s.level, s.run_in) for s in outline_of(sheet_of(text)).sections]


def test_levels_and_items() -> None:
    text = (
        "I. NỘI DUNG\n1. Tuyên truyền\n1.1. Trên báo chí\nĐăng 12 tin.\n1.2. Trên mạng xã hội\nĐăng 30 tin.\n"
        "2. Tập huấn\n- Mở 02 lớp.\nII. ĐỀ XUẤT\n1. Đề nghị tỉnh hỗ trợ kinh phí cho các xã.\n2. Đề nghị mở lớp tập huấn.\n"
    )
    found = outline_of(sheet_of(text))
    assert [(s.number, s.title, s.level) for s in found.sections] == [
        ("I", "NỘI DUNG", 1),
        ("1", "Tuyên truyền", 2),
        ("1.1", "Trên báo chí", 3),
        ("1.2", "Trên mạng xã hội", 3),
        ("2", "Tập huấn", 2),
        ("II", "ĐỀ XUẤT", 1),
    ]
    assert [(i.number, i.section) for i in found.items] == [("1", "SII"), ("2", "SII")]


def test_run_in_titles() -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính: tham mưu bố trí kinh phí theo quy định.\n"
        "2. Các sở, ban, ngành; Ủy ban nhân dân các xã: triển khai theo chức năng.\n"
    )
    assert outline(text)[1:] == [
        ("1", "Sở Tài chính", 2, True),
        ("2", "Các sở, ban, ngành; Ủy ban nhân dân các xã", 2, True),
    ]


def test_an_announcing_colon_makes_no_title() -> None:
    text = "I. NHIỆM VỤ\n1. Các đơn vị tổ chức thực hiện những nội dung như sau: treo băng rôn.\n2. Báo cáo trước ngày 20.\n"
    assert [s[0] for s in outline(text)] == ["I"]


def test_bold_run_in_title_without_colon() -> None:
    assert outline("**1. Về kinh phí.** Bố trí từ ngân sách.\n\n**2. Về nhân lực.** Cử cán bộ.\n") == [
        ("1", "Về kinh phí", 2, True),
        ("2", "Về nhân lực", 2, True),
    ]


def test_a_document_whose_head_is_lost_may_begin_anywhere() -> None:
    found = outline_of(sheet_of("II. NỘI DUNG\nTuyên truyền.\nIII. KINH PHÍ\nNgân sách.\n")).sections
    assert [s.misnumbered for s in found] == [False, False]


def test_repeated_and_skipped_numbers() -> None:
    found = outline_of(
        sheet_of(
            "I. A\nx\nII. B\nx\nII. C\nx\nV. D\nx\n".replace("A", "MỤC ĐÍCH")
            .replace(" B", " NỘI DUNG")
            .replace(" C", " KINH PHÍ")
            .replace(" D", " TỔ CHỨC")
        )
    ).sections
    assert [(s.number, s.expected_number) for s in found] == [("I", None), ("II", None), ("II", "III"), ("V", "IV")]


def test_articles_of_a_decision() -> None:
    text = "Điều 1. Phê duyệt Kế hoạch truyền thông năm 2025.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    found = outline_of(sheet_of(text))
    assert found.sections == ()  # paragraphs without a title of their own
    assert [item.number for item in found.items] == ["1", "2"]
    titled = "Điều 1. Phạm vi điều chỉnh\nQuy chế này quy định việc phát ngôn.\nĐiều 2. Giải thích từ ngữ\nLời văn.\n"
    found = outline_of(sheet_of(titled))
    assert [(s.number, s.level, s.title) for s in found.sections] == [
        ("1", 1, "Phạm vi điều chỉnh"),
        ("2", 1, "Giải thích từ ngữ"),
    ]


def test_a_section_reaches_to_the_next_heading() -> None:
    text = "I. MỘT\nLời văn.\n\n1. Hai\nThêm.\n\nII. BA\nHết.\n"
    found = outline_of(sheet_of(text)).sections
    assert [text[s.start : s.end] for s in found] == [
        "I. MỘT\nLời văn.\n\n1. Hai\nThêm.",
        "1. Hai\nThêm.",
        "II. BA\nHết.",
    ]
