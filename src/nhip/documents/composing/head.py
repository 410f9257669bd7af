"""The head of a document: boxes 1 to 5b, 9a, 10b of the diagram (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục IV)."""

from __future__ import annotations

from typing import Any

from nhip.documents.composing import ooxml, symbols
from nhip.documents.composing.draft import Draft
from nhip.documents.composing.rules import Element, Layout, document_types
from nhip.documents.composing.strokes import box, stroke
from nhip.documents.composing.styles import NAMES
from nhip.documents.composing.widths import balanced, width


def compose_head(document: Any, draft: Draft, layout: Layout) -> None:
    """Bodies and motto side by side, number and day on one line below, then type, title and addressees."""
    # a table may not open a document of several sections: LibreOffice would put an empty line above it
    ooxml.sliver(document.add_paragraph())
    left, right = layout.raw["ours"]["head_columns"]
    table = ooxml.table(document, (left, right), 2)
    _bodies(table.cell(0, 0), draft, layout, left)
    _motto(table.cell(0, 1), layout, right)
    _number(table.cell(1, 0), draft, layout, left)
    _line(table.cell(1, 1), "date", symbols.day_line(draft.place, draft.date), first=True)
    for row in table.rows:
        ooxml.row_rules(row)
    kind = document_types()[draft.type_code]
    if kind.form == "letter":
        _addressees(document, draft, layout)
        return
    _title(document, draft, layout, (draft.type_name or kind.name).upper())
    if draft.addressees:
        _addressees(document, draft, layout)


def _line(cell: Any, element: str, text: str, *, first: bool = False) -> Any:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.style = NAMES[element]
    paragraph.add_run(text)
    return paragraph


def _even(paragraph: Any, text: str, rule: Element, room: float) -> list[str]:
    """Narrows the paragraph so that a name of several lines breaks evenly; returns the lines."""
    if "\n" in text:  # the office has said where its name breaks
        return [part for part in text.split("\n") if part]
    shown, narrow = balanced(text, room - 2, rule.size.use, bold=bool(rule.bold))
    if len(shown) > 1:
        side = (room - narrow) / 2 - 0.5
        ooxml.indent(paragraph._p.get_or_add_pPr(), left=max(0.0, side), right=max(0.0, side))
    return shown


def _under(paragraph: Any, shown: list[str], rule: Element, room: float) -> None:
    assert rule.line is not None
    longest = max((width(line, rule.size.use, bold=bool(rule.bold)) for line in shown), default=0.0)
    stroke(paragraph, longest * rule.line.use, room)


def _bodies(cell: Any, draft: Draft, layout: Layout, room: float) -> None:
    first = True
    if draft.parent_body:
        _even(_line(cell, "parent_body", draft.parent_body, first=True), draft.parent_body, layout["parent_body"], room)
        first = False
    name = _line(cell, "issuing_body", draft.issuing_body, first=first)
    shown = _even(name, draft.issuing_body, layout["issuing_body"], room)
    _under(cell.add_paragraph(), shown, layout["issuing_body"], room)


def _motto(cell: Any, layout: Layout, room: float) -> None:
    country, motto = layout["motto_country"], layout["motto"]
    assert country.text
    assert motto.text
    _line(cell, "motto_country", country.text, first=True)
    _line(cell, "motto", motto.text)
    _under(cell.add_paragraph(), [motto.text], motto, room)


def _number(cell: Any, draft: Draft, layout: Layout, room: float) -> None:
    _line(cell, "number", symbols.number_line(draft.number, draft.symbol), first=True)
    if document_types()[draft.type_code].form == "letter" and draft.title:
        subject = f"V/v {draft.title}"
        _even(_line(cell, "letter_subject", subject), subject, layout["letter_subject"], room)
    if draft.urgency:
        rule = layout["urgency"]
        shown = _line(cell, "urgency", draft.urgency)
        wide = rule.more["widths"].get(draft.urgency, 40.0)
        box(shown, wide, rule.more["height"], room, rule.size.use, rule.more["colour"])


def _title(document: Any, draft: Draft, layout: Layout, name: str) -> None:
    room = _room(layout)
    shown_type = document.add_paragraph(name, style=NAMES["doc_type"])
    ooxml.spacing(shown_type._p.get_or_add_pPr(), before=18, line=1.0)
    shown_type.paragraph_format.keep_with_next = True
    if draft.title:
        rule = layout["title"]
        title = document.add_paragraph(draft.title, style=NAMES["title"])
        title.paragraph_format.keep_with_next = True
        _under(document.add_paragraph(), _even(title, draft.title, rule, room - 10), rule, room)
        document.paragraphs[-1].paragraph_format.space_after = 76200 * 2


def _room(layout: Layout) -> float:
    """Width of the text, mm."""
    return layout.width - layout.margins["left"].use - layout.margins["right"].use


def _addressees(document: Any, draft: Draft, layout: Layout) -> None:
    """ "Kính gửi:" with one body on its line, several below it, their dashes in line under the colon."""
    if not draft.addressees:
        return
    rule = layout["addressee"]
    opening = "Kính gửi:"
    first = document.add_paragraph(style=NAMES["addressee"])
    properties = first._p.get_or_add_pPr()
    if len(draft.addressees) == 1:
        first.add_run(f"{opening} {draft.addressees[0]}")
        ooxml.spacing(properties, before=12, after=6, line=1.0)
        first.alignment = 1
        return
    start = 25.0
    colon = start + width(opening, rule.size.use) - 1.5
    first.add_run(opening)
    ooxml.spacing(properties, before=12, line=1.0)
    ooxml.indent(properties, left=start)
    last = len(draft.addressees) - 1
    for place, body in enumerate(draft.addressees):
        line = document.add_paragraph(style=NAMES["addressee"])
        line.add_run(f"- {body.rstrip('.; ')}{'.' if place == last else ';'}")
        properties = line._p.get_or_add_pPr()
        ooxml.spacing(properties, after=6 if place == last else 0, line=1.0)
        ooxml.indent(properties, left=colon + 2.5, first=-2.5)
