"""The text of a Word document as a person sees it: numbers, tables, notes and text boxes in, deleted words out.

Paragraphs are parted by a blank line, rows of a table stand as "| a | b |", headings open with # marks, raised letters
stand in <sup>, notes follow at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import refused, warning
from nhip.documents.intake.word.numbering import Numbering, numbering_of
from nhip.documents.intake.word.package import opened, safe_package
from nhip.documents.intake.word.styles import Styles, styles_of
from nhip.documents.intake.word.tables import is_layout
from nhip.text.issues import Issue

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = qn("w:p")[:-1]
# wrappers whose children count as if they stood there themselves
_OPEN = {
    _W + t
    for t in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "sdtContent", "customXml", "sdt", "dir", "bdo")
} | {_MC + "AlternateContent", _MC + "Choice"}
_GONE = {_W + t for t in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr")}
_DEEPEST = 200


@dataclass
class _Walk:
    """What one walk through the document gathers."""

    numbering: Numbering
    styles: Styles
    notes: dict[str, str] = field(default_factory=dict)
    note_order: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False
    chunks: int = 0
    depth: int = 0
    cells: int = 0  # how many table cells we stand in


def read_docx(data: bytes, limits: Limits) -> tuple[str, list[Issue], str]:
    """Text, warnings, and the words of headers and footers (never part of the text, but they may bear a secrecy
    mark)."""
    package, warnings = safe_package(data, limits)
    document = opened(package)
    try:
        walk = _Walk(numbering_of(_related(document, "numbering")), styles_of(document))
        body = "\n\n".join(block for block in _blocks(document.element.body, walk) if block.strip())
        notes = "\n\n".join(_notes(document, walk))
        margins = "\n".join(_margins(document, walk))
    except RecursionError as error:
        raise refused("word_nested") from error
    if walk.hidden:
        warnings.append(warning("hidden_text_left_out"))
    if walk.chunks:
        warnings.append(warning("embedded_parts_left_out", count=walk.chunks))
    return "\n\n".join(part for part in (body, notes) if part) + "\n", warnings, margins


def _related(document: Any, kind: str) -> Any:
    """The root element of a related part (numbering, footnotes, endnotes), None where there is none."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            return element if element is not None else etree.fromstring(relation.target_part.blob, _parser())
    return None


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _blocks(container: Any, walk: _Walk) -> Iterator[str]:
    """Paragraphs and tables in reading order."""
    walk.depth += 1
    if walk.depth > _DEEPEST:
        raise refused("word_nested")
    for element in container:
        if element.tag == qn("w:p"):
            yield from _paragraph(element, walk)
        elif element.tag == qn("w:tbl"):
            yield from _table(element, walk)
        elif element.tag == qn("w:altChunk"):
            walk.chunks += 1
        elif element.tag in _OPEN:
            yield from _blocks(element, walk)
    walk.depth -= 1


def _paragraph(element: Any, walk: _Walk) -> Iterator[str]:
    boxes: list[str] = []
    text = "".join(_inline(element, walk, boxes)).strip(" \t")
    label = ""
    list_id, depth = walk.styles.list_of(element)
    if list_id is not None:
        label = walk.numbering.label(list_id, depth)
    yield from boxes
    if not text.strip() and label and walk.cells:
        yield label  # a numbered cell shows its number though nothing is typed in it
    if text.strip():
        level = walk.styles.heading_of(element)
        yield "#" * level + (" " if level else "") + (label + " " if label else "") + text


def _inline(container: Any, walk: _Walk, boxes: list[str]) -> Iterator[str]:
    walk.depth += 1
    if walk.depth > _DEEPEST:
        raise refused("word_nested")
    for element in container:
        tag = element.tag
        if tag == qn("w:r"):
            yield from _run(element, walk, boxes)
        elif tag in _OPEN:
            yield from _inline(element, walk, boxes)
        elif isinstance(tag, str) and tag.startswith(_MATH):
            yield "".join(t.text or "" for t in element.iter(_MATH + "t"))
    walk.depth -= 1


def _run(run: Any, walk: _Walk, boxes: list[str]) -> Iterator[str]:
    if walk.styles.is_hidden(run):
        walk.hidden = walk.hidden or bool("".join(t.text or "" for t in run.iter(qn("w:t"))).strip())
        return
    text = "".join(_piece(child, walk, boxes) for child in run if child.tag not in _GONE)
    raised = text.strip() and len(text) <= 4 and not text.startswith("<sup>") and walk.styles.is_raised(run)
    yield f"<sup>{text}</sup>" if raised else text


def _piece(child: Any, walk: _Walk, boxes: list[str]) -> str:
    tag = child.tag
    if tag == qn("w:t"):
        return child.text or ""
    if tag == qn("w:tab") or tag == qn("w:ptab"):
        return "\t"
    if tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    if tag == qn("w:noBreakHyphen"):
        return "-"
    if tag == qn("w:sym"):
        return _symbol(child.get(qn("w:char"), ""))
    if tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
        return _anchor("footnotes" if "foot" in tag else "endnotes", child.get(qn("w:id"), ""), walk)
    if tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")) or tag in _OPEN:
        boxes.extend(_text_boxes(child, walk))
    return ""


def _symbol(code: str) -> str:
    """A letter of a symbol font: the standard letter behind it, or a bullet."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= value <= 0xF8FF else chr(value) if 0x20 <= value < 0xD800 else ""


def _anchor(part: str, note: str, walk: _Walk) -> str:
    if (part, note) not in walk.note_order:
        walk.note_order.append((part, note))
    return f"<sup>{walk.note_order.index((part, note)) + 1}</sup>"


def _text_boxes(element: Any, walk: _Walk) -> Iterator[str]:
    """The words of a text box (a stamp, a caption); the fallback twin of the same box is left out."""
    for box in element.iter(qn("w:txbxContent")):
        above = box.getparent()
        while above is not None and above is not element:
            if above.tag in (_MC + "Fallback", qn("w:txbxContent")):
                break
            above = above.getparent()
        else:
            yield from _blocks(box, walk)


def _table(table: Any, walk: _Walk) -> Iterator[str]:
    rows = [[_cell(cell, walk) for cell in _cells(row) if not _continues(cell)] for row in _rows(table)]
    rows = [row for row in rows if any(any(part.strip() for part in cell) for cell in row)]
    if not rows:
        return
    if is_layout(table, rows):
        # head and signature stand in a table without lines: read them column by column
        for column in range(max(len(row) for row in rows)):
            for row in rows:
                if column < len(row):
                    yield from row[column]
        return
    yield "\n".join("| " + " | ".join(" ".join(" ".join(cell).split()) for cell in row) + " |" for row in rows)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == qn("w:tr"):
            yield element
        elif element.tag in _OPEN:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == qn("w:tc"):
            yield element
        elif element.tag in _OPEN:
            yield from _cells(element)


def _continues(cell: Any) -> bool:
    """A cell that only continues the one above (vertical merge) holds no words of its own."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return (
        merge is not None
        and merge.get(qn("w:val"), "continue") == "continue"
        and not "".join(t.text or "" for t in cell.iter(qn("w:t"))).strip()
    )


def _cell(cell: Any, walk: _Walk) -> list[str]:
    walk.cells += 1
    blocks = [block for block in _blocks(cell, walk) if block.strip()]
    walk.cells -= 1
    return blocks


def _notes(document: Any, walk: _Walk) -> Iterator[str]:
    """Foot and end notes in the order of their anchors."""
    roots = {part: _related(document, part) for part in ("footnotes", "endnotes")}
    at = 0
    while at < len(walk.note_order) and at < 10_000:  # a note may hold an anchor of its own
        part, note = walk.note_order[at]
        at += 1
        if roots[part] is None:
            continue
        for element in roots[part]:
            if element.get(qn("w:id")) == note:
                words = " ".join(" ".join(_blocks(element, walk)).split())
                if words:
                    yield f"<sup>{at}</sup> {words}"


def _margins(document: Any, walk: _Walk) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from _blocks(relation.target_part.element, walk)
