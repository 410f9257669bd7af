"""Files for translators elsewhere: what goes out comes back the same, what is hostile or out of date is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nhip.newsroom.aligning import CHANGED, DONE, EMPTY, MACHINE, Pair
from nhip.newsroom.exchange import tmx, xliff
from nhip.newsroom.exchange.tmx import Pairing
from nhip.newsroom.exchange.xliff import Told
from nhip.newsroom.segments import Segment
from nhip.text.issues import Issue

SPACE = {"x": xliff.SPACE}
PAIRS = [
    Pair(Segment("title", "title", "Chợ {{mới}}", most=255), "", EMPTY),
    Pair(Segment("body/a/p", "body.words", "Từ {1}6 giờ{/1}{2/}đến"), "From {1}6{/1}{2/}to", DONE),
    Pair(Segment("body/b/p", "body.words", "Ba"), "Three", MACHINE, unread=True),
    Pair(Segment("body/c/p", "body.words", "Bốn, mới"), "Four", CHANGED, was="Bốn"),
]


def sent() -> bytes:
    return xliff.write(7, "vi", "en", PAIRS)


def back(data: bytes) -> list[Told]:
    told = xliff.read(data, 7, "vi", "en")
    assert isinstance(told, list), told
    return told


def refusal(data: bytes, story: int = 7, target: str = "en") -> str:
    answer = xliff.read(data, story, "vi", target)
    assert isinstance(answer, Issue)
    return answer.code.removeprefix("newsroom.")


def test_the_file_is_what_the_standard_says() -> None:
    root = etree.fromstring(sent())
    file = root.find("x:file", SPACE)
    assert file is not None
    assert (root.tag, root.get("version")) == (f"{{{xliff.SPACE}}}xliff", "1.2")
    assert dict(file.attrib) == {
        "original": "nhip:story:7", "datatype": "plaintext", "source-language": "vi", "target-language": "en",
    }  # fmt: skip
    units = file.findall("x:body/x:trans-unit", SPACE)
    assert [unit.get("id") for unit in units] == [pair.segment.key for pair in PAIRS]
    assert [[one.tag.split("}")[1] for one in unit] for unit in units] == [
        ["source"], ["source", "target"], ["source", "target"], ["source", "target", "note"],
    ]  # fmt: skip
    states = [target.get("state") for target in root.iterfind(".//x:target", SPACE)]
    assert states == ["translated", "needs-review-translation", "needs-adaptation"]
    source = units[1].find("x:source", SPACE)
    assert source is not None
    assert [(one.tag.split("}")[1], one.get("id")) for one in source] == [("g", "1"), ("x", "2")]
    assert units[0].get("maxwidth") == "255"


def test_what_went_out_comes_back() -> None:
    states = ("translated", "needs-review-translation", "needs-adaptation")
    assert back(sent()) == [
        Told(one.segment.key, one.segment.text, one.target, state) for one, state in zip(PAIRS[1:], states, strict=True)
    ]
    untouched = xliff.sort(back(sent()), PAIRS)
    assert (untouched.taken, untouched.same) == ((), 3), "what nobody worked on stays unread and out of date"


def test_taking_a_file_twice_changes_nothing() -> None:
    told = [Told(pair.segment.key, pair.segment.text, pair.target or "Market") for pair in PAIRS]
    first = xliff.sort(told, PAIRS)
    assert (len(first.taken), first.same, first.refused) == (3, 1, ())
    done = [replace(pair, target=one.target, state=DONE) for pair, one in zip(PAIRS, told, strict=True)]
    again = xliff.sort(told, done)
    assert (again.taken, again.same, again.refused) == ((), 4, ())


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told("gone", "Cũ", "Old"), "segment_unknown"),
        (Told("body/c/p", "Bốn", "Four"), "segment_moved"),
        (Told("body/a/p", "Từ {1}6 giờ{/1}{2/}đến", "From 6 to"), "segment_marks"),
        (Told("title", "Chợ {{mới}}", "x" * 256), "segment_too_long"),
    ],
)
def test_a_segment_that_does_not_fit_is_refused_by_name(told: Told, code: str) -> None:
    sorted_out = xliff.sort([told], PAIRS)
    assert sorted_out.taken == ()
    assert [(one.field, one.code) for one in sorted_out.refused] == [(told.key, f"newsroom.{code}")]


def test_markup_that_we_cannot_keep_is_refused_and_not_dropped() -> None:
    odd = sent().replace(b"Three", b"<it id='9' pos='open'>Three</it>")
    assert [one.code for one in xliff.sort(back(odd), PAIRS).refused] == ["newsroom.segment_marks"]
    kept = sent().replace(b">Three<", b"><mrk mtype='seg'>Three</mrk><")
    assert "Three" in [one.target for one in back(kept)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "inside",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_never_get_in(inside: str, encoding: str) -> None:
    body = sent().decode("utf-8").split("?>", 1)[1].replace("Three", "&a;" if "ENTITY a" in inside else "Three")
    assert refusal(f'<?xml version="1.0" encoding="{encoding}"?>{inside}{body}'.encode(encoding)) == "file_hostile"


def test_files_that_are_something_else() -> None:
    assert refusal(b"PK\x03\x04") == "file_unreadable"
    assert refusal(b"<a>&undeclared;</a>") == "file_unreadable"
    assert refusal(b"<tmx version='1.4'/>") == "file_not_xliff"
    assert refusal(sent().replace(b'version="1.2"', b'version="2.0"')) == "file_not_xliff"
    assert refusal(sent(), story=8) == "file_other_story"
    assert refusal(sent(), target="zh-hans") == "file_other_language"
    assert refusal(b" " * (4 * 1024 * 1024 + 1)) == "file_too_large"


def test_the_memory_goes_out_and_in() -> None:
    held = [Pairing("vi", "Chợ {1}mới{/1}{2/}", "en", "New {1}market{/1}{2/}"), Pairing("vi", "Ga", "zh-hans", "车站")]
    data = tmx.write(held)
    root = etree.fromstring(data)
    assert (root.tag, root.get("version"), [one.tag for one in root]) == ("tmx", "1.4", ["header", "body"])
    assert [variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in root.iter("tuv")] == [
        "vi", "en", "vi", "zh-Hans",
    ]  # fmt: skip
    assert tmx.read(data) == (held, [])


def test_a_memory_from_elsewhere() -> None:
    other = b"""<tmx version="1.4"><header srclang="en-US"/><body>
    <tu><tuv xml:lang="en-US"><seg>Market</seg></tuv><tuv xml:lang="vi-VN"><seg>Ch&#7907;</seg></tuv>
        <tuv xml:lang="fr"><seg>March</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg><bpt i="1"/>A<ept i="1"/></seg></tuv><tuv xml:lang="vi"><seg>B</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>Only</seg></tuv></tu></body></tmx>"""
    read = tmx.read(other)
    assert isinstance(read, tuple)
    assert read[0] == [Pairing("en", "Market", "vi", "Chợ")]
    assert [(one.code, one.facts["words"]) for one in read[1]] == [("newsroom.segment_marks", "A")]
    hostile = tmx.read(b'<!DOCTYPE tmx [<!ENTITY a "b">]>' + other)
    assert isinstance(hostile, Issue)
    assert hostile.code == "newsroom.file_hostile"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_any_words_survive_both_files(words: str) -> None:
    from nhip.newsroom.marks import literal

    text = literal(words).strip()
    if not text or any(ord(sign) > 0xFFFD and ord(sign) < 0x10000 for sign in text):
        return
    pair = Pair(Segment("k", "title", text), text, DONE)
    told = back(xliff.write(7, "vi", "en", [pair]))
    assert [(one.source, one.target) for one in told] == ([(text, text)] if words.strip() else [])
    assert tmx.read(tmx.write([Pairing("vi", text, "en", text)])) == ([Pairing("vi", text, "en", text)], [])
