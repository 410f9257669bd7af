"""Any text can be composed: what cannot be printed is left out, the rest comes back letter by letter."""

from __future__ import annotations

import io
import re

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.documents.composing.draft import Cell, Day, Draft, Note, Paragraph, Part, Table
from nhip.documents.composing.layout import check
from nhip.documents.composing.printable import printable
from nhip.documents.composing.word import compose

words = st.text(max_size=60)


@st.composite
def drafts(draw):
    text = draw(words)
    return Draft(
        type_code=draw(st.sampled_from(["BC", "CV", "QĐ", "KH"])),
        issuing_body=draw(words),
        parent_body=draw(st.none() | words),
        title=draw(st.none() | words),
        symbol=draw(st.none() | words),
        date=Day(day=draw(st.none() | st.integers(1, 31)), month=draw(st.none() | st.integers(1, 12)), year=2026),
        addressees=draw(st.lists(words, max_size=3)),
        bases=draw(st.lists(words, max_size=2)),
        body=(
            Paragraph(text=text, notes=(Note(at=len(text) // 2, text=draw(words)),)),
            Part(number=draw(st.sampled_from(["I", "1", "a", "Phần II", "Điều 4", "?"])), title=draw(words),
                 run_in=draw(st.booleans()), blocks=(Paragraph(text=draw(words)),)),
            Table(
                header=((Cell(text=draw(words), across=2),),), rows=((Cell(text=draw(words)), Cell(text=draw(words))),)
            ),
        ),
        recipients=draw(st.lists(words, max_size=3)),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(drafts())
def test_any_draft_is_composed_and_opens_again(draft):
    document = Document(io.BytesIO(compose(draft)))
    said = "".join(p.text for p in document.paragraphs)
    assert re.sub(r"\s", "", printable(draft.body[0].text)) in re.sub(r"\s", "", said)


@settings(max_examples=15, deadline=None)
@given(drafts())
def test_any_draft_can_be_checked(draft):
    assert isinstance(check(compose(draft)), list)


def test_what_xml_cannot_hold_is_left_out():
    assert printable(Paragraph(text="a\x00b\x0cc\ud800d\te\nf")).text == "abcd\te\nf"


def test_a_clean_value_is_left_as_it_is():
    paragraph = Paragraph(text="Ủy ban nhân dân")
    assert printable(paragraph) is paragraph
