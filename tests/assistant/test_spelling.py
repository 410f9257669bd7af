"""What was meant instead, sought only for what the index does not know."""

from __future__ import annotations

import pytest
from tests.assistant import corpus

from nhip.assistant.searching.asking import understood
from nhip.assistant.searching.spelling import Vocabulary, corrected, respelled, vocabulary

ROWS = [
    ("công", "cong", False, 9), ("viên", "vien", False, 9), ("địa", "dia", False, 5), ("chất", "chat", False, 5),
    ("công viên", "cong vien", True, 9), ("địa chất", "dia chat", True, 5), ("đại", "dai", False, 4),
    ("lạng", "lang", False, 40), ("sơn", "son", False, 44), ("lạng sơn", "lang son", True, 40),
    ("sợn", "son", False, 1),
]  # fmt: skip
KNOWN: Vocabulary = vocabulary(50, ROWS)
PLACES = corpus.places()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("công viên đại chất", "công viên địa chất"), ("cong vein", "công viên"), ("congvien", "công viên")],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    found = corrected(understood(typed, PLACES), KNOWN)
    assert found is not None
    assert respelled(found, KNOWN) == meant


@pytest.mark.parametrize("typed", ["công viên địa chất", "cong vien", "xa", "2026", '"cong vein"'])
def test_what_is_known_short_or_quoted_stays(typed: str) -> None:
    assert corrected(understood(typed, PLACES), KNOWN) is None


def test_wrong_marks_are_spelled_as_commonly_written() -> None:
    assert respelled(understood("lạng sớn", PLACES), KNOWN) == "lạng sơn"


def test_rare_words_tell_more() -> None:
    assert KNOWN.rarity(("dai",)) > KNOWN.rarity(("son",))
    assert KNOWN.rarity(("chat",)) < KNOWN.rarity(("nowhere",)) <= 1.1
