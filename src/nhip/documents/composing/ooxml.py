"""The few pieces of WordprocessingML that python-docx has no words for. Lengths in mm, sizes in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> str:
    return str(round(mm * TWIPS_PER_MM))


def element(name: str, /, **attributes: str) -> Any:
    """`element("w:jc", val="center")`: attributes take the namespace of WordprocessingML."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


# the order CT_PPr prescribes; a paragraph property put elsewhere makes the file invalid
_PPR = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_ORDER = {qn(f"w:{name}"): place for place, name in enumerate(_PPR)}


def put(properties: Any, child: Any) -> None:
    """Adds a child to `w:pPr` at its lawful place, replacing one of the same name."""
    for old in properties.findall(child.tag):
        properties.remove(old)
    rank = _ORDER[child.tag]
    for place, sibling in enumerate(properties):
        if _ORDER.get(sibling.tag, rank) > rank:
            properties.insert(place, child)
            return
    properties.append(child)


def spacing(
    properties: Any, *, before: float = 0, after: float = 0, line: float | None = None, exact: bool = False
) -> None:
    """Space in points; `line` is a multiple of single spacing, or points when `exact`."""
    made = element("w:spacing", before=str(round(before * 20)), after=str(round(after * 20)))
    if line is not None:
        made.set(qn("w:line"), str(round(line * (20 if exact else 240))))
        made.set(qn("w:lineRule"), "exact" if exact else "auto")
    put(properties, made)


def indent(properties: Any, *, left: float = 0, right: float = 0, first: float = 0) -> None:
    made = element("w:ind", left=twips(left), right=twips(right))
    made.set(qn("w:firstLine" if first >= 0 else "w:hanging"), twips(abs(first)))
    put(properties, made)


def borders(properties: Any, sides: Sequence[str], *, colour: str = "000000", weight: int = 6, space: int = 0) -> None:
    """Lines around a paragraph; `weight` in eighths of a point."""
    made = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            made.append(element(f"w:{side}", val="single", sz=str(weight), space=str(space), color=colour))
    put(properties, made)


def sliver(paragraph: Any) -> None:
    """A paragraph that must be there and may not be seen: one point high."""
    spacing(paragraph._p.get_or_add_pPr(), line=1, exact=True)


def field(paragraph: Any, instruction: str) -> None:
    """A field such as PAGE at the end of a paragraph."""
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("shown", "2"), ("end", None)):
        run = paragraph.add_run()._r
        if kind is None:
            made = element("w:instrText")
            made.text = f" {text} "
            run.append(made)
        elif kind == "shown":
            made = element("w:t")
            made.text = text
            run.append(made)
        else:
            run.append(element("w:fldChar", fldCharType=kind))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Marks a place by name: where the image of a digital signature goes."""
    paragraph._p.append(element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def table(container: Any, columns: Sequence[float], rows: int, *, lined: bool = False, padding: float = 0.0) -> Any:
    """A table of fixed columns (mm): both the grid and every cell say the width, so no word processor guesses.

    `padding` is the space left and right inside a cell, mm.
    """
    from docx.shared import Mm

    size = (len(columns), Mm(sum(columns))) if _needs_width(container) else (len(columns),)
    made = container.add_table(rows, *size)
    made.autofit = False
    properties = made._tbl.tblPr
    for tag in ("w:tblStyle", "w:tblW", "w:tblLook", "w:tblBorders", "w:tblCellMar", "w:tblLayout", "w:tblInd"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.append(element("w:tblW", w=twips(sum(columns)), type="dxa"))
    # the lines, not the words, stand on the margins
    properties.append(element("w:tblInd", w="0", type="dxa"))
    if lined:
        lines = element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            lines.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
        properties.append(lines)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=twips(padding), type="dxa"))
    properties.append(margins)
    for column, wide in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), columns, strict=True):
        column.set(qn("w:w"), twips(wide))
    for row in made.rows:
        for cell, wide in zip(row.cells, columns, strict=True):
            cell.width = Mm(wide)
    return made


def _needs_width(container: Any) -> bool:
    """A document's body knows its width; a cell, header or footer must be told."""
    return not hasattr(container, "add_section")


def row_rules(row: Any, *, header: bool = False, whole: bool = True) -> None:
    """`header` repeats the row on every page; `whole` forbids a page break inside it."""
    properties = row._tr.get_or_add_trPr()
    if whole:
        properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
