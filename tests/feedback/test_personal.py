"""Traces of people in a text are found and masked; figures of a matter are left alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.feedback.personal import masked, traces


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gọi cho tôi số 0912 345 678 nhé", "phone"),
        ("SĐT: +84912345678", "phone"),
        ("máy bàn 0205.3812.345", "phone"),
        ("thư về a.b-c@thu.vn", "mail"),
        ("số căn cước 020123456789", "number"),
        ("CMND 080 123 456", "number"),
        ("xe 12A-123.45 đỗ lấn đường", "plate"),
        ("xem https://www.facebook.com/ai.do.1 ạ", "link"),
        ("nhắn @ai.do trên mạng", "handle"),
        ("STK 1903 1234 5678", "account"),
        ("Tôi tên là Hoàng Thị Mẫu, ở thôn trên", "name"),
        ("ở số nhà 12/4 phố chợ", "house"),
        ("My name is Anna Sample.", "name"),
    ],
)
def test_what_names_somebody_is_found(text: str, kind: str) -> None:
    assert kind in {one.kind for one in traces(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Đường hỏng dài 1.200 m, kinh phí 1.500.000.000 đồng, từ ngày 12/3/2026.",
        "Quyết định số 123/2026/QĐ-UBND ngày 01/02/2026 quy định mức 50 000 đồng.",
        "Tôi là người dân ở gần cửa khẩu Tân Thanh, xe chờ 3 giờ.",
        "Kinh phí 150.000.000 đồng cho 200.000.000 m2.",
        "Nhà văn hóa thôn mở cửa từ 7 giờ 30 đến 21 giờ.",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert masked(text) == text


def test_a_known_name_goes_wherever_it_stands() -> None:
    assert masked("Mẫu Văn Thử ơi, mẫu văn thử hỏi", ["Mẫu Văn Thử"]) == "[họ tên] ơi, [họ tên] hỏi"


@given(st.text(max_size=200), st.lists(st.text(min_size=2, max_size=8), max_size=3))
def test_masking_leaves_none_of_the_shapes_and_what_lies_between_stays(text: str, names: list[str]) -> None:
    found = traces(text, names)
    assert all(one.start < one.end for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    between = [text[a.end : b.start] for a, b in itertools.pairwise(found)]
    assert all(part in masked(text, names) for part in between)


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_every_mobile_number_is_found_however_it_is_grouped(digits: str, sign: str) -> None:
    written = sign.join((digits[:4], digits[4:7], digits[7:]))
    assert written not in masked(f"Xin gọi {written} gấp")
