"""Figures in a table: a row an indicator, a column for its unit, one or more columns of numbers.

"Trong đó" rows and dashed rows are parts of the row above them; a row "A | B | 1 | 2" under the heading
numbers the columns;
"Đơn vị tính: ..." above a table holds for all its rows until the next such line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhip.documents.reading.figures.candidates import Count, counts_in
from nhip.documents.reading.figures.kinds import PLAN_TYPES, Span
from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Figure, Period
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.tasks.tables import Cell, cells_of, columns_of
from nhip.text.dates import find_dates
from nhip.text.numbers import read_number

_UNIT = re.compile(r"đơn vị(?: tính)?|đvt|đvt\.|đơn vị đo", re.IGNORECASE)
_NAME = re.compile(r"nội dung|chỉ tiêu|chỉ số|tên|hạng mục|danh mục|tiêu chí|lĩnh vực|hoạt động|loại", re.IGNORECASE)
_ORDER = re.compile(r"^(?:stt|tt|số tt|số thứ tự|mã(?: số)?)$", re.IGNORECASE)
_NOTE = re.compile(r"ghi chú|nguồn|tài liệu|minh chứng", re.IGNORECASE)
_CAPTION = re.compile(r"(?:Đơn vị tính|ĐVT)\s*:\s*(?P<unit>[^|.;)]+)", re.IGNORECASE)
_WITHIN = re.compile(r"^(?:trong đó|gồm|chia ra)\s*:?\s*", re.IGNORECASE)
_AIMS = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|phấn đấu", re.IGNORECASE)
_RESULTS = re.compile(r"kết quả|thực hiện|số liệu|đạt", re.IGNORECASE)


@dataclass(slots=True)
class _Table:
    """What the heading row told: which column holds what."""

    width: int
    name: int
    unit: int | None
    numbers: list[int]
    titles: list[str]
    caption: str | None
    parent: str = ""
    within: bool = False
    seen: set[int] = field(default_factory=set)


def table_figures(sheet: Sheet, items: Sequence[Item], doc_type: str | None, whole: Span) -> list[Figure]:
    """The figures of every table that has an indicator column; tables of duties are left to the tasks."""
    out: list[Figure] = []
    table: _Table | None = None
    caption: str | None = None
    duties = False
    for item in items:
        if not item.block.table:
            said = _CAPTION.search(item.block.text)
            caption = " ".join(said["unit"].split()).lower() if said else caption
            if item.heads is not None:
                table, duties = None, False
            continue
        row = cells_of(item)
        if columns_of(row):
            table, duties = None, True
            continue
        heading = _heading(row, caption)
        if heading:
            table, duties = heading, False
            continue
        if table is None or duties:
            continue
        out += _row(sheet, item, row, table, doc_type, whole)
    return out


def _heading(row: Sequence[Cell], caption: str | None) -> _Table | None:
    texts = [cell.text for cell in row]
    if any(re.search(r"\d", text) and read_number(text) for text in texts):
        return None
    name = next((i for i, text in enumerate(texts) if _NAME.search(text) and not _UNIT.fullmatch(text)), None)
    if name is None or len(texts) < 2:
        return None
    unit = next((i for i, text in enumerate(texts) if i != name and _UNIT.search(text)), None)
    numbers = [
        i
        for i, text in enumerate(texts)
        if i not in {name, unit} and not _ORDER.match(text) and not _NOTE.search(text) and text
    ]
    return _Table(len(row), name, unit, numbers, texts, caption) if numbers else None


def _row(
    sheet: Sheet, item: Item, row: Sequence[Cell], table: _Table, doc_type: str | None, whole: Span
) -> list[Figure]:
    if (
        len(row) <= max(table.name, table.unit or 0, *table.numbers)
        or len(row) > table.width + 1
        or all(re.fullmatch(r"\(?[\dA-ZĐ]?\d?\)?(?:\s*=.*)?", cell.text) for cell in row)
    ):
        return []
    name = row[table.name].text
    if not name:
        return []
    label = _label(name, table)
    unit = row[table.unit].text.lower() if table.unit is not None and row[table.unit].text else table.caption
    out: list[Figure] = []
    for column in table.numbers:
        cell = row[column]
        number = read_number(cell.text)
        counts = () if number else counts_in(cell.text)
        if number is None and len(counts) != 1:
            continue
        begin = cell.start + (number.start if number else counts[0].start) + _skipped(sheet, cell)
        place = sheet.place(begin, begin + len(number.raw if number else cell.text[counts[0].start : counts[0].end]))
        percent = bool(number and number.percent)
        title = table.titles[column]
        kind = _kind(title, doc_type)
        evidence = sheet.place(item.start, item.end)
        value = number.value if number else counts[0].value
        out.append(
            Figure(
                id="",
                indicator=label,
                value=float(value),
                unit=_unit(percent, title, unit, counts),
                qualifier=counts[0].qualifier if counts else None,
                kind=kind,
                section=item.section.id if item.section else None,
                number_raw=place.raw,
                number_start=place.start,
                number_end=place.end,
                raw=evidence.raw,
                start=evidence.start,
                end=evidence.end,
                text=evidence.text,
                period=_period(title, whole),
                confidence=0.85,
            )
        )
    return out


def _unit(percent: bool, title: str, unit: str | None, counts: Sequence[Count]) -> str | None:
    if percent or "%" in title or ("tỷ lệ" in title.lower() and not unit):
        return "%"
    return counts[0].unit if counts else unit


def _skipped(sheet: Sheet, cell: Cell) -> int:
    held = sheet.view[cell.start : cell.stop]
    return len(held) - len(held.lstrip())


def _label(name: str, table: _Table) -> str:
    """The row's indicator; a part ("Trong đó: ...", "- ...") is named with the row it belongs to."""
    within = _WITHIN.match(name)
    dashed = re.match(r"^[-–+•]\s*", name)
    bare = name[within.end() :] if within else name[dashed.end() :] if dashed else name
    if within and not bare:
        table.within = True
        return name
    if (within or dashed or (table.within and name[:1].islower())) and table.parent:
        return f"{table.parent}: {bare}"
    table.parent, table.within = bare, False
    return bare


def _kind(title: str, doc_type: str | None) -> str:
    if _RESULTS.search(title) and not re.search(r"kế hoạch|chỉ tiêu", title, re.IGNORECASE):
        return "result"
    if _AIMS.search(title) or doc_type in PLAN_TYPES:
        return "target"
    return "result"


def _period(title: str, whole: Span) -> Period | None:
    for span in find_dates(title):
        if span.first and span.last:
            return Period(label=span.raw, from_=span.first.isoformat(), to=span.last.isoformat(), basis="stated")
    return (
        Period(label=whole.label, from_=whole.first, to=whole.last, basis="document")
        if whole.label or whole.first
        else None
    )
