"""A table of entries: the columns of its template, and each row read into facts and words with its own refusals.

`code` is the unit's own number of an entry: the same code comes in again as the same entry, so nothing doubles.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from nhip.places.catalogue import LANGUAGES, Field, Kind
from nhip.places.content import fact, word
from nhip.plans.sheets.opening import Cell, Table
from nhip.plans.sheets.writing import STAMP
from nhip.text.cells import safe
from nhip.text.issues import Issue
from nhip.text.languages import languages
from nhip.text.normalise import fold

CODE = "Mã"
OTHERS = {one.code: one.said.lower() for one in languages().values()}
_TRUE = {True: "Có", False: "Không"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `language` is "" for a fact."""

    key: str
    language: str
    name: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the file, its code, what it says, what is wrong with it."""

    number: int
    code: str
    facts: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    issues: tuple[Issue, ...]


def columns(kind: Kind) -> tuple[Column, ...]:
    """In the order of the template: code, facts and Vietnamese words as in the form, then each other language."""
    first = [Column("code", "", CODE)]
    first += [Column(one.key, "vi" if one.spoken else "", one.name, one) for one in kind.fields]
    for language in LANGUAGES[1:]:
        first += [Column(one.key, language, f"{one.name} ({OTHERS[language]})", one) for one in kind.spoken]
    return tuple(first)


def template(kind: Kind, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """A workbook to fill in, or with rows: the same columns go out and come in."""
    book = Workbook()
    book.properties.creator, book.properties.keywords = "Nhịp", f"nhip:places.{kind.code}"
    book.properties.created = book.properties.modified = STAMP
    sheet = book.active
    sheet.title = kind.name[:31]
    for place, column in enumerate(columns(kind), 1):
        cell = sheet.cell(1, place, column.name)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = 34 if column.field and column.field.type == "text" else 20
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            sheet.cell(number, place, safe(text))
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(kind: Kind, rows: Iterable[Sequence[str]]) -> str:
    """The same table as CSV (RFC 4180), with the mark by which programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(kind)])
    writer.writerows([safe(text) for text in row] for row in rows)
    return "\ufeff" + out.getvalue()


def read(kind: Kind, table: Table) -> list[Row] | list[Issue]:
    """The rows of a table, each with its own issues; issues alone when the table is not of this kind at all."""
    if table.kind and table.kind != f"places.{kind.code}":
        return [Issue("file", "places.sheet_kind", {})]
    if not table.rows:
        return []
    _, headings = table.rows[0]
    known = {fold(column.name): column for column in columns(kind)}
    placed = {place: known[fold(str(text))] for place, text in enumerate(headings) if text and fold(str(text)) in known}
    held = {(column.key, column.language) for column in placed.values()}
    lacking = [one for one in (("code", ""), ("name", "vi")) if one not in held]
    if lacking:
        names = {("code", ""): CODE, ("name", "vi"): kind.field("name").name}
        return [Issue("file", "places.sheet_heading", {"name": names[one]}) for one in lacking]
    rows, seen = [], set()
    for number, cells in table.rows[1:]:
        row = _row(number, cells, placed)
        if row.code and row.code in seen:
            twice = Issue("code", "places.row_code_twice", {"code": row.code})
            row = Row(row.number, row.code, row.facts, row.words, (*row.issues, twice))
        seen.add(row.code)
        rows.append(row)
    return rows


def _row(number: int, cells: Sequence[Cell], placed: Mapping[int, Column]) -> Row:
    code, facts, issues = "", dict[str, str](), list[Issue]()
    words: dict[str, dict[str, str]] = {}
    for place, column in placed.items():
        text = _text(cells[place]) if place < len(cells) else ""
        if column.field is None:
            code = " ".join(text.split())[:60]
            continue
        found = word(column.field, text) if column.language else fact(column.field, text)
        if isinstance(found, Issue):
            issues.append(found)
        elif column.language:
            words.setdefault(column.language, {})[column.key] = found
        else:
            facts[column.key] = found
    if not code:
        issues.append(Issue("code", "places.row_code_missing", {}))
    return Row(number, code, facts, words, tuple(issues))


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _TRUE[cell]
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell)
