"""Opening a table that somebody sent: .xlsx or .csv to plain cells, or why not. Hostile until shown otherwise.

A workbook is a .zip of XML: how much it unpacks to, how many members it has and whether its XML declares entities is
looked at before anything is read; rows are read one by one and counted. A formula is refused by the name of its cell:
its result is whatever the sender's program last thought, and ours computes nothing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from nhip.plans.sheets.columns import cell_name
from nhip.text.issues import Issue

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, the rest counts."""

    file_bytes: int = 10 * MEBIBYTE
    unpacked_bytes: int = 60 * MEBIBYTE
    ratio: int = 200
    members: int = 500
    rows: int = 5_000
    columns: int = 60
    text: int = 2_000


STANDARD = Limits()

Cell = str | int | float | date | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their number in the file, empty ones left out. `kind` is what our own template says of itself."""

    rows: Sequence[tuple[int, Sequence[Cell]]]
    kind: str = ""


class _Refused(Exception):
    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.issue = Issue("file", f"plans.{rule}", facts)


def open_table(name: str, data: bytes, limits: Limits = STANDARD) -> Table | Issue:
    """The cells of the first sheet, or why the file is not taken. Never raises for what a file holds."""
    try:
        if not data.strip():
            raise _Refused("sheet_empty")
        if len(data) > limits.file_bytes:
            facts = {"megabytes": len(data) // MEBIBYTE, "most": limits.file_bytes // MEBIBYTE}
            raise _Refused("sheet_heavy", **facts)
        if data.startswith(b"PK"):
            return _workbook(data, limits)
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise _Refused("sheet_old")
        if name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
            raise _Refused("sheet_kind", name=name[:80])
        return _csv(data, limits)
    except _Refused as refusal:
        return refusal.issue


def _workbook(data: bytes, limits: Limits) -> Table:
    _look_at_members(data, limits)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError,
            SyntaxError, IndexError):  # fmt: skip
        raise _Refused("sheet_broken") from None
    try:
        if not book.worksheets:
            raise _Refused("sheet_empty")
        said = (book.properties.keywords or "").strip()
        kind = said.removeprefix("nhip:") if said.startswith("nhip:") else ""
        return Table(tuple(_rows_of(book.worksheets[0], limits)), kind)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile, OSError):
        raise _Refused("sheet_broken") from None
    finally:
        book.close()


def _look_at_members(data: bytes, limits: Limits) -> None:
    """What the archive says of itself, then what its parts really unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > limits.members:
                raise _Refused("sheet_bomb")
            if any(member.flag_bits & 1 for member in members):
                raise _Refused("sheet_locked")
            if "xl/workbook.xml" not in names:
                raise _Refused("sheet_kind", name="")
            if any("vbaproject" in name.lower() for name in names):
                raise _Refused("sheet_macro")
            total = 0
            for member in members:
                if member.file_size > limits.ratio * max(member.compress_size, 1_000):
                    raise _Refused("sheet_bomb")
                total += _unpacked(archive, member, limits.unpacked_bytes - total)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise _Refused("sheet_broken") from None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """How many bytes a member really has, stopped at `left`; an XML part that declares entities is refused."""
    taken = 0
    with archive.open(member) as part:
        head = part.read(4096)
        taken = len(head)
        bare = head.replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise _Refused("sheet_entities")
        while piece := part.read(262_144):
            taken += len(piece)
            if taken > left:
                raise _Refused("sheet_bomb")
    if taken > left:
        raise _Refused("sheet_bomb")
    return taken


def _rows_of(sheet: object, limits: Limits) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Rows with something in them. A row or column far outside is refused, not walked to."""
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what the file says of its size is not believed
    number = 0
    for number, row in enumerate(sheet.iter_rows(max_col=limits.columns + 1), 1):  # type: ignore[attr-defined]
        if number > limits.rows + 20:
            raise _Refused("sheet_rows", most=limits.rows)
        cells = tuple(_cell(one, place, number, limits) for place, one in enumerate(row))
        if len(cells) > limits.columns and cells[limits.columns] is not None:
            raise _Refused("sheet_columns", most=limits.columns)
        if any(one not in (None, "") for one in cells):
            yield number, cells[: limits.columns]


def _cell(one: object, place: int, number: int, limits: Limits) -> Cell:
    value = getattr(one, "value", None)
    if getattr(one, "data_type", "") == "f":
        raise _Refused("sheet_formula", cell=cell_name(place, number))
    return _plain(value, place, number, limits)


def _plain(value: object, place: int, number: int, limits: Limits) -> Cell:
    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = str(value).strip()
    if len(text) > limits.text:
        raise _Refused("sheet_text", cell=cell_name(place, number), most=limits.text)
    if text.startswith("'") and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]  # as our own table wrote it, so that no program takes it for a formula
    elif text.startswith("="):
        raise _Refused("sheet_formula", cell=cell_name(place, number))
    return text


def _csv(data: bytes, limits: Limits) -> Table:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(";,\t", key=first.count)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            if number > limits.rows + 20:
                raise _Refused("sheet_rows", most=limits.rows)
            if len(row) > limits.columns:
                raise _Refused("sheet_columns", most=limits.columns)
            cells = tuple(_plain(one, place, number, limits) for place, one in enumerate(row))
            if any(one not in (None, "") for one in cells):
                rows.append((number, cells))
    except csv.Error:
        raise _Refused("sheet_csv") from None
    return Table(tuple(rows))


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with its mark; anything else would lose Vietnamese letters in silence."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused("sheet_letters") from None
