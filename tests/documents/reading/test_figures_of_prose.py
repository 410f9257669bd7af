"""Figures as reports word them: sums after a colon, rises over two numbers, populations, numbers that are names."""

from __future__ import annotations

import pytest

from nhip.documents.reading.reader import read


def figures(text: str) -> list[tuple[float, str | None, str]]:
    raw = f"UBND XÃ A\nSố: 1/BC-UBND\nA, ngày 01 tháng 10 năm 2025\nBÁO CÁO\nKết quả năm 2025\n\nI. KẾT QUẢ\n\n{text}\n"
    return [(f.value, f.unit, f.indicator) for f in read(raw, source_file="a.txt").figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã có dân số 41.870 người.", [(41870.0, "người", "Dân số")]),
        ("Tổng kinh phí dự kiến: 86.500.000 đồng.", [(86500000.0, "đồng", "Tổng kinh phí dự kiến")]),
        ("Phát huy vai trò của Nhóm 35 phường trong đấu tranh phản bác.", []),
        ("Vận hành chính quyền địa phương 02 cấp thông suốt.", []),
    ],
)
def test_one_sentence(text: str, expected: list[tuple[float, str | None, str]]) -> None:
    assert figures(text) == expected


def test_a_fall_is_held_against_the_number_of_its_unit() -> None:
    found = figures("Toàn xã còn 312 hộ nghèo, chiếm 4,8%, giảm 87 hộ so với đầu năm.")
    assert [value for value, _, _ in found] == [312.0, 4.8, 87.0]
    assert found[2][2] == "Số hộ nghèo giảm so với đầu năm"


def test_a_stamped_number_that_a_scan_misread_is_not_made_up() -> None:
    raw = "SỞ Y TẾ\nSố: J24/KH-SYT Sơn La, ngày 27 tháng 3 năm 2025\nKẾ HOẠCH\nTruyền thông năm 2025\n"
    header = read(raw, source_file="a.txt").header
    assert header.number is not None
    assert (header.number.value, header.number.symbol) == (None, "KH-SYT")
    assert header.place is not None
    assert header.place.name == "Sơn La"


def test_the_length_of_programmes_is_named_by_its_own_words() -> None:
    found = figures("Phát 15.480 lượt chương trình với thời lượng gần 6.200 giờ.")
    assert [name for _, _, name in found] == ["Số lượt chương trình", "Thời lượng"]
