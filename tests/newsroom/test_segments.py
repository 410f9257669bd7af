"""A story cut into segments and put together again: nothing is lost, whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.newsroom import marks
from nhip.newsroom.marks import faults, marked, shown, unmarked
from nhip.newsroom.segments import cut, parts, put_back, with_own_words

CONTENT: dict[str, Any] = {
    "title": "Chợ phiên {Kỳ Lừa}", "kind": "story", "unit": 3, "lead": "Họp 5 ngày một lần.", "sources": "Ban quản lý",
    "contact": "0205 000 000", "byline": "Mẫu", "machine_help": "", "search_description": "",
    "body": [
        {"type": "words", "id": "a", "value": '<h2 data-block-key="h">Giờ họp</h2><p data-block-key="p">Từ <b>6 giờ</b>'
         ' &amp; <a linktype="page" id="3">đến <i>chiều</i></a>.<br/>Nghỉ</p><hr/><ul><li>Một</li><li>2026</li></ul>'},
        {"type": "picture", "id": "b", "value": {"picture": 7, "alt": "", "caption": "Cổng chợ"}},
        {"type": "quote", "id": "c", "value": {"words": "Đông vui", "said_by": "Người bán, nhân vật mẫu"}},
        {"type": "facts", "id": "d", "value": {"heading": "Cần biết", "words": "<p>Gửi xe</p>"}},
    ],
}  # fmt: skip


def test_every_text_is_a_segment_and_numbers_are_none() -> None:
    found = {one.key: one.text for one in cut(with_own_words(CONTENT, {7: ("Cổng vòm", "Bỏ qua")}))}
    assert found == {
        "title": "Chợ phiên {{Kỳ Lừa}}", "lead": "Họp 5 ngày một lần.", "sources": "Ban quản lý",
        "body/a/h": "Giờ họp", "body/a/p": "Từ {1}6 giờ{/1} & {2}đến {3}chiều{/3}{/2}.{4/}Nghỉ", "body/a/0": "Một",
        "body/b/alt": "Cổng vòm", "body/b/caption": "Cổng chợ", "body/c/words": "Đông vui",
        "body/c/said_by": "Người bán, nhân vật mẫu", "body/d/heading": "Cần biết", "body/d/words/0": "Gửi xe",
    }  # fmt: skip


def test_the_same_words_give_the_same_content() -> None:
    same = put_back(CONTENT, {one.key: one.text for one in cut(CONTENT)})
    assert same == CONTENT


def test_links_and_bold_come_from_the_source_wherever_the_words_move() -> None:
    targets = {one.key: "x" for one in cut(CONTENT)}
    targets["body/a/p"] = "{2}till {3}evening{/3}{/2} from {1}6 < 7{/1}{4/}Closed"
    words = put_back(CONTENT, targets)["body"][0]["value"]
    assert '<a linktype="page" id="3">till <i>evening</i></a> from <b>6 &lt; 7</b><br/>Closed</p>' in words
    assert "<li>2026</li>" in words


def test_a_paragraph_added_before_leaves_the_other_keys() -> None:
    body = [{"type": "words", "id": "new", "value": "<p>Mới</p>"}, *CONTENT["body"]]
    before, after = ({one.key for one in cut(content)} for content in (CONTENT, {**CONTENT, "body": body}))
    assert after - before == {"body/new/0"}
    assert before <= after


def test_the_digest_follows_words_and_not_addresses_of_links() -> None:
    def sha(markup: str) -> str:
        return cut({"title": "", "body": [{"type": "words", "id": "a", "value": f"<p>{markup}</p>"}]})[0].sha256

    assert sha('<a href="/1">Đường</a>') == sha('<a href="/2">Đường</a>')
    assert sha("Đường") != sha("Đường.")


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("{1}a{/1}", "{1}b{/1}", []),
        ("{1}a{/1}", "b", ["mark_missing", "mark_missing"]),
        ("a", "{1}b{/1}", ["mark_unknown", "mark_unknown"]),
        ("{1}a{/1}{2}b{/2}", "{1}{2}b{/1}{/2}", ["marks_crossed"]),
        ("{1}a{/1}", "{/1}b{1}", ["marks_crossed"]),
        ("a {{1}}", "b {{1}}", []),
        ("a", "b { c", ["mark_unknown"]),
        ("{1/}", "{1/}{1/}", ["mark_unknown"]),
    ],
)
def test_a_translation_keeps_every_mark_once(source: str, target: str, found: list[str]) -> None:
    assert [issue.code.removeprefix("newsroom.") for issue in faults(source, target)] == found


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
INLINE = st.recursive(
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) | st.just("<br/>"),
    lambda inner: st.tuples(st.sampled_from(["b", "i", 'a href="/x?a=1&amp;b=>2"']), st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0].split()[0]}>"
    ),
    max_leaves=8,
)  # fmt: skip
RICH = st.lists(
    st.tuples(st.sampled_from(["p", "h2", "h3", "li"]), INLINE).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"),
    max_size=4,
).map("".join)  # fmt: skip
BLOCK = st.one_of(
    RICH.map(lambda value: ("words", value)),
    st.tuples(WORDS, WORDS).map(lambda two: ("picture", {"picture": 1, "alt": two[0], "caption": two[1]})),
    st.tuples(WORDS, WORDS).map(lambda two: ("quote", {"words": two[0], "said_by": two[1]})),
    st.tuples(WORDS, RICH).map(lambda two: ("facts", {"heading": two[0], "words": two[1]})),
    st.tuples(WORDS, st.lists(WORDS, max_size=3)).map(
        lambda two: (
            "gallery",
            {
                "heading": two[0],
                "pictures": [
                    {"type": "item", "id": f"i{at}", "value": {"picture": 2, "alt": one, "caption": one}}
                    for at, one in enumerate(two[1])
                ],
            },
        )
    ),
    st.tuples(WORDS, RICH).map(lambda two: ("infographic", {"picture": 3, "alt": two[0], "words": two[1]})),
    WORDS.map(lambda caption: ("recording", {"recording": 4, "caption": caption})),
)


@given(WORDS, st.lists(BLOCK, max_size=5))
def test_whatever_a_story_holds_comes_back(title: str, blocks: list[tuple[str, Any]]) -> None:
    body = [{"type": kind, "value": value, "id": str(at)} for at, (kind, value) in enumerate(blocks)]
    content = {"title": title, "lead": title, "body": body}
    found = cut(content)
    assert put_back(content, {one.key: one.text for one in found}) == content
    assert len({one.key for one in found}) == len(found), "keys are apart"
    assert all(any(sign.isalpha() for sign in shown(one.text)) for one in found)
    assert all(not faults(one.text, one.text) for one in found)
    again = cut(put_back(content, {one.key: one.text for one in found}))
    assert [(one.key, one.sha256) for one in again] == [(one.key, one.sha256) for one in found]


@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<br/>", "{", "}", "{1}", "a", " ", "</p>"]), max_size=12)
)
def test_even_broken_markup_comes_back(pieces: list[str]) -> None:
    text, tags = marked("".join(pieces))
    assert unmarked(text, tags) == "".join(pieces)
    assert "".join(words for kind, words in marks.pieces(text) if kind == "words") == shown(text)


def test_each_block_of_the_editor_is_known() -> None:
    """A block or a field that nobody listed in `parts.toml` would go out untranslated."""
    from wagtail import blocks

    from nhip.newsroom.models.blocks import Body

    def texts(block: blocks.Block, path: str) -> list[str]:
        if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
            return [one for name, child in block.child_blocks.items() for one in texts(child, f"{path}.{name}")]
        if isinstance(block, blocks.ListBlock):
            return texts(block.child_block, path)
        return [path]

    assert [path for path in texts(Body(), "body") if path not in parts()] == []
