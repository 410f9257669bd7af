"""The register as a table: written as .xlsx or .csv that no program takes for formulas, and read back row by row.

What a row says of an agency, a platform or a day is read the way people write it; what is not understood is refused by
the row's number and name, and the others go in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nhip.channels.register import Platform, platforms
from nhip.plans.sheets.opening import Cell, Table, open_table
from nhip.plans.sheets.writing import STAMP
from nhip.text.cells import safe
from nhip.text.dates import read_date
from nhip.text.issues import Issue
from nhip.text.normalise import fold

COLUMNS: Mapping[str, tuple[str, int]] = {
    "unit": ("Cơ quan", 36), "platform": ("Nền tảng", 24), "name": ("Tên kênh", 36), "address": ("Địa chỉ", 44),
    "administrators": ("Quản trị (chức danh)", 30), "licence": ("Giấy phép", 24),
    "licence_until": ("Giấy phép đến", 14), "opened_on": ("Ngày mở", 14),
    "verified_on": ("Xác minh ngày", 14), "ended_on": ("Ngừng từ", 14),
    "followers": ("Người theo dõi", 16), "counted_on": ("Ngày đo", 14), "definition": ("Cách tính", 36),
}  # fmt: skip
"""Every column: our key, its heading, its width in signs. The last five are written, never read back."""
READ = ("unit", "platform", "name", "address", "administrators", "licence", "licence_until", "opened_on")
NEEDED = ("platform", "name", "address")
_DAYS = ("licence_until", "opened_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that was understood. `unit` is the agency as it was written; `fields` only what the row says."""

    number: int
    unit: str
    platform: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: its number in the file, the channel's name there, and why."""

    number: int
    name: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says."""

    lines: tuple[Line, ...] = ()
    refused: tuple[Refusal, ...] = field(default=())


def workbook(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The register as .xlsx; the same rows give the same cells."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Nhịp", "Danh bạ kênh chính thức"
    book.properties.created = book.properties.modified = STAMP
    sheet = book.active
    sheet.title = "Kênh"
    sheet.append([heading for heading, _ in COLUMNS.values()])
    for place, (_, width) in enumerate(COLUMNS.values(), 1):
        cell = sheet.cell(1, place)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        sheet.append([_cell(row.get(key)) for key in COLUMNS])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(cell.value, int):
                cell.number_format = "#,##0"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The register as .csv (RFC 4180, UTF-8 with a mark, so that spreadsheets read Vietnamese)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for heading, _ in COLUMNS.values()])
    writer.writerows([_text(_cell(row.get(key))) for key in COLUMNS] for row in rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _cell(value: object) -> str | int | date | None:
    if value is None or isinstance(value, int | date):
        return value
    return safe(str(value))


def _text(value: str | int | date | None) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def read(name: str, data: bytes) -> Sheet | Issue:
    """The rows of a file, or why it is not taken at all. Never raises for what a file holds."""
    table = open_table(name, data)
    return table if isinstance(table, Issue) else _read(table)


def _read(table: Table) -> Sheet | Issue:
    if not table.rows:
        return Issue("file", "channels.sheet_without_rows", {})
    known = {_heading(heading): key for key, (heading, _) in COLUMNS.items()}
    places: dict[str, int] = {}
    for place, cell in enumerate(table.rows[0][1]):
        key = known.get(_heading(str(cell or "")))
        if key is not None:
            places.setdefault(key, place)
    if missing := [COLUMNS[key][0] for key in NEEDED if key not in places]:
        return Issue("file", "channels.sheet_lacks", {"columns": ", ".join(missing)})
    lines, refused = [], []
    for number, cells in table.rows[1:]:
        told = {key: cells[place] if place < len(cells) else None for key, place in places.items() if key in READ}
        made = _line(number, told)
        if isinstance(made, Refusal):
            refused.append(made)
        else:
            lines.append(made)
    return Sheet(tuple(lines), tuple(refused))


def _line(number: int, told: Mapping[str, Cell]) -> Line | Refusal:
    issues: list[Issue] = []
    fields: dict[str, object] = {}
    for key in READ[2:]:
        value = _day(key, told.get(key), issues) if key in _DAYS else _words(told.get(key))
        if value:
            fields[key] = value
    written = _words(told.get("platform"))
    platform = _platform(written)
    if platform is None:
        issues.append(Issue("platform", "channels.platform_unknown", {"platform": written[:60]}))
    if issues or platform is None:
        return Refusal(number, str(fields.get("name", "")), tuple(issues))
    return Line(number, _words(told.get("unit")), platform.code, fields)


def _day(key: str, cell: Cell, issues: list[Issue]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell is None or not str(cell).strip():
        return None
    found = read_date(str(cell).strip())
    if found is None or found.first is None or found.first != found.last:
        issues.append(Issue(key, "channels.sheet_day_unread", {"column": COLUMNS[key][0], "typed": str(cell)[:30]}))
        return None
    return found.first


def _words(cell: Cell) -> str:
    """A cell's words. An apostrophe that was put before a risky sign on the way out is taken off on the way in."""
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text


def _platform(written: str) -> Platform | None:
    key = fold(written)
    return next((one for one in platforms().values() if key in (fold(one.name), one.code)), None)


def _heading(text: str) -> str:
    return " ".join(fold(text.partition("(")[0]).replace("*", " ").split())
