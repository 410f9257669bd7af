"""Tables of a composed document: fixed columns, header rows repeated, merged cells, the unit above at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Pt

from nhip.documents.composing import ooxml
from nhip.documents.composing.draft import Cell, Table
from nhip.documents.composing.rules import Layout
from nhip.documents.composing.styles import ALIGN
from nhip.documents.composing.widths import width

NUMBER = re.compile(r"[-+]?[\d.,]+\s*%?$|^[-–]$")
PADDING = 1.5  # mm at each side of a cell


def compose_table(document: Any, table: Table, layout: Layout, room: float) -> None:
    """Writes the table over the whole width `room` (mm)."""
    rows = [*table.header, *table.rows]
    grid = placed(rows)
    columns = max((column + cell.across for row in grid for column, cell in row), default=0)
    if not columns:
        return
    ours = layout.raw["ours"]
    size = ours["wide_table_size"] if columns >= ours["wide_table_columns"] else ours["table_size"]
    _above(document, table, layout)
    made = ooxml.table(document, _columns(table, grid, columns, room, size), len(rows), lined=True, padding=PADDING)
    cells = [list(row.cells) for row in made.rows]  # asked once: python-docx counts the whole table for each cell
    for place, row in enumerate(grid):
        is_header = place < len(table.header)
        for column, cell in row:
            target = cells[place][column]
            if cell.across > 1 or cell.down > 1:
                bottom = min(place + cell.down, len(rows)) - 1
                target = target.merge(cells[bottom][min(column + cell.across, columns) - 1])
            _fill(target, cell, size, is_header, column)
        ooxml.row_rules(made.rows[place], header=is_header)
    after = document.add_paragraph()
    ooxml.spacing(after._p.get_or_add_pPr(), line=6, exact=True)


def placed(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[int, Cell]]]:
    """The column at which every cell begins, cells reaching down from rows above counted."""
    taken: dict[tuple[int, int], bool] = {}
    out: list[list[tuple[int, Cell]]] = []
    for place, row in enumerate(rows):
        column, line = 0, []
        for cell in row:
            while taken.get((place, column)):
                column += 1
            line.append((column, cell))
            for down in range(cell.down):
                for across in range(cell.across):
                    taken[place + down, column + across] = True
            column += cell.across
        out.append(line)
    return out


def _above(document: Any, table: Table, layout: Layout) -> None:
    if table.caption:
        caption = document.add_paragraph()
        caption.alignment = ALIGN["center"]
        caption.paragraph_format.space_before = Pt(6)
        caption.paragraph_format.keep_with_next = True
        caption.add_run(table.caption).bold = True
    if table.unit:
        unit = document.add_paragraph()
        unit.alignment = ALIGN["right"]
        unit.paragraph_format.keep_with_next = True
        unit.paragraph_format.space_before = Pt(6)
        unit.paragraph_format.space_after = Pt(2)
        run = unit.add_run(table.unit)
        run.italic = True
        run.font.size = Pt(layout.raw["ours"]["caption_size"])
    else:
        gap = document.add_paragraph()
        gap.paragraph_format.keep_with_next = True
        ooxml.spacing(gap._p.get_or_add_pPr(), line=6, exact=True)


def _columns(table: Table, grid: list[list[tuple[int, Cell]]], count: int, room: float, size: float) -> list[float]:
    """Widths in mm: the shares given, or enough for the longest word of each column and the rest by length of text."""
    if len(table.widths) == count:
        whole = sum(table.widths)
        return [room * share / whole for share in table.widths]
    least, wish = [8.0] * count, [8.0] * count
    for row in grid:
        for column, cell in row:
            if cell.across > 1:
                continue
            words = [width(word, size, bold=True) for word in cell.text.split()] or [0.0]
            least[column] = max(least[column], max(words) + 2 * PADDING + 1)
            wish[column] = max(wish[column], min(width(cell.text, size), 90.0) + 2 * PADDING + 1)
    if sum(least) >= room:
        return [room * part / sum(least) for part in least]
    extra = [max(0.0, w - m) for w, m in zip(wish, least, strict=True)]
    spare = room - sum(least)
    whole = sum(extra)
    if not whole:
        return [m + spare / count for m in least]
    return [m + spare * e / whole for m, e in zip(least, extra, strict=True)]


def _fill(target: Any, cell: Cell, size: float, is_header: bool, column: int) -> None:
    paragraph = target.paragraphs[0]
    for extra in target.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if cell.align:
        align = cell.align
    elif is_header or column == 0:
        align = "center"
    else:
        align = "right" if NUMBER.match(cell.text.strip()) else "left"
    paragraph.alignment = ALIGN[align]
    ooxml.spacing(paragraph._p.get_or_add_pPr(), before=2, after=2, line=1.0)
    run = paragraph.add_run(cell.text)
    run.font.size = Pt(size)
    run.bold = True if (cell.bold or is_header) else None
