"""Duties in a table printed as text: columns told apart by runs of spaces under the words of the heading row.

Such tables come from `pdftotext -layout` and from typed plans. The gutters give the columns (`grid.py`); a line belongs
to the row above it until the number column (or, without one, the column of the lead) speaks again. Where empty lines
part the rows, they do, whichever line of a row its number stands on.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhip.documents.reading.agencies_named.lists import read_field
from nhip.documents.reading.lines import is_rule
from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Agency, Section
from nhip.documents.reading.tasks.build import Draft, Setting
from nhip.documents.reading.tasks.deadlines import when_in
from nhip.documents.reading.tasks.grid import (
    Chunk,
    apart,
    cells_of,
    chunks_of,
    gutters,
    joined_heading,
    nearby,
    only_heading_words,
)
from nhip.documents.reading.tasks.tables import Cell, columns_of
from nhip.text.normalise import nfc

_LEAVES = re.compile(
    r"\s*(?:[IVX]{1,5}\s*[.)]\s+[A-ZĐÀ-Ỹ]{2}|\d{1,2}\.\s+[A-ZĐ][^ ]*(?: \S+)*\s*$|Nơi nhận|NƠI NHẬN|T/?M\. |K/?T\. )"
)
_PAGE = re.compile(r"\s*[-–]?\s*(?:Trang\s*)?\d{1,3}\s*[-–]?\s*")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H]|[a-zđ])[.)/]?")
_ORDINALS = re.compile(r"\(?[\dA-H]{1,2}\)?")
_MARKERS = {"lead": "chủ trì", "coordinating": "phối hợp", "implementing": "thực hiện"}


@dataclass(slots=True)
class Line:
    """One line of the table: its chunks, and whether an empty line stands before it."""

    chunks: list[Chunk]
    apart: bool


@dataclass(slots=True)
class Table:
    """A table under way: what its columns hold, the cells of its heading, and its lines."""

    kinds: dict[int, str]
    heading: list[Chunk]
    lines: list[Line] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)  # where the cells of every heading row begin in the raw text


@dataclass(slots=True)
class Row:
    """One row: the chunks of each column."""

    cells: dict[int, list[Chunk]] = field(default_factory=dict)

    def chunks(self) -> list[Chunk]:
        return sorted((chunk for cell in self.cells.values() for chunk in cell), key=lambda chunk: chunk.start)


def aligned(setting: Setting, items: Sequence[Item], taken: set[int]) -> list[Draft]:
    """Every row of every such table; the items that show it are added to `taken`."""
    found = tables_in(setting.sheet.raw)
    if not found:
        return []
    place = {raw: view for view, raw in reversed(list(enumerate(setting.sheet.lo)))}
    drafts: list[Draft] = []
    for table in found:
        drafts += _drafts(setting, items, table, place, taken)
    return drafts


def ranges(raw: str) -> list[tuple[int, int]]:
    """Where such tables stand in the raw text."""
    out = []
    for table in tables_in(raw):
        chunks = [chunk for line in table.lines for chunk in line.chunks]
        if chunks:
            out.append((min([chunks[0].start, *table.headings]), chunks[-1].start + len(chunks[-1].text)))
    return out


def tables_in(raw: str) -> list[Table]:
    """The tables of duties printed with spaces."""
    lines: list[tuple[str, list[Chunk]]] = []
    at = 0
    for line in raw.splitlines(keepends=True):
        lines.append((line, chunks_of(line, at)))
        at += len(line)
    out: list[Table] = []
    table: Table | None = None
    i, blank = 0, 0
    while i < len(lines):
        line, chunks = lines[i]
        heading, past = _heading(lines, i)
        if heading:
            if table is None or not _same(table, heading):
                table = Table(*heading)
                out.append(table)
            else:
                table.heading = heading[1]
            table.headings += [chunk.start for _, line in lines[i:past] for chunk in line]
            i, blank = past, 1
            continue
        i += 1
        if table is None:
            continue
        if not chunks or _PAGE.fullmatch(line) or is_rule(line):
            blank += 1
            continue
        if blank > 5 or _leaves(line, chunks, table):
            table = None
            continue
        if not all(_ORDINALS.fullmatch(chunk.text) for chunk in chunks) or len(chunks) < 3:
            table.lines.append(Line(chunks, blank > 0))
        blank = 0
    return [table for table in out if table.lines]


def _leaves(line: str, chunks: Sequence[Chunk], table: Table) -> bool:
    """Whether the line stands after the table: a heading, the foot, or words that run over the columns."""
    if _LEAVES.match(line) and (len(chunks) == 1 or "Nơi nhận" in line or "NƠI NHẬN" in line):
        return True
    second, third = table.heading[1].column, table.heading[min(2, len(table.heading) - 1)].column
    runs_over = len(chunks) == 1 and chunks[0].column <= second and chunks[0].stop > third + 12
    return runs_over and not _NUMBER.match(chunks[0].text)


def _same(table: Table, heading: tuple[dict[int, str], list[Chunk]]) -> bool:
    """Whether a heading row is the one of the table, printed again on the next page at the same columns."""
    return table.kinds == heading[0] and all(
        abs(a.column - b.column) <= 2 for a, b in zip(table.heading, heading[1], strict=True)
    )


def _heading(lines: Sequence[tuple[str, list[Chunk]]], i: int) -> tuple[tuple[dict[int, str], list[Chunk]] | None, int]:
    """The heading row that begins on line `i`, of one to four lines: three columns or more, one of them a role."""
    opening = apart(lines[i][1])
    if not opening or not (len(opening) >= 3 or only_heading_words(opening)):
        return None, i
    stop = i + 1
    while stop < len(lines) and stop - i < 4 and only_heading_words(apart(lines[stop][1])):
        stop += 1
    for end in range(stop, i, -1):
        cells = joined_heading([apart(chunks) for _, chunks in lines[i:end]])
        if len(cells) < 3:
            continue
        kinds = columns_of([Cell(0, 0, nfc(" ".join(cell.text.split()))) for cell in cells])
        if kinds and len(kinds) >= 3:
            return (kinds, cells), end
    return None, i


def _rows(table: Table) -> list[Row]:
    starts = gutters(table.heading, [line.chunks for line in table.lines])
    number = next((i for i, kind in table.kinds.items() if kind == "number"), None)
    lead = next((i for i, kind in table.kinds.items() if kind in {"lead", "implementing"}), None)
    placed: list[tuple[Line, list[tuple[int, Chunk]]]] = []
    for stretch in _stretches(table.lines):
        near = nearby(starts, [line.chunks for line in stretch])
        placed += [(line, cells_of(line.chunks, near)) for line in stretch]
    duty = next((i for i, kind in table.kinds.items() if kind == "duty"), 1)
    titles = [i for i, (_, cells) in enumerate(placed) if _names_group(cells, number, duty)]
    rows: list[Row] = []
    for begin, end in itertools.pairwise([-1, *titles, len(placed)]):
        rows += _rows_of(placed[begin + 1 : end], number, lead, duty)
    return rows


def _stretches(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines between empty lines."""
    out: list[list[Line]] = []
    for line in lines:
        if line.apart or not out:
            out.append([])
        out[-1].append(line)
    return out


def _names_group(cells: Sequence[tuple[int, Chunk]], number: int | None, duty: int) -> bool:
    """A row that only names a group of duties: "A  KIỂM KÊ DI SẢN"."""
    letters = [chunk.text for column, chunk in cells if column == number]
    return (
        number is not None
        and len(letters) == 1
        and re.fullmatch(r"[IVX]{1,5}|[A-H]", letters[0].rstrip(".)/")) is not None
        and {column for column, _ in cells} == {number, duty}
    )


def _rows_of(
    placed: Sequence[tuple[Line, list[tuple[int, Chunk]]]], number: int | None, lead: int | None, duty: int
) -> list[Row]:
    """The rows between two titles of groups."""
    spoken = [i for i, (_, cells) in enumerate(placed) if _speaks(cells, number, lead)]
    opening = set(spoken)
    if number is not None and spoken:
        opening = _groups(placed, number) or (_centred(placed, spoken, duty) if spoken[0] else opening)
    if number is None:
        opening = _parted(placed, duty) or opening
    rows: list[Row] = []
    for i, (_, cells) in enumerate(placed):
        if i in opening or not rows:
            rows.append(Row())
        for column, chunk in cells:
            rows[-1].cells.setdefault(column, []).append(chunk)
    return rows


def _parted(placed: Sequence[tuple[Line, list[tuple[int, Chunk]]]], duty: int) -> set[int]:
    """The lines that open a row of a table without numbers, where empty lines part the rows: short stretches, most of
    several lines, each beginning with a duty."""
    begins = [i for i, (line, _) in enumerate(placed) if line.apart or i == 0]
    sizes = [b - a for a, b in itertools.pairwise([*begins, len(placed)])]
    if len(begins) < 2 or max(sizes) > 10 or sum(sizes) < 1.5 * len(sizes):
        return set()
    return {i for i in begins if any(column == duty for column, _ in placed[i][1])}


def _speaks(cells: Sequence[tuple[int, Chunk]], number: int | None, lead: int | None) -> bool:
    if number is not None:
        return any(column == number and _NUMBER.fullmatch(chunk.text) for column, chunk in cells)
    return any(column == lead for column, _ in cells)


def _groups(placed: Sequence[tuple[Line, list[tuple[int, Chunk]]]], number: int) -> set[int]:
    """The lines that open a row, where empty lines part the rows: each stretch holds one number, not all on its
    first line. Empty where the numbers themselves open the rows."""
    stretches: list[list[int]] = []
    for i, (line, _) in enumerate(placed):
        if line.apart or not stretches:
            stretches.append([])
        stretches[-1].append(i)
    numbered = [[i for i in stretch if _speaks(placed[i][1], number, None)] for stretch in stretches]
    late = any(len(found) == 1 and found[0] != stretch[0] for found, stretch in zip(numbered, stretches, strict=True))
    if late and max(map(len, numbered), default=0) == 1 and sum(map(len, numbered)) > 1:
        return {stretch[0] for found, stretch in zip(numbered, stretches, strict=True) if found}
    return set()


def _centred(placed: Sequence[tuple[Line, list[tuple[int, Chunk]]]], spoken: Sequence[int], duty: int) -> set[int]:
    """The lines that open a row where each number stands half-way down its row: as many lines below as above, one
    more or less where the duty then begins with a capital."""
    out, start = {0}, 0
    for n, after in zip(spoken, [*spoken[1:], len(placed)], strict=True):
        even = 2 * n - start + 1
        stops = [stop for stop in (even, even + 1, even - 1) if n < stop <= after]
        best = next((stop for stop in stops if stop == len(placed) or _begins(placed[stop][1], duty)), None)
        start = best if best is not None else min(max(even, n + 1), after)
        if start < len(placed):
            out.add(start)
    return out


def _begins(cells: Sequence[tuple[int, Chunk]], duty: int) -> bool:
    return any(column == duty and not chunk.text[:1].islower() for column, chunk in cells)


def _drafts(
    setting: Setting, items: Sequence[Item], table: Table, place: dict[int, int], taken: set[int]
) -> list[Draft]:
    out: list[Draft] = []
    words = [chunk.start for line in table.lines for chunk in line.chunks]
    span = [place[at] for at in (*table.headings, *words) if at in place]
    if span:
        taken.update(i for i, item in enumerate(items) if item.start <= max(span) and min(span) < item.end)
    for row in _rows(table):
        by_kind: dict[str, list[Chunk]] = {}
        for i, kind in table.kinds.items():
            by_kind.setdefault(kind, []).extend(row.cells.get(i, []))
        chunks = row.chunks()
        seen = [place[at] for c in chunks for at in (c.start, c.start + len(c.text) - 1) if at in place]
        if not seen:
            continue
        start, stop = min(seen), max(seen)
        taken.update(i for i, item in enumerate(items) if start <= item.start <= stop or item.start <= start < item.end)
        if not by_kind.get("duty") or not any(by_kind.get(kind) for kind in _MARKERS):
            continue
        draft = Draft(start, stop + 1, _section_at(items, start), confidence=0.8)
        draft.summary = nfc(" ".join(chunk.text for chunk in by_kind["duty"]))
        for kind, target in (
            ("lead", draft.lead),
            ("implementing", draft.implementing),
            ("coordinating", draft.coordinating),
        ):
            target.extend(_bodies(setting, by_kind.get(kind, []), _MARKERS[kind]))
        if by_kind.get("when"):
            draft.deadline = when_in(nfc(" ".join(chunk.text for chunk in by_kind["when"])), setting.year)
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
