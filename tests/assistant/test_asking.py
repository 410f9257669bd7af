"""What a question means: short forms, places old and new, filler words, quotation marks."""

from __future__ import annotations

import pytest
from tests.assistant import corpus

from nhip.assistant.searching.asking import MOST_WORDS, understood
from nhip.assistant.searching.places import Gazetteer

PLACES: Gazetteer = corpus.places()


def required(text: str) -> list[tuple[str, ...]]:
    return [group.words for group in understood(text, PLACES).required]


def test_a_short_form_and_its_full_form_find_each_other() -> None:
    short, full = understood("UBND", PLACES).groups[0], understood("ủy ban nhân dân", PLACES).groups[0]
    assert full.words in short.others
    assert short.words in full.others


def test_an_old_place_brings_the_names_of_today() -> None:
    asked = understood("xã Tân Liên", PLACES)
    assert [place.full for place in asked.places] == ["Xã Tân Liên"]
    assert asked.places[0].now == ("Phường Kỳ Lừa",)
    assert ("ky", "lua") in asked.required[0].others
    assert asked.units == {"lang-son.phuong-ky-lua"}


def test_an_old_district_brings_its_communes() -> None:
    asked = understood("huyện Văn Lãng", PLACES)
    assert set(asked.places[0].now) >= {"Xã Na Sầm", "Xã Hoàng Văn Thụ", "Xã Thụy Hùng", "Xã Hội Hoan", "Xã Văn Lãng"}


def test_the_kind_before_a_name_chooses_among_namesakes() -> None:
    city, province = understood("thành phố Lạng Sơn", PLACES), understood("lạng sơn", PLACES)
    assert [place.full for place in city.places] == ["Thành phố Lạng Sơn"]
    assert [place.full for place in province.places] == ["Tỉnh Lạng Sơn"]
    assert not province.required[0].others


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Làm thế nào để xem hoa đào", [("hoa",), ("đào",)]),
        ("thị trấn Na Sầm nay là xã nào", [("na", "sam")]),
        ("đền mẫu ở đâu", [("den",), ("mau",)]),
        ("cho ky lua", [("cho",), ("ky", "lua")]),
    ],
)
def test_words_that_only_ask_are_not_required(text: str, words: list[tuple[str, ...]]) -> None:
    from nhip.text.normalise import fold

    assert required(text) == [tuple(fold(word) for word in group) for group in words]


def test_nothing_but_filler_words_is_taken_at_its_words() -> None:
    assert required("là gì")


def test_quotation_marks_keep_words_together() -> None:
    asked = understood("“phố đi bộ” kỳ lừa", PLACES)
    assert asked.required[0].words == ("pho", "di", "bo")
    assert asked.required[0].quoted


@pytest.mark.parametrize("text", ["", '"', "* AND (", "\x00", "x" * 5000, "🙂", "a " * 500, "''::", "<script>"])
def test_odd_questions_have_few_harmless_words(text: str) -> None:
    asked = understood(text, PLACES)
    assert len(asked.folded) <= MOST_WORDS
    assert all(word.isalnum() for word in asked.folded)
