"""One function makes the words of the index and of questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.assistant.searching.words import both, folded_words, mark_of, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà bình", "hòa bình"), ("Ủy ban", "uỷ ban"), ("ĐỒNG ĐĂNG", "đồng đăng"), ("Đồng Đăng", "Đồng Đăng")],
)
def test_one_word_spelled_in_two_ways_is_one(one: str, other: str) -> None:
    assert both(one) == both(other)


def test_marks_are_kept_in_one_form_and_dropped_in_the_other() -> None:
    assert both("Đền Mẫu Đồng Đăng") == (["đền", "mẫu", "đồng", "đăng"], ["den", "mau", "dong", "dang"])


def test_symbols_fall_into_their_parts() -> None:
    assert folded_words("148/2026/NĐ-CP") == ["148", "2026", "nd", "cp"]


def test_chinese_becomes_pairs_and_each_sign_begins_one() -> None:
    assert folded_words("友谊关口岸 OCOP") == ["友谊", "谊关", "关口", "口岸", "岸", "ocop"]


@given(st.text(max_size=60))
def test_words_stand_where_they_say_and_hold_letters_and_digits_only(text: str) -> None:
    import unicodedata

    composed = unicodedata.normalize("NFC", text)
    for word in words(text):
        assert 0 <= word.start < word.end <= len(composed)
        assert word.folded
        assert not set(word.folded + word.exact) & set(" '\"*:()&|<>!=\\")
    exact, folded = both(text)
    assert len(exact) == len(folded)


def test_a_filter_is_one_word() -> None:
    assert mark_of("p", "lang-son.xa-dong-dang") == "plangsonxadongdang"
