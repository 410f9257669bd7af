"""Translations made before: the same words, nearly the same, and never what is unlike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nhip.newsroom.memory import LEAST, Unit, alike, folded, key_of, lengths

UNITS = [
    Unit(1, "Xe khách dừng ở bãi phía ga.", "Coaches stop on the station side."),
    Unit(2, "Hòa bình trên biên giới", "Peace on the border"),
    Unit(3, "Không thu vé vào cửa.", "Entry is free."),
]


def test_the_same_words_however_they_are_spelled() -> None:
    assert key_of("Hoà {1}bình{/1} trên  biên giới") == key_of("hòa bình trên biên giới")
    assert [(one.unit.number, one.percent) for one in alike("Hoà bình trên biên giới", UNITS)] == [(2, 100)]


def test_near_and_without_marks_but_never_as_equal() -> None:
    near = alike("Xe con dừng ở bãi phía ga.", UNITS)
    assert near[0].unit.number == 1
    assert LEAST <= near[0].percent < 100
    bare = alike("Khong thu ve vao cua.", UNITS)
    assert bare[0].unit.number == 3
    assert bare[0].percent < 100
    assert alike("Giá hồi tăng", UNITS) == []


def test_one_wording_once() -> None:
    assert len(alike("Xe khách dừng ở bãi phía ga.", [UNITS[0], Unit(9, UNITS[0].source, UNITS[0].target)])) == 1


@given(st.text("abc ", min_size=1, max_size=40), st.text("abc ", max_size=40))
def test_nothing_alike_is_left_out_by_its_length(asked: str, kept: str) -> None:
    shortest, longest = lengths(asked)
    if alike(asked, [Unit(1, kept, "x")]):
        assert shortest <= len(folded(kept)) <= longest
