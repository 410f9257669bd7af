"""Appendices: a section of their own, own page numbers, wide tables on a turned sheet (Phụ lục I, Mục III, khoản 1)."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from nhip.documents.composing import ooxml
from nhip.documents.composing.body import compose_blocks
from nhip.documents.composing.draft import Appendix, Day, Draft
from nhip.documents.composing.notes import Notes
from nhip.documents.composing.rules import Layout, document_types
from nhip.documents.composing.strokes import stroke
from nhip.documents.composing.styles import NAMES
from nhip.documents.composing.symbols import padded, roman


def compose_appendices(document: Any, draft: Draft, layout: Layout, notes: Notes) -> None:
    for place, appendix in enumerate(draft.appendices, start=1):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        ooxml.sliver(document.paragraphs[-1])
        _sheet(section, appendix, layout)
        room = _room(layout, appendix.landscape)
        number = f"Phụ lục {roman(place)}" if len(draft.appendices) > 1 else "Phụ lục"
        document.add_paragraph(number, style=NAMES["appendix_number"])
        document.add_paragraph(appendix.title.upper(), style=NAMES["appendix_title"])
        document.add_paragraph(reference(draft), style=NAMES["appendix_reference"])
        stroke(document.add_paragraph(), 30.0, room)
        compose_blocks(document, appendix.blocks, layout, notes, room)


def reference(draft: Draft) -> str:
    """ "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của ...)"; blanks in an electronic document."""
    kind = draft.type_name or document_types()[draft.type_code].name
    body = _sentence_case(draft)
    if draft.electronic or not draft.number:
        return f"(Kèm theo {kind} số      /{draft.symbol or ''} ngày    tháng    năm      của {body})"
    return f"(Kèm theo {kind} số {padded(draft.number)}/{draft.symbol or ''} {_day(draft.date)} của {body})"


def _day(day: Day) -> str:
    from nhip.documents.composing.symbols import day_line

    return day_line(None, day)


def _sentence_case(draft: Draft) -> str:
    """The issuing body as it stands in running text: its own small letters cannot be known from capitals."""
    return draft.body_in_text or draft.issuing_body


def _sheet(section: Any, appendix: Appendix, layout: Layout) -> None:
    """Page numbers begin again; a wide appendix turns the sheet."""
    from docx.oxml.ns import qn

    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering = ooxml.element("w:pgNumType", start="1")
    columns = properties.find(qn("w:cols"))
    if columns is not None:
        columns.addprevious(numbering)
    else:
        properties.append(numbering)
    section.different_first_page_header_footer = True
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    long, short = Mm(layout.height), Mm(layout.width)
    section.orientation = WD_ORIENT.LANDSCAPE if appendix.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if appendix.landscape else (short, long)


def _room(layout: Layout, landscape: bool) -> float:
    across = layout.height if landscape else layout.width
    return across - layout.margins["left"].use - layout.margins["right"].use
