"""Tables written out: the template of a kind, and the ledger as .xlsx or .csv that no program takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nhip.plans.kinds import Kind
from nhip.plans.sheets.columns import Column, columns
from nhip.text.cells import RISKY, safe

STAMP = datetime(2026, 1, 1)
"""Written into every file instead of the hour, so that the same table is the same bytes."""

_HEAD = PatternFill("solid", fgColor="E6E9F5")


def template(kind: Kind, rows: int = 200) -> bytes:
    """The workbook to fill in for a kind: headings, lists to choose from, one page that explains."""
    book = Workbook()
    book.properties.creator = "Nhịp"
    book.properties.created = book.properties.modified = STAMP
    book.properties.keywords = f"nhip:{kind.code}"
    book.properties.title = kind.name
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Số liệu"
    every = columns(kind)
    for place, column in enumerate(every, 1):
        _head(sheet, place, column)
        if column.choices:
            listed = ",".join(name.replace(",", " ") for name in column.choices)
            if len(listed) < 250 and not any("," in name for name in column.choices):
                rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
                rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{rows + 1}")
                sheet.add_data_validation(rule)
        if column.key == "on":
            for number in range(2, rows + 2):
                sheet.cell(number, place).number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"
    _explain(book, kind, every)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, place: int, column: Column) -> None:
    cell = sheet.cell(1, place, f"{column.name} *" if column.needed else column.name)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[get_column_letter(place)].width = column.width


def _explain(book: Workbook, kind: Kind, every: Sequence[Column]) -> None:
    page = book.create_sheet("Hướng dẫn")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 34, 90
    lines = [
        (kind.name, ""),
        ("Cách ghi", "Mỗi hoạt động một dòng. Cột có dấu * là bắt buộc. Không dùng công thức, không gộp ô."),
        ("Nhập lại", "Dòng đã nhập rồi không bị nhập thêm lần nữa; dòng có lỗi sửa xong thì nhập lại cả tệp."),
    ]
    for column in every:
        choices = f" Chọn một trong: {', '.join(column.choices)}." if column.choices else ""
        lines.append((column.name, (column.help + choices).strip()))
    for number, (name, text) in enumerate(lines, 1):
        page.cell(number, 1, name).font = Font(bold=True)
        page.cell(number, 2, text).alignment = Alignment(wrap_text=True)


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table of values. Text is written as text: a cell never becomes a formula."""
    book = Workbook(write_only=True)
    book.properties.creator = "Nhịp"
    book.properties.created = book.properties.modified = STAMP
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    head = []
    for place, name in enumerate(headings, 1):
        cell = _text_cell(sheet, name)
        cell.font, cell.fill = Font(bold=True), _HEAD
        head.append(cell)
        sheet.column_dimensions[get_column_letter(place)].width = 18
    sheet.append(head)
    for row in rows:
        sheet.append([_written(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(sheet: object, value: object) -> object:
    if isinstance(value, str):
        return _text_cell(sheet, value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _text_cell(sheet: object, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, _printable(text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(RISKY)
    return cell


def _printable(text: str) -> str:
    """Without the control signs that a workbook cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def comma_separated(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The same as .csv: UTF-8 with its mark, semicolons, decimal commas, as Vietnamese spreadsheets open it."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow([safe(name) for name in headings])
    for row in rows:
        table.writerow([_csv_value(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _csv_value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = format(value.normalize(), "f") if value else "0"
        return plain.replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return safe(str(value))
