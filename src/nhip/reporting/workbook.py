"""The spreadsheet twin of a report: figures with both comparisons on one sheet, the words on another.

The same content gives the same bytes: a workbook has no clock of its own here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

STAMP = datetime(2020, 3, 5)
FIGURES = (
    ("Chỉ tiêu", 44), ("Mã", 26), ("Đơn vị tính", 14), ("Dấu", 10), ("Kỳ này", 16), ("Cùng kỳ năm trước", 16),
    ("Kỳ trước", 16), ("Tình trạng", 18), ("Có minh chứng", 16), ("Giải trình", 40), ("Ngắt chuỗi", 40),
)  # fmt: skip
WORDS = (("Phần", 40), ("Nội dung", 110))
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def workbook_of(content: Mapping[str, Any], title: str) -> bytes:
    """The .xlsx of a report's content."""
    book = Workbook()
    figures = book.active
    figures.title = "Số liệu"
    _sheet(figures, title, FIGURES, (_figure(one) for one in content["figures"]))
    _sheet(book.create_sheet("Nội dung"), title, WORDS, ((one["title"], one["text"]) for one in content["paragraphs"]))
    return _saved(book, title)


def _figure(one: Mapping[str, Any]) -> tuple[object, ...]:
    state = "không phát sinh" if one["nil"] else "chưa báo cáo" if one["value"] is None else "đã báo cáo"
    return (
        one["name"], one["code"], one["unit_name"], one["qualifier"], _number(one["value"]), _number(one["last_year"]),
        _number(one["previous"]), state, _number(one["proven"]), one["explanation"], one["series_break"],
    )  # fmt: skip


def _number(value: str | None) -> float | int | None:
    if value in (None, ""):
        return None
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)


def _sheet(sheet: Any, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]]) -> None:
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.append([name for name, _ in columns])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row in rows:
        sheet.append([_safe(value) for value in row])
    for place, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, int | float):
                cell.number_format = "#,##0.######" if isinstance(cell.value, float) else "#,##0"
    sheet.freeze_panes = "A3"


def _safe(value: object) -> object:
    """Words that a spreadsheet would take for a formula stand as words."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _saved(book: Any, title: str) -> bytes:
    book.properties.title, book.properties.creator = title[:255], "Nhịp"
    book.properties.created = book.properties.modified = STAMP
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            data = source.read(name)
            target.writestr(info, _still(data) if name == "docProps/core.xml" else data, compresslevel=6)
    return out.getvalue()


def _still(core: bytes) -> bytes:
    """openpyxl stamps the moment of saving whatever the properties say."""
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2020-03-05T00:00:00Z", core)
