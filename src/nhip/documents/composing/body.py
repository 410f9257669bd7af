"""The text of a document: bases, numbered parts as real headings, paragraphs, dashes, tables, pictures, footnotes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.shared import Mm, Pt

from nhip.documents.composing import ooxml
from nhip.documents.composing.draft import Block, Bullet, Draft, Paragraph, Part, Picture, Table
from nhip.documents.composing.notes import Notes
from nhip.documents.composing.numbering import bold, kind_of, label
from nhip.documents.composing.rules import Layout
from nhip.documents.composing.styles import ALIGN, HEADINGS, NAMES
from nhip.documents.composing.tables import compose_table

END = "./."


def compose_bases(document: Any, draft: Draft) -> None:
    """Who decides, on what ground, and the enacting word of a decision or resolution."""
    if draft.authority:
        _centred(document, draft.authority)
    last = len(draft.bases) - 1
    for place, basis in enumerate(draft.bases):
        ending = "." if place == last else ";"
        document.add_paragraph(basis.rstrip(" .;,") + ending, style=NAMES["basis"])
    if draft.enacting:
        _centred(document, draft.enacting)


def _centred(document: Any, words: str) -> None:
    paragraph = document.add_paragraph(style=NAMES["doc_type"])
    paragraph.add_run(words)
    ooxml.spacing(paragraph._p.get_or_add_pPr(), before=12, after=6, line=1.0)
    paragraph.paragraph_format.keep_with_next = True


def compose_blocks(document: Any, blocks: Sequence[Block], layout: Layout, notes: Notes, room: float) -> None:
    """Writes blocks one after another; `room` is the width of the text, mm."""
    for block in blocks:
        if isinstance(block, Part):
            _part(document, block, layout, notes, room)
        elif isinstance(block, Paragraph):
            _paragraph(document, block, notes)
        elif isinstance(block, Bullet):
            item = document.add_paragraph(style=NAMES["body"])
            item.add_run(f"{block.mark} ")
            _runs(item, block, notes)
        elif isinstance(block, Table):
            compose_table(document, block, layout, room)
        else:
            _picture(document, block, layout, room)


def finish(blocks: Sequence[Block], closing: str | None) -> tuple[Sequence[Block], str | None]:
    """The text ends with "./." (Phụ lục III, Mục II): on the closing words, else on the last running text."""
    if closing:
        return blocks, _ended(closing)
    if not blocks:
        return blocks, closing
    last = blocks[-1]
    changed: Block
    if isinstance(last, Part) and last.blocks:
        changed = _with(last, blocks=finish(last.blocks, None)[0])
    elif isinstance(last, Paragraph | Bullet):
        changed = _with(last, text=_ended(last.text))
    else:
        return blocks, closing
    return (*blocks[:-1], changed), closing


def _with(block: Any, **changes: object) -> Any:
    import dataclasses

    return dataclasses.replace(block, **changes)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith(END) else text.rstrip(" .;,") + END


def _paragraph(document: Any, block: Paragraph, notes: Notes) -> Any:
    written = document.add_paragraph(style=NAMES["body"])
    _runs(written, block, notes)
    if block.align != "both":
        written.alignment = ALIGN[block.align]
        written.paragraph_format.first_line_indent = Mm(0)
    return written


def _runs(paragraph: Any, block: Paragraph | Bullet, notes: Notes) -> None:
    """The words of a paragraph with the marks of its footnotes."""
    bold, italic = (block.bold, block.italic) if isinstance(block, Paragraph) else (False, False)
    done = 0
    for note in sorted(block.notes, key=lambda mark: mark.at):
        _run(paragraph, block.text[done : note.at], bold, italic)
        notes.mark(paragraph, note.text)
        done = note.at
    _run(paragraph, block.text[done:], bold, italic)


def _run(paragraph: Any, text: str, bold: bool, italic: bool) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    if italic:
        run.italic = True


def _part(document: Any, part: Part, layout: Layout, notes: Notes, room: float) -> None:
    if part.run_in or not part.title:
        rest = _opening(document, part, notes)
    else:
        _heading(document, part, notes)
        rest = part.blocks
    compose_blocks(document, rest, layout, notes, room)


def _opening(document: Any, part: Part, notes: Notes) -> Sequence[Block]:
    """A number, or a number and its title, at the head of the first paragraph; what follows is left to the caller."""
    first = part.blocks[0] if part.blocks and isinstance(part.blocks[0], Paragraph) else None
    paragraph = document.add_paragraph(style=NAMES["body"])
    opening = paragraph.add_run(f"{label(part.number)} {part.title}".rstrip())
    opening.bold = True if bold(part) else None
    if first is not None:
        if first.text[:1] not in (":", ",", ";", "."):
            paragraph.add_run(" ")
        _runs(paragraph, first, notes)
        return part.blocks[1:]
    return part.blocks


def _heading(document: Any, part: Part, notes: Notes) -> None:
    """A heading of its own; its look follows from its kind of number, its rank from its level."""
    kind = kind_of(part.number)
    heading = document.add_paragraph(style=f"Heading {min(max(part.level, 1), HEADINGS)}")
    if kind == "part":
        heading.alignment = ALIGN["center"]
        heading.paragraph_format.first_line_indent = Mm(0)
        heading.add_run(label(part.number)).add_break()
        heading.add_run(part.title.upper())
    else:
        title = part.title.upper() if kind == "section" else part.title
        run = heading.add_run(f"{label(part.number)} {title}")
        if not bold(part):
            run.bold = False
    for note in part.notes:
        notes.mark(heading, note.text)


def _picture(document: Any, picture: Picture, layout: Layout, room: float) -> None:
    shown = document.add_paragraph()
    shown.alignment = ALIGN["center"]
    shown.paragraph_format.space_before = Pt(6)
    shown.paragraph_format.keep_with_next = bool(picture.caption)
    drawn = shown.add_run().add_picture(io.BytesIO(picture.data), width=Mm(min(picture.width, room)))
    drawn._inline.docPr.set("descr", picture.description)
    drawn._inline.docPr.set("name", "Hình")
    if picture.caption:
        caption = document.add_paragraph()
        caption.alignment = ALIGN["center"]
        caption.paragraph_format.space_after = Pt(6)
        run = caption.add_run(picture.caption)
        run.italic = True
        run.font.size = Pt(layout.raw["ours"]["caption_size"])
