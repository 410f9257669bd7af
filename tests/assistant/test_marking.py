"""Found words are marked as they were written; nothing of a text becomes markup."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from nhip.assistant.searching.marking import marked, snippet
from nhip.text.normalise import nfc


def test_marks_of_letters_stay() -> None:
    assert marked("Đền Mẫu Đồng Đăng", {("dong", "dang")}) == "Đền Mẫu <mark>Đồng Đăng</mark>"


def test_chinese_is_marked_inside_a_line() -> None:
    assert marked("友谊关口岸", {("口岸",)}) == "友谊关<mark>口岸</mark>"


def test_words_of_a_name_are_marked_together_only() -> None:
    assert marked("Chợ vẫn họp ở Hợp Thành", {("hop", "thanh")}) == "Chợ vẫn họp ở <mark>Hợp Thành</mark>"


def test_the_lines_shown_hold_the_words() -> None:
    text = "Mở đầu. " * 80 + "Hoa hồi vào vụ ở Văn Quan. " + "Kết thúc. " * 80
    shown = snippet(text, {("hoa",), ("hoi",), ("van", "quan")})
    assert "<mark>Hoa hồi</mark>" in shown
    assert "<mark>Văn Quan</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@given(st.text(max_size=80), st.sets(st.sampled_from([("a",), ("b",), ("script",), ("dong", "a"), ("1",)])))
def test_nothing_but_our_marks_is_markup(text: str, wanted: set[tuple[str, ...]]) -> None:
    drawn = marked(text, wanted)
    bare = drawn.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare) == nfc(text)


SYLLABLES = (
    "Đền",
    "đen",
    "MẪU",
    "mâu",
    "hoà",
    "hòa",
    "Hoà",
    "xã",
    "Đồng",
    "Đăng",
    "dang",
    "2026",
    "口岸",
    "…",
    "a_b",
    "naïve",
)


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12), st.sampled_from((" ", ", ", "_", "")))
def test_a_pattern_finds_what_a_walk_through_all_words_finds(words: list[str], between: str) -> None:
    """A phrase with Chinese in it has every word walked through; one that stands nowhere changes no mark."""
    text, wanted = between.join(words), {("den", "mau"), ("hoa",), ("xa",), ("dong", "dang"), ("2026",), ("b",)}
    assert marked(text, wanted) == marked(text, {*wanted, ("馬",)})
