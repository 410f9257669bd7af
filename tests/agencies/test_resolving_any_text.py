"""Whatever stands where a name should: an answer, never an error, and none that is surer than it may be."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nhip.agencies import packaged
from nhip.agencies.resolving import Context

WORDS = (
    "UBND HĐND tỉnh huyện xã thành phố các Sở Tài chính Ban Tuyên giáo Tỉnh ủy Lạng Sơn Cao Lộc , ; và ( ) - & TT&TT "
    "VHTTDL Chủ tịch PCT Phó trên địa bàn liên quan 22 Báo Đài PTTH Bộ TW TP. P. lưu: VT đơn vị ngành"
)
PIECES = st.sampled_from(WORDS.split())
CONTEXTS = st.sampled_from([None, Context("vn"), Context("lang-son"), Context("lang-son.huyen-cao-loc"), Context("x")])
DAYS = st.sampled_from([date(1990, 1, 1), date(2024, 8, 20), date(2025, 6, 30), date(2026, 11, 21)])


@example("<,<", None, date(1990, 1, 1))
@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60), CONTEXTS, DAYS)
def test_any_text_gets_an_answer(text: str, context: Context | None, day: date) -> None:
    held = packaged.directory()
    found = held.resolve(text, day, context)
    assert found.kind in ("unit", "class", "open", "desk", "list", "unknown")
    assert all(0 < candidate.confidence <= 1 for candidate in found.candidates)
    assert all(held.knows(candidate.unit) for candidate in found.candidates)
    assert (found.kind == "list") == bool(found.parts)
    assert all(part.settled for part in found.parts)


def test_a_long_line_of_strangers_is_answered_soon() -> None:
    line = ", ".join(["Công ty Cổ phần Đầu tư và Phát triển Sao Mai"] * 12)
    assert packaged.directory().resolve(line, date(2024, 8, 20), Context("lang-son")).kind == "unknown"
