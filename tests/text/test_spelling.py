"""Sentences written for these tests; each slip is put in by hand."""

import unicodedata

import pytest

from nhip.text.spelling import suspects

CLEAN = """I. KẾT QUẢ THỰC HIỆN
1. Ủy ban nhân dân xã đã tổ chức 12 buổi tuyên truyền về chuyển đổi số cho 1.250 lượt người dân, đạt 97,3% kế hoạch.
Cán bộ, công chức luôn luôn đổi mới phương pháp làm việc; từng bước nâng cao chất lượng phục vụ nhân dân.
2. Thực hiện Kế hoạch số 15/KH-UBND ngày 04/01/2025, các thôn đã lắp đặt 08 cụm loa truyền thanh thông minh.
"""


@pytest.mark.parametrize(
    ("text", "raw", "suggestion", "kind"),
    [("phát huy tiềm năng, thể mạnh của địa phương", "thể", "thế", "wrong_mark"),
     ("Quan tâm chăm lo đời sông nhân dân trên địa bàn.", "sông", "sống", "wrong_mark"),
     ("đẩy mạnh tuyên tuyền trên mạng xã hội", "tuyền", "truyền", "wrong_letter"),
     ("xây dựng điem đến du lịch hấp dẫn", "điem", "điểm", "no_syllable"),
     ("phối hợp với các các sở, ban, ngành liên quan", "các các", "các", "doubled_word"),
     ("đã thực hiện thực hiện tốt nhiệm vụ được giao", "thực hiện thực hiện", "thực hiện", "doubled_word")],
)  # fmt: skip
def test_a_slip_is_found_with_its_remedy(text: str, raw: str, suggestion: str, kind: str) -> None:
    (found,) = suspects(f"Ủy ban nhân dân xã yêu cầu {text} trong năm 2025.")
    assert (found.raw, found.suggestion, found.kind) == (raw, suggestion, kind)
    assert found.score > 0


def test_clean_text_raises_no_suspicion() -> None:
    assert suspects(CLEAN) == []
    assert suspects("") == []


def test_offsets_are_of_the_composed_text() -> None:
    text = unicodedata.normalize("NFD", "Đề nghị phối hợp với các các sở, ban, ngành.")
    (found,) = suspects(text)
    assert unicodedata.normalize("NFC", text)[found.start : found.end] == found.raw == "các các"
