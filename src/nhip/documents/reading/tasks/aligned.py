"""Duties in a table printed as text: columns told apart by runs of spaces under the words of the heading row.

Such tables come from `pdftotext -layout` and from typed plans. The heading row gives the columns; a line
belongs to the row
above it until the number column (or, without one, the column of the lead) speaks again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhip.documents.reading.agencies_named.lists import read_field
from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Agency, Section
from nhip.documents.reading.tasks.build import Draft, Setting
from nhip.documents.reading.tasks.deadlines import when_in
from nhip.documents.reading.tasks.tables import Cell, columns_of
from nhip.text.normalise import nfc

_CHUNK = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_LEAVES = re.compile(r"\s*(?:[IVX]{1,5}\s*[.)]\s+\S|\d{1,2}\.\s+[A-ZĐ][^ ]*(?: \S+)*\s*$|Nơi nhận|NƠI NHẬN)")
_SLACK = 3  # columns: a cell may begin a little left of its heading
_MARKERS = {"lead": "chủ trì", "coordinating": "phối hợp", "implementing": "thực hiện"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line that stand in one column: where in the raw text, and at which column of the line."""

    text: str
    start: int
    column: int


@dataclass(slots=True)
class Row:
    """One row under way: the chunks of each column."""

    cells: dict[int, list[Chunk]] = field(default_factory=dict)
    start: int = 0
    end: int = 0


def aligned(setting: Setting, items: Sequence[Item], taken: set[int]) -> list[Draft]:
    """Every row of every such table; the items that show it are added to `taken`."""
    raw = setting.sheet.raw
    drafts: list[Draft] = []
    columns: dict[int, str] | None = None
    starts: list[int] = []
    rows: list[Row] = []
    at, blank = 0, 0
    for line in raw.splitlines(keepends=True):
        chunks = _chunks(line, at)
        at += len(line)
        heading = _heading(chunks)
        if heading:
            columns = heading
            starts = [chunk.column for chunk in chunks]
            continue
        if columns is None:
            continue
        blank = 0 if chunks else blank + 1
        if blank > 2 or (len(chunks) == 1 and _LEAVES.match(line)):
            drafts += _drafts(setting, items, rows, columns, taken)
            columns, rows, blank = None, [], 0
            continue
        if chunks:
            _add(rows, chunks, starts, columns)
    if columns is not None:
        drafts += _drafts(setting, items, rows, columns, taken)
    return drafts


def _chunks(line: str, at: int) -> list[Chunk]:
    if "|" in line:
        return []
    wide = line.expandtabs(8) if "\t" in line else line
    out = []
    position = 0
    for found in _CHUNK.finditer(line):
        column = found.start() if wide is line else wide.find(found[0], position)
        position = column + len(found[0])
        out.append(Chunk(found[0], at + found.start(), column))
    return out


def _heading(chunks: Sequence[Chunk]) -> dict[int, str] | None:
    """What each column holds, where the line heads a table of duties: three columns or more, one of them a role."""
    if len(chunks) < 3:
        return None
    kinds = columns_of([Cell(0, 0, nfc(chunk.text)) for chunk in chunks])
    return kinds if kinds and len(kinds) >= 3 else None


def _column_of(chunk: Chunk, starts: Sequence[int]) -> int:
    return max((i for i, start in enumerate(starts) if start <= chunk.column + _SLACK), default=0)


def _add(rows: list[Row], chunks: Sequence[Chunk], starts: Sequence[int], columns: dict[int, str]) -> None:
    placed = {_column_of(chunk, starts): chunk for chunk in chunks}
    number = next((i for i, kind in columns.items() if kind == "number"), None)
    lead = next((i for i, kind in columns.items() if kind in {"lead", "implementing"}), None)
    opens = number in placed if number is not None else lead in placed
    if opens or not rows:
        rows.append(Row(start=chunks[0].start))
    row = rows[-1]
    for column, chunk in placed.items():
        row.cells.setdefault(column, []).append(chunk)
        row.end = max(row.end, chunk.start + len(chunk.text))


def _drafts(
    setting: Setting, items: Sequence[Item], rows: Sequence[Row], columns: dict[int, str], taken: set[int]
) -> list[Draft]:
    place = {raw: view for view, raw in reversed(list(enumerate(setting.sheet.lo)))}
    out: list[Draft] = []
    for row in rows:
        by_kind = {kind: row.cells[i] for i, kind in columns.items() if i in row.cells}
        if "duty" not in by_kind or not by_kind.keys() & _MARKERS.keys():
            continue
        start = place.get(row.start)
        stop = place.get(row.end - 1)
        if start is None or stop is None or stop < start:
            continue
        draft = Draft(start, stop + 1, _section_at(items, start), confidence=0.8)
        draft.summary = nfc(" ".join(chunk.text for chunk in by_kind["duty"]))
        for kind, target in (
            ("lead", draft.lead),
            ("implementing", draft.implementing),
            ("coordinating", draft.coordinating),
        ):
            target.extend(_bodies(setting, by_kind.get(kind, []), _MARKERS[kind]))
        if "when" in by_kind:
            draft.deadline = when_in(nfc(" ".join(chunk.text for chunk in by_kind["when"])), setting.year)
        taken.update(i for i, item in enumerate(items) if start <= item.start <= stop or item.start <= start < item.end)
        out.append(draft)
    return out


def _section_at(items: Sequence[Item], position: int) -> Section | None:
    last = None
    for item in items:
        if item.start > position:
            break
        last = item.section
    return last


def _bodies(setting: Setting, chunks: Sequence[Chunk], marker: str) -> list[Agency]:
    """The bodies of a cell; a name broken over lines is located by its first line."""
    words = ""
    origin: list[int] = []
    for chunk in chunks:
        if words:
            words += " "
            origin.append(chunk.start)
        words += chunk.text
        origin.extend(range(chunk.start, chunk.start + len(chunk.text)))
    out = []
    for mention in read_field(words, 0, len(words)):
        start, end = origin[mention.start], origin[mention.end - 1] + 1
        if end - start != mention.end - mention.start:
            line = next(chunk for chunk in chunks if chunk.start <= start < chunk.start + len(chunk.text))
            end = line.start + len(line.text)
        raw = setting.sheet.raw[start:end]
        out.append(
            Agency(
                raw=raw,
                start=start,
                end=end,
                text=nfc(" ".join(raw.split())),
                name=nfc(mention.name),
                generic=mention.generic,
                marker=marker,
                confidence=0.8,
            )
        )
    return out
