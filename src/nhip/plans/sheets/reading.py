"""Rows of a table as entries of the ledger: each either good or with every fault and the cell it stands in."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nhip.media.fetching import written
from nhip.plans.entries import WORDS, Entry, Given, check
from nhip.plans.kinds import Catalogue, Kind
from nhip.plans.sheets.columns import Column, cell_name, matched
from nhip.plans.sheets.opening import Cell, Table
from nhip.text.issues import Issue, sentence
from nhip.text.normalise import fold

SPACE = uuid.UUID("6f0b7e52-1f1d-4d57-9f5e-3b1d1c6f2a10")
"""Names of entries made from rows: the same row gives the same entry, whichever file it comes in."""

HEAD_ROWS = 12
"""How far down the headings may stand."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One issue of a row and the cell that holds it ("C5"), or the row alone ("5")."""

    cell: str
    issue: Issue

    @property
    def text(self) -> str:
        place = f"Dòng {self.cell}" if self.cell.isdigit() else f"Ô {self.cell}"
        return f"{place}: {sentence(self.issue)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row that can be taken. `unit_name` is empty for the unit that brings the table in."""

    row: int
    entry: Entry
    language: str = ""
    audience: str = ""
    channel: str = ""
    place: str = ""
    link: str = ""
    unit_name: str = ""
    unit_cell: str = ""
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table holds. `refused`: the table as a whole cannot be read; then there are no rows."""

    lines: Sequence[Line] = ()
    faults: Sequence[Fault] = ()
    rows: int = 0
    strange: Sequence[str] = ()
    refused: Issue | None = None


@dataclass(slots=True)
class _Row:
    number: int
    given: dict[str, Cell] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def read_table(kind: Kind, table: Table | Issue, catalogue: Catalogue, today: date) -> Reading:
    """Every row of the table, good or faulty. Rows said twice in one table are two rows."""
    if isinstance(table, Issue):
        return Reading(refused=table)
    if table.kind and table.kind != kind.code:
        other = catalogue.kinds.get(table.kind)
        facts = {"other": other.name if other else table.kind, "name": kind.name}
        return Reading(refused=Issue("file", "plans.sheet_other_kind", facts))
    head = next(
        (at for at, (_, cells) in enumerate(table.rows[:HEAD_ROWS]) if len(matched(kind, _texts(cells))[0]) >= 2), None
    )
    if head is None:
        return Reading(refused=Issue("file", "plans.sheet_headings", {"names": "Ngày, Nội dung, Số lượng"}))
    found, missing, strange = matched(kind, _texts(table.rows[head][1]))
    if missing:
        return Reading(refused=Issue("file", "plans.sheet_columns_missing", {"names": ", ".join(missing)}))
    headings = _texts(table.rows[head][1])
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: Counter[object] = Counter()
    rows = table.rows[head + 1 :]
    for number, cells in rows:
        line, wrong = _line(kind, catalogue, _row(found, number, cells), today)
        faults += wrong
        if line is not None:
            same = (line.entry.title, line.entry.on, line.entry.quantity, str(line.entry.values), line.unit_name)
            lines.append(_repeated(line, seen[same]))
            seen[same] += 1
    return Reading(tuple(lines), tuple(faults), len(rows), tuple(headings[place] for place in strange))


def entry_id(unit: str, line: Line) -> uuid.UUID:
    """The entry of a row: made of what it says, so that the same row brought in again is known."""
    entry = line.entry
    said = [unit, entry.kind, entry.on.isoformat(), fold(entry.title), format(entry.quantity.normalize(), "f"),
            *(f"{key}={entry.values[key]}" for key in sorted(entry.values)), str(line.repeat)]  # fmt: skip
    return uuid.uuid5(SPACE, "\n".join(said))


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["" if one is None else str(one) for one in cells]


def _row(found: Mapping[int, Column], number: int, cells: Sequence[Cell]) -> _Row:
    row = _Row(number)
    for place, column in found.items():
        row.given[column.key] = cells[place] if place < len(cells) else None
        row.cells[column.key] = cell_name(place, number)
    return row


def _line(kind: Kind, catalogue: Catalogue, row: _Row, today: date) -> tuple[Line | None, list[Fault]]:
    fields = {key.removeprefix("field:"): value for key, value in row.given.items() if key.startswith("field:")}
    given = Given(
        title=_text(row, "title"), on=row.given.get("on"), quantity=row.given.get("quantity"),
        qualifier=_text(row, "qualifier"), fields=fields,
    )  # fmt: skip
    entry, issues = check(kind, given, today)
    faults = [Fault(_cell_of(row, issue.field), issue) for issue in issues]
    language = _language(catalogue, row, faults)
    link = _link(row, faults)
    for key, name in (("audience", "Đối tượng"), ("channel", "Kênh"), ("place", "Địa điểm")):
        if len(_text(row, key)) > WORDS:
            issue = Issue(key, "plans.entry_text_long", {"name": name, "most": WORDS})
            faults.append(Fault(row.cells[key], issue))
    if entry is None or faults:
        return None, faults
    unit = _text(row, "unit")
    return Line(
        row.number, entry, language, _text(row, "audience"), _text(row, "channel"), _text(row, "place"), link,
        unit, row.cells.get("unit", str(row.number)),
    ), []  # fmt: skip


def _cell_of(row: _Row, name: str) -> str:
    return row.cells.get(name) or row.cells.get(f"field:{name}") or str(row.number)


def _text(row: _Row, key: str) -> str:
    value = row.given.get(key)
    return "" if value is None else str(value).strip()


def _language(catalogue: Catalogue, row: _Row, faults: list[Fault]) -> str:
    text = _text(row, "language")
    if not text:
        return ""
    wanted = fold(text).removeprefix("tieng ")
    for language in catalogue.languages.values():
        if wanted in (language.code, fold(language.name).removeprefix("tieng ")):
            return language.code
    faults.append(Fault(row.cells["language"], Issue("language", "plans.entry_language", {"text": text[:40]})))
    return ""


def _link(row: _Row, faults: list[Fault]) -> str:
    text = _text(row, "link")
    if not text:
        return ""
    address = written(text)
    if isinstance(address, Issue):
        faults.append(Fault(row.cells["link"], address))
        return ""
    return address


def _repeated(line: Line, count: int) -> Line:
    if not count:
        return line
    return Line(
        line.row, line.entry, line.language, line.audience, line.channel, line.place, line.link, line.unit_name,
        line.unit_cell, count,
    )  # fmt: skip
