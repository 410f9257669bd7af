"""The sheet: every value leads back to the text as stored; paragraphs are those a person reads."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.documents.reading.sheet import Sheet, sheet_of


def texts(raw: str) -> list[str]:
    return [block.text for block in sheet_of(raw).blocks]


def assert_whole(sheet: Sheet) -> None:
    assert len(sheet.lo) == len(sheet.hi) == len(sheet.view)
    for block in sheet.blocks:
        assert sheet.view[block.start : block.end] == block.text
        place = sheet.place(block.start, block.end)
        assert place.raw == sheet.raw[place.start : place.end]
    assert all(0 <= a < b <= len(sheet.raw) for a, b in zip(sheet.lo, sheet.hi, strict=True))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aáạB1.:-–*#_<>sup/|[]() \t\n\f\u0301\u0323\xa0Đ&;\\`")), max_size=200))
def test_any_text_has_a_sheet_that_leads_back(raw: str) -> None:
    assert_whole(sheet_of(raw))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_string_at_all(raw: str) -> None:
    assert_whole(sheet_of(raw))


def test_loose_marks_are_composed_and_lead_back() -> None:
    raw = "Ke\u0302\u0301 hoa\u0323ch truye\u0302\u0300n thông"
    sheet = sheet_of(raw)
    assert sheet.blocks[0].text == "Kế hoạch truyền thông"
    assert sheet.place(3, 8).raw == "hoa\u0323ch"


def test_marks_and_tags_are_not_words() -> None:
    assert texts("## **2. Kết quả** đạt 12 km<sup>2</sup>\n\nTrang <https://x.gov.vn/> &amp; báo\\-cáo") == [
        "2. Kết quả đạt 12 km2",
        "Trang https://x.gov.vn/ & báo-cáo",
    ]


def test_bold_head_of_a_paragraph_is_known() -> None:
    block = sheet_of("**1. Đổi mới nội dung:** Không ngừng đổi mới.").blocks[0]
    assert block.text[: block.bold_end] == "1. Đổi mới nội dung:"
    assert not block.bold


def test_look_alike_letters_of_broken_fonts() -> None:
    assert texts("Nghị quyết của Ðảng về tƣ tƣởng") == ["Nghị quyết của Đảng về tư tưởng"]


WRAPPED = """Thực hiện Kế hoạch số 15/KH-UBND ngày 04 tháng 01 năm
2025 của Ủy ban nhân dân tỉnh Hà Giang về công tác thông
tin cơ sở năm 2025, Ủy ban nhân dân xã báo cáo kết quả như
sau:
I. KẾT QUẢ
1. Công tác chỉ đạo
Ủy ban nhân dân xã đã ban hành 05 văn bản chỉ đạo các đơn
vị, trường học triển khai thực hiện nhiệm vụ truyền thông.
- Nội dung tuyên truyền bám sát chủ trương của Đảng, chính
sách, pháp luật của Nhà nước; chú trọng các sự kiện lớn ở
địa phương trong năm.
- Hình thức: loa truyền thanh.
"""
PARAGRAPHS = [
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 04 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Hà Giang về công tác thông"
    " tin cơ sở năm 2025, Ủy ban nhân dân xã báo cáo kết quả như sau:",
    "I. KẾT QUẢ",
    "1. Công tác chỉ đạo",
    "Ủy ban nhân dân xã đã ban hành 05 văn bản chỉ đạo các đơn vị, trường học triển khai thực hiện nhiệm vụ truyền thông.",  # noqa: E501
    "Nội dung tuyên truyền bám sát chủ trương của Đảng, chính sách, pháp luật của Nhà nước; chú trọng các sự kiện lớn ở"
    " địa phương trong năm.",
    "Hình thức: loa truyền thanh.",
]


def test_wrapped_lines_become_paragraphs() -> None:
    assert texts(WRAPPED) == PARAGRAPHS


def test_a_blank_line_after_every_printed_line() -> None:
    assert texts(WRAPPED.replace("\n", "\n\n")) == PARAGRAPHS


def test_page_number_and_form_feed_do_not_cut_a_paragraph() -> None:
    cut = WRAPPED.replace("các đơn\nvị, trường", "các đơn\n\n2\n\fvị, trường")
    assert texts(cut) == PARAGRAPHS


def test_footnote_that_cuts_a_paragraph_follows_it() -> None:
    raw = (
        "**2. Đa dạng kênh:** Các kênh truyền thống cần được phối hợp chặt chẽ với các kênh\n\n---\n\n"
        "<sup>1</sup> Năm 2024: in 500 tờ rơi.\n\n- Năm 2025: in 700 tờ rơi.\n\n"
        "truyền thông mới như mạng xã hội.\n\n**3. Đầu tư**\n"
    )
    sheet = sheet_of(raw)
    assert [b.text for b in sheet.blocks] == [
        "2. Đa dạng kênh: Các kênh truyền thống cần được phối hợp chặt chẽ với các kênh truyền thông mới như mạng xã hội.",  # noqa: E501
        "1 Năm 2024: in 500 tờ rơi.",
        "Năm 2025: in 700 tờ rơi.",
        "3. Đầu tư",
    ]
    assert [b.footnote for b in sheet.blocks] == [False, True, True, False]
    first, second = sheet.pieces(sheet.blocks[0].start, sheet.blocks[0].end)
    assert first.raw.endswith("với các kênh")
    assert second.raw == "truyền thông mới như mạng xã hội."


LAYOUT = """\
   ỦY BAN NHÂN DÂN                  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
     XÃ YÊN SƠN                         Độc lập - Tự do - Hạnh phúc

    Số: 45/UBND-VX                    Yên Sơn, ngày 03 tháng 7 năm 2025
 V/v tuyên truyền an toàn
  giao thông dịp hè 2025

                 Kính gửi: Các trường học trên địa bàn xã.

      Thực hiện chỉ đạo của tỉnh, Ủy ban nhân dân xã đề nghị các trường học.

   Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
   - Như trên;                                      CHỦ TỊCH
   - Lưu: VT.

                                                 Lò Thị Mẫu
"""


def test_two_column_head_and_foot_are_read_one_after_the_other() -> None:
    assert texts(LAYOUT) == [
        "ỦY BAN NHÂN DÂN",
        "XÃ YÊN SƠN",
        "Số: 45/UBND-VX",
        "V/v tuyên truyền an toàn giao thông dịp hè 2025",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Yên Sơn, ngày 03 tháng 7 năm 2025",
        "Kính gửi: Các trường học trên địa bàn xã.",
        "Thực hiện chỉ đạo của tỉnh, Ủy ban nhân dân xã đề nghị các trường học.",
        "Nơi nhận:",
        "Như trên;",
        "Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Thị Mẫu",
    ]


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str


def test_repaired_words_are_viewed_and_lead_back_to_the_raw() -> None:
    raw = "Uy ban nhan dan (xa)"
    words = [Word(0, 2, "Ủy"), Word(7, 11, "nhân"), Word(12, 15, "dân"), Word(16, 20, "(xã)")]
    sheet = sheet_of(raw, words)
    assert sheet.blocks[0].text == "Ủy ban nhân dân (xã)"
    assert sheet.place(7, 15).raw == "nhan dan"
    assert sheet.repaired == "Ủy ban nhân dân (xã)"


@pytest.mark.parametrize("bullet", ["- ", "+ ", "* ", "• ", "– ", "-"])
def test_bullets(bullet: str) -> None:
    block = sheet_of(f"{bullet}Nội dung tuyên truyền").blocks[0]
    assert block.text == "Nội dung tuyên truyền"
    assert block.bullet in ("-", "+", "*", "•")
