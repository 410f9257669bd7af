"""Captions are WebVTT whose times run forward; words and file together are what a second listener heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.media.recordings import digest, languages, needs_listener, tidy_captions, wrong_captions

GOOD = "WEBVTT\n\n1\n00:00.000 --> 00:02.500\nXin chào\n\n00:01:02.000 --> 00:01:04.000 align:start\nTạm biệt\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", []),
        (GOOD, []),
        ("\ufeff" + GOOD.replace("\n", "\r\n"), []),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT", ["captions_head"]),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\na", ["captions_time"]),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na", ["captions_order"]),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb", ["captions_order"]),
        ("WEBVTT\n\n05:00.000 --> 05:01.000\na", ["captions_beyond"]),
        ("WEBVTT\n\nkhông có gì", ["captions_empty"]),
    ],
)
def test_what_is_wrong_with_captions(text: str, code: list[str]) -> None:
    assert [one.code.removeprefix("media.") for one in wrong_captions(text, 90)] == code


def test_served_with_one_kind_of_line_end() -> None:
    assert tidy_captions("\ufeff" + GOOD.replace("\n", "\r\n")) == GOOD


@given(st.text(max_size=300))
def test_any_file_can_be_looked_at(text: str) -> None:
    assert isinstance(wrong_captions(f"WEBVTT\n{text}", 60), list)


def test_three_languages_of_the_province_ask_for_a_second_listener() -> None:
    assert {code for code, one in languages().items() if one.needs_listener} >= {"tyz", "nut", "ium"}
    assert not needs_listener("vi")
    assert needs_listener("one that nobody entered")


def test_another_word_is_another_thing_heard() -> None:
    assert len({digest("a", "b", ""), digest("a", "", "b"), digest("ab", "", ""), digest("a", "b", "c")}) == 4
