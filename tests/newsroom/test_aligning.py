"""Each segment beside its translation: kept, found again where it moved, or out of date."""

from __future__ import annotations

from dataclasses import dataclass

from nhip.newsroom.aligning import aligned, difference, progress
from nhip.newsroom.segments import Segment


@dataclass
class Row:
    key: str
    source: str
    sha256: str
    target: str
    unread: bool = False
    by_machine: bool = False
    excuse: str = ""
    edition: int = 1


def segment(key: str, text: str) -> Segment:
    return Segment(key, "body.words", text)


def row(key: str, text: str, target: str, unread: bool = False) -> Row:
    return Row(key, text, segment(key, text).sha256, target, unread, unread)


def test_each_segment_has_its_state() -> None:
    segments = [segment("a", "Một"), segment("b", "Hai, sửa"), segment("c", "Ba"), segment("d", "Bốn")]
    kept = [row("a", "Một", "One"), row("b", "Hai", "Two"), row("c", "Ba", "Three", unread=True), row("d", "Bốn", " ")]
    pairs = aligned(segments, kept)
    assert [(one.target, one.state) for one in pairs] == [
        ("One", "done"), ("Two", "changed"), ("Three", "machine"), ("", "empty"),
    ]  # fmt: skip
    assert pairs[1].was == "Hai"
    counted = progress(pairs)
    assert (counted.whole, counted.done, counted.percent) == (4, 1, 25)


def test_words_that_moved_are_found_again() -> None:
    kept = [row("0", "Một", "One"), row("1", "Hai", "Two")]
    pairs = aligned([segment("0", "Mới"), segment("1", "Một"), segment("2", "Hai")], kept)
    assert [(one.target, one.state) for one in pairs] == [("", "empty"), ("One", "done"), ("Two", "done")]


def test_one_translation_is_not_used_twice_as_a_moved_one() -> None:
    pairs = aligned([segment("x", "Một"), segment("y", "Một")], [row("0", "Một", "One")])
    assert [one.target for one in pairs] == ["One", ""]


def test_a_paragraph_pasted_anew_is_the_old_one_changed() -> None:
    kept = [row("a/1", "Chợ họp vào thứ Hai hằng tuần", "On Mondays"), row("a/2", "Gửi xe miễn phí", "Free parking")]
    pairs = aligned([segment("b/1", "Chợ họp vào thứ Ba hằng tuần"), segment("b/2", "Hàng quán ven đường")], kept)
    assert [(one.target, one.state) for one in pairs] == [("On Mondays", "changed"), ("", "empty")]
    assert pairs[0].edition == 0, "nothing is kept at the new place yet"


def test_what_changed_is_shown_by_words() -> None:
    assert difference("Họp {1}thứ Hai{/1} tại chợ", "Họp {1}thứ Ba{/1} tại chợ") == (
        ("same", "Họp thứ "), ("gone", "Hai"), ("new", "Ba"), ("same", " tại chợ"),
    )  # fmt: skip
    assert difference("谅山省", "高平省") == (("gone", "谅山"), ("new", "高平"), ("same", "省"))
