"""Figures: what is a count and what is only written in digits, its unit, qualifier and name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nhip.documents.reading.figures.candidates import Count, counts_in
from nhip.documents.reading.figures.indicator import indicator_of
from nhip.documents.reading.reader import read


def one(text: str) -> Count:
    (count,) = counts_in(text)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 18-NQ/TU ngày 05/3/2025",
        "quốc lộ 1A, Km 12 và tỉnh lộ 234",
        "kỳ họp lần thứ 8",
        "trong 6 tháng đầu năm 2025",
        "giai đoạn 2021 - 2025",
        "điện thoại 0234 3822 000",
        "số 16 đường Lê Lợi",
        "trước 16 giờ ngày 31/5",
        "thời kỳ cách mạng 4.0 và mạng 5G",
        "dịch bệnh Covid-19 diễn biến phức tạp",
        "khu vực mốc 820 – 821",
        "3. Đẩy mạnh tuyên truyền",
        "tại Điều 12 và khoản 3 Quy chế",
        "https://example.gov.vn/tin/123",
    ],
)
def test_names_in_digits_count_nothing(text: str) -> None:
    assert counts_in(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("Dân số hơn 61 nghìn người", "61000", "người", "hơn"),
        ("diện tích tự nhiên 412,6 km2", "412.6", "km2", None),
        ("phạt 12.300.000đ", "12300000", "đồng", None),
        ("gồm 22 xã, thị trấn", "22", "xã, thị trấn", None),
        ("đăng trên 50 tin, bài", "50", "tin, bài", "trên"),
        ("ít nhất 03 lượt/tuần", "3", "lượt/tuần", "ít nhất"),
        ("36/40 đài truyền thanh hoạt động tốt", "36", "đài truyền thanh", None),
        ("tỷ lệ hộ nghèo còn 14,2%", "14.2", "%", None),
        ("từ 10 lớp trở lên", "10", "lớp", "từ"),
        ("kinh phí 4,2 tỷ đồng", "4200000000", "đồng", None),
    ],
)
def test_value_unit_and_qualifier(text: str, value: str, unit: str, qualifier: str | None) -> None:
    count = one(text)
    assert (count.value, count.unit, count.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("tỷ lệ hộ nghèo 8,1%", 0, "Tỷ lệ hộ nghèo"),
        ("100% xã có đài truyền thanh.", 0, "Tỷ lệ xã có đài truyền thanh"),
        ("có đường biên giới dài 51,3 km", 0, "Chiều dài đường biên giới"),
        (
            "đăng tải cổng thông tin 90 tin bài, bản tin 30 chương trình",
            0,
            "Số tin bài đăng tải cổng thông tin",
        ),
        ("in 30.000 tờ rơi, 8.000 tờ gấp tuyên truyền về giảm nghèo", 0, "Số tờ rơi tuyên truyền về giảm nghèo"),
        ("in 30.000 tờ rơi, 8.000 tờ gấp tuyên truyền về giảm nghèo", 1, "Số tờ gấp tuyên truyền về giảm nghèo"),
        ("sản xuất 148 chuyên mục, tăng 12% so với năm 2024", 1, "Tỷ lệ tăng chuyên mục sản xuất so với năm 2024"),
    ],
)
def test_the_indicator_names_what_is_counted(text: str, at: int, name: str) -> None:
    assert indicator_of(text, counts_in(text), at)[0] == name


def figures(body: str, kind: str = "BC", word: str = "BÁO CÁO") -> dict[str, str]:
    head = f"UBND XÃ A LƯỚI\nSố: 9/{kind}-UBND\nA Lưới, ngày 05 tháng 3 năm 2026\n{word}\nTruyền thông năm 2025\n"
    record = read(head + body + "\nNơi nhận:\n- Lưu: VT.\n", source_file="x.txt")
    return {figure.number_raw: figure.kind for figure in record.figures}


def test_a_report_has_a_profile_results_and_targets() -> None:
    body = (
        "I. TÌNH HÌNH CHUNG\nXã có 12 thôn.\nII. KẾT QUẢ\nĐã phát 340 bản tin.\n"
        "III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026\n- Phát trên 400 bản tin.\n"
    )
    assert figures(body) == {"12": "profile", "340": "result", "400": "target"}


def test_the_past_cited_in_a_plan_is_no_target() -> None:
    body = "I. TÌNH HÌNH THỰC HIỆN NĂM 2025\nĐã phát 340 bản tin.\nII. MỤC TIÊU\n- Phát ít nhất 400 bản tin.\n"
    assert figures(body, "KH", "KẾ HOẠCH") == {"340": "result", "400": "target"}


def test_a_table_gives_a_figure_for_every_number_column() -> None:
    body = (
        "I. KẾT QUẢ\n\n| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch | Thực hiện |\n|---|---|---|---|---|\n"
        "| 1 | Tin, bài | tin | 300 | 164 |\n| | Trong đó: tiếng Tày | tin | 60 | 28 |\n"
    )
    head = "UBND XÃ A LƯỚI\nSố: 9/BC-UBND\nA Lưới, ngày 05 tháng 3 năm 2026\nBÁO CÁO\nTruyền thông năm 2025\n"
    record = read(head + body + "\nNơi nhận:\n- Lưu: VT.\n", source_file="x.txt")
    assert [(f.indicator, f.value, f.unit, f.kind) for f in record.figures] == [
        ("Tin, bài", 300.0, "tin", "target"),
        ("Tin, bài", 164.0, "tin", "result"),
        ("Tin, bài: tiếng Tày", 60.0, "tin", "target"),
        ("Tin, bài: tiếng Tày", 28.0, "tin", "result"),
    ]
