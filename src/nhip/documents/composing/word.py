"""A draft becomes a Word document in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from docx import Document

from nhip.documents.composing.appendices import compose_appendices
from nhip.documents.composing.body import compose_bases, compose_blocks, finish
from nhip.documents.composing.draft import Draft, Paragraph
from nhip.documents.composing.ending import compose_ending
from nhip.documents.composing.head import compose_head
from nhip.documents.composing.notes import Notes
from nhip.documents.composing.packing import packed
from nhip.documents.composing.pages import compose_pages
from nhip.documents.composing.printable import printable
from nhip.documents.composing.rules import decree30
from nhip.documents.composing.styles import prepare


def compose(draft: Draft) -> bytes:
    """The .docx of a draft. The same draft gives the same bytes.

    Raises KeyError for a type that `data/types.toml` does not know, ValueError for a party document: its layout
    (Hướng dẫn 36-HD/VPTW) was not at hand, and a state head on it would be wrong.
    """
    if draft.party:
        raise ValueError("party documents follow Hướng dẫn 36-HD/VPTW, which is not coded")
    draft = printable(draft)
    layout = decree30()
    document = Document()
    notes = Notes()
    prepare(document, layout)
    compose_pages(document, draft, layout)
    compose_head(document, draft, layout)
    compose_bases(document, draft)
    blocks, closing = finish(draft.body, draft.closing)
    room = layout.width - layout.margins["left"].use - layout.margins["right"].use
    compose_blocks(document, blocks, layout, notes, room)
    if closing:
        compose_blocks(document, [Paragraph(text=closing)], layout, notes, room)
        document.paragraphs[-1].paragraph_format.keep_with_next = True  # the signer never stands alone on a page
    compose_ending(document, draft, layout)
    compose_appendices(document, draft, layout, notes)
    notes.attach(document)
    return packed(document, draft.title or "", draft.issuing_body, draft.date)
