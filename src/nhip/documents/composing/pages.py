"""The sheet: A4, margins, the page number at the top from page 2, what stands in the margins of page 1."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm, Pt

from nhip.documents.composing import ooxml
from nhip.documents.composing.draft import Draft
from nhip.documents.composing.rules import Layout
from nhip.documents.composing.strokes import box
from nhip.documents.composing.styles import ALIGN, NAMES
from nhip.documents.composing.widths import width


def compose_pages(document: Any, draft: Draft, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    for side, rule in layout.margins.items():
        setattr(section, f"{side}_margin", Mm(rule.use))
    section.header_distance = section.footer_distance = Mm(layout.raw["page"]["header_distance"])
    section.different_first_page_header_footer = True
    _number(section.header.paragraphs[0], layout)
    _first_page(section, draft, layout)


def _number(paragraph: Any, layout: Layout) -> None:
    paragraph.alignment = ALIGN["center"]
    ooxml.field(paragraph, "PAGE")
    for run in paragraph.runs:
        run.font.size = Pt(layout.page_number.use)


def _first_page(section: Any, draft: Draft, layout: Layout) -> None:
    """No number on page 1; the circulation box above the motto (box 11), the address below a full line (box 13)."""
    room = layout.width - layout.margins["left"].use - layout.margins["right"].use
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    if draft.circulation:
        rule = layout["circulation"]
        shown = header.paragraphs[0]
        shown.style = NAMES["circulation"]
        shown.add_run(draft.circulation)
        shown.alignment = ALIGN["center"]
        wide = width(draft.circulation, rule.size.use, bold=True) + 4
        box(shown, wide, 7.0, room, rule.size.use, layout.raw["font"]["colour"], align="right")
    if draft.address:
        line = footer.paragraphs[0]
        line.style = NAMES["address"]
        line.add_run(draft.address)
        ooxml.borders(line._p.get_or_add_pPr(), ("top",), space=2)
