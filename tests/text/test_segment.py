import itertools

from hypothesis import given
from hypothesis import strategies as st

from nhip.text.segment import sentences, words


def test_sentences_end_where_a_reader_stops() -> None:
    text = "1. Ủy ban nhân dân TP. Mẫu Sơn có 11 xã. Đến ngày 1.2.2024 đạt 97,3%. Cụ thể như sau:\nII. KẾT QUẢ"
    text += "\nKT. CHỦ TỊCH"
    assert [one.raw for one in sentences(text)] == [
        "1. Ủy ban nhân dân TP. Mẫu Sơn có 11 xã.", "Đến ngày 1.2.2024 đạt 97,3%.", "Cụ thể như sau:", "II. KẾT QUẢ",
        "KT. CHỦ TỊCH",
    ]  # fmt: skip


def test_codes_numbers_and_addresses_stay_whole() -> None:
    text = "số 198/KH-UBND ngày 20/8/2024, 57-KL/TW, 03/2019/TT-BTTTT đạt 97,3%; https://mau.gov.vn/a."
    kinds = {piece.raw: piece.kind for piece in words(text)}
    assert kinds["198/KH-UBND"] == kinds["57-KL/TW"] == kinds["03/2019/TT-BTTTT"] == "code"
    assert kinds["20/8/2024"] == kinds["97,3%"] == "number"
    assert kinds["https://mau.gov.vn/a"] == "address"


@given(st.text(alphabet='aăđ Đ1.,;/-\n()"…?', max_size=60))
def test_nothing_is_lost_or_moved(text: str) -> None:
    for cut in (words(text), sentences(text)):
        assert all(text[piece.start : piece.end] == piece.raw for piece in cut)
        assert all(one.end <= two.start for one, two in itertools.pairwise(cut))
    assert "".join(piece.raw for piece in words(text)) == "".join(text.split())
