"""Sentences written for these tests; none stands in any real document."""

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.text.normalise import bare
from nhip.text.repair import correct, needs_repair, repair, restore

CLEAN = """ỦY BAN NHÂN DÂN
XÃ MẪU SƠN

I. KẾT QUẢ THỰC HIỆN
1. Ủy ban nhân dân xã đã tổ chức 12 buổi tuyên truyền về chuyển đổi số cho 1.250 lượt người dân, đạt 97,3% kế hoạch.
2. Thực hiện Kế hoạch số 15/KH-UBND ngày 04/01/2025, các thôn đã lắp đặt 08 cụm loa truyền thanh thông minh.
"""
GARBLED = """Thuc hién ké hoach cua Uy ban nhan dan tinh vé cong tac thong tin co s& nim 2025, phong Van hoa
da phdi hop voi cac thon, ban t6 chirc tuyén truyén trén hé théng truyén thanh 15/KH-UBND cho ngudi dan;
ket qua dat 97,3% ké hoach dé ra.
"""


def test_clean_vietnamese_is_left_alone_to_the_letter() -> None:
    for text in (CLEAN, unicodedata.normalize("NFD", CLEAN), CLEAN.replace("\n", "\r\n")):
        assert not needs_repair(text)
        assert repair(text).text == text


def test_english_is_left_alone() -> None:
    text = (
        "The provincial committee has published its annual report on tourism and trade with partners in the region. "
        * 3
    )
    assert repair(text).text == text


def test_garbled_vietnamese_is_brought_back() -> None:
    assert needs_repair(GARBLED)
    mended = repair(GARBLED)
    for phrase in ("Thực hiện kế hoạch của Ủy ban nhân dân tỉnh về công tác thông tin", "tuyên truyền trên hệ thống"):
        assert phrase in mended.text
    assert "15/KH-UBND" in mended.text
    assert "97,3%" in mended.text


def test_lines_and_spaces_stay_and_words_say_where_they_stood() -> None:
    mended = repair(GARBLED)
    assert [len(line.split()) for line in mended.text.split("\n")] == [
        len(line.split()) for line in GARBLED.split("\n")
    ]
    assert all(GARBLED[word.start : word.end] == word.raw and 0 <= word.confidence <= 1.001 for word in mended.words)


def test_marks_are_restored() -> None:
    text = "Ủy ban nhân dân tỉnh đề nghị các cơ quan báo chí tuyên truyền về chuyển đổi số trong năm 2025."
    assert restore(bare(text)).text == text


def test_restoring_keeps_marks_that_stand() -> None:
    assert restore("Ủy ban nhân dân tinh").text == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize("text", ["", "   \n", "2024", "https://mau.gov.vn", "a"])
def test_little_text_is_no_trouble(text: str) -> None:
    assert repair(text).text == restore(text).text == correct(text).text == text


def test_gentle_correction_mends_a_lost_hook_and_touches_nothing_else() -> None:
    assert "chuyển đổi số" in correct("Đẩy mạnh chuyển đôi số trong cơ quan nhà nước.").text
    assert correct(CLEAN).text == CLEAN


@given(st.text(alphabet="aăđeêoơuưbcdghiklmnpqrstvxy AĐBCDN\n\t\r0123456789.,;:/-()é6ộ¢@’|&\u0301\u0323", max_size=300))
def test_whatever_comes_white_space_stays(text: str) -> None:
    for deed in (repair, restore, correct):
        done = deed(text)
        given_text = text if deed is repair else unicodedata.normalize("NFC", text)
        assert re.findall(r"\s+", done.text) == re.findall(r"\s+", given_text)
        assert all(given_text[word.start : word.end] == word.raw for word in done.words)
        assert all(one.end <= two.start for one, two in itertools.pairwise(done.words))


def test_a_garbled_page_inside_clean_ones_is_mended_alone() -> None:
    clean = CLEAN * 6
    garbled = GARBLED * 6
    mended = repair(clean + garbled + clean).text
    assert mended.startswith(clean)
    assert mended.endswith(clean)
    assert "tuyên truyền trên hệ thống" in mended
