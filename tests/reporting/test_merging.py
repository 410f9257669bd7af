"""Two people write one paragraph: no word is ever lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nhip.reporting.differences import difference, pieces
from nhip.reporting.merging import changes, merge, words

WORD = st.sampled_from(["tin", "bài", "xã", "đã", "phát", "1.250", "lượt", "hội", "nghị", "và"])
TEXT = st.lists(WORD, max_size=12).map(" ".join)


@given(TEXT, TEXT, TEXT)
def test_what_each_typed_stands_or_is_shown_as_a_clash(base: str, mine: str, theirs: str) -> None:
    """Every run of words that either put in stands in the joined text; a clash joins nothing and drops nothing."""
    joined = merge(base, mine, theirs)
    if joined.text is None:
        assert joined.clashes
        return
    for text in (mine, theirs):
        for change in changes(words(base), words(text)):
            assert "".join(change.words) in joined.text


@given(TEXT, TEXT)
def test_one_writer_alone_always_gets_their_text(base: str, mine: str) -> None:
    assert merge(base, mine, base).text == mine
    assert merge(base, base, mine).text == mine
    assert merge(base, mine, mine).text == mine


@given(TEXT, TEXT, TEXT)
def test_who_saves_first_makes_no_difference_to_the_joined_text(base: str, one: str, other: str) -> None:
    assert merge(base, one, other).text == merge(base, other, one).text


def test_changes_in_different_places_are_joined() -> None:
    base = "Xã đã tổ chức 02 hội nghị. Có 120 người tham dự."
    mine = base.replace("02", "03")
    theirs = base.replace("120", "150")
    assert merge(base, mine, theirs).text == "Xã đã tổ chức 03 hội nghị. Có 150 người tham dự."


def test_changes_of_the_same_word_clash_and_both_are_shown() -> None:
    joined = merge("Có 120 người.", "Có 125 người.", "Có 130 người.")
    assert (joined.text, joined.clashes) == (None, (("130", "125"),))


def test_two_who_begin_an_empty_paragraph_clash() -> None:
    assert merge("", "Của tôi.", "Của bạn.").text is None


@given(st.text(max_size=60))
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(TEXT, TEXT)
def test_a_difference_tells_both_texts(old: str, new: str) -> None:
    row = pieces(old, new)
    assert "".join(one.text for one in row if one.kind != "added") == old
    assert "".join(one.text for one in row if one.kind != "gone") == new


def test_a_difference_of_versions_names_paragraphs_and_figures() -> None:
    old = {
        "paragraphs": [{"key": "a", "title": "I. Một", "text": "Có 2 tin"}],
        "figures": [{"code": "x", "name": "Tin", "value": "2", "nil": False}],
    }
    new = {
        "paragraphs": [{"key": "a", "title": "I. Một", "text": "Có 3 tin"}],
        "figures": [{"code": "x", "name": "Tin", "value": None, "nil": True}],
    }
    found = difference(old, new)
    assert [one.title for one in found.paragraphs] == ["I. Một"]
    assert [(one.was, one.now) for one in found.figures] == [("2", "nil")]
    assert difference(new, new).empty
