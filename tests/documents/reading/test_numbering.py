"""Numbers at the head of a paragraph, as offices, laws and party papers write them, and as scans garble them."""

from __future__ import annotations

import pytest

from nhip.documents.reading import numbering


@pytest.mark.parametrize(
    ("text", "style", "number", "value"),
    [
        ("I. MỤC ĐÍCH", "roman", "I", 1),
        ("|. ĐẶC ĐIỂM", "roman", "I", 1),
        ("II1. ƯU ĐIỂM", "roman", "III", 3),
        ("HI. KẾT QUẢ", "roman", "III", 3),
        ("IV- NHIỆM VỤ", "roman", "IV", 4),
        ("1. Mục đích", "arabic", "1", 1),
        ("1- Công tác tuyên truyền", "arabic", "1", 1),
        ("2.1. Nội dung", "dotted", "2.1", 1),
        ("2.10 Nội dung", "dotted", "2.10", 10),
        ("a) Mục tiêu chung", "point", "a", 1),
        ("đ) Sở Y tế", "point", "đ", 5),
        ("l) Lưu lịch sử", "point", "l", 11),
        ("Điều 3. Hiệu lực", "article", "3", 3),
        ("Phần thứ hai", "part", "II", 2),
        ("Chương IV", "chapter", "IV", 4),
        ("A. KẾT QUẢ", "capital", "A", 1),
    ],
)
def test_numbers(text: str, style: str, number: str, value: int) -> None:
    mark = numbering.read(text)
    assert mark is not None
    assert (mark.style, mark.number, mark.value) == (style, number, value)


@pytest.mark.parametrize(
    "text",
    ["19/10/2016 của Bộ", "4.000 người", "2,5 giờ", "57-KL/TW ngày", "Công an tỉnh", "2025", "Mục đích là", "Điều này"],
)
def test_not_numbers(text: str) -> None:
    assert numbering.read(text) is None


def test_writing_the_next_number() -> None:
    assert numbering.written("roman", 9, "VIII") == "IX"
    assert numbering.written("dotted", 3, "2.2") == "2.3"
    assert numbering.written("point", 5, "d") == "đ"
