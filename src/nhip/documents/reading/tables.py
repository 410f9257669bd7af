"""Rows of tables, and the tables that only lay out the head or the foot of a document.

Law portals and Word keep the two columns of the head and the foot in a borderless table; flattened they come as rows
with bars, or as cells divided by lines that hold a bar alone. Such tables are read one column after the other.
"""

from __future__ import annotations

import re

from nhip.documents.reading.alphabet import UPPER
from nhip.documents.reading.columns import MOTTO, RECIPIENTS
from nhip.documents.reading.lines import Line

_FORM = re.compile(
    rf"{MOTTO.pattern}|(?:^|[|\s])S[ốô]\s*:\s*[\d.…]*\s*/|{RECIPIENTS.pattern}"
    rf"|(?:^|[|\s])(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.\s*[{UPPER}]{{2,}}",
    re.IGNORECASE,
)
_CUTS = re.compile(
    rf"(?<=\S)\s+(?=S[ốô]\s*:\s*[\d.…]*\s*/)|(?<=\w)\s+(?=C[ỘO]NG H[ÒOÓ][ÀAÁ]? X)|(?<=NAM)\s+(?=Độc lập)"
    rf"|(?<=phúc)\s+(?=[{UPPER}][^,|]{{1,40}},\s*ngày)|(?<=[{UPPER}])\s+(?=(?:K/?T|T/?L|T/?UQ)\s?\.\s*[{UPPER}]{{2,}})"
    rf"|(?:(?<=TỊCH)|(?<=ĐỐC)|(?<=DÂN)|(?<=ƯỞNG)|(?<=HÒNG)|(?<=THƯ)|(?<= BAN)|(?<=VIÊN)|(?<=ĐOÀN)"
    rf"|(?<=TRỰC)|(?<=G VỤ)|(?<=HÀNH)|(?<=ĐẠO))\s+(?=(?:PHÓ\s+)?"
    rf"(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH|CỤC TRƯỞNG|TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG)(?:\s|$))"
    rf"|(?<=[{UPPER}]{{3}})\s+(?=[{UPPER}][a-zà-ỹ]+\s+(?:[{UPPER}][a-zà-ỹ]*\s+){{0,3}}[{UPPER}][a-zà-ỹ]+$)|(?<=[;:.])\s+(?=[-–]\s*[{UPPER}L])"
    r"|(?<=\w)\s+(?=V/v\s)|\s*-{3,}\s*"
)


def is_row(body: str) -> bool:
    """Words with bars: "| a | b |" or "a | b |", or three cells and more without outer bars."""
    bare = body.strip()
    if bare.count("|") < 2:
        return False
    return bare.startswith("|") or bare.endswith("|") or len(re.findall(r"(?<=\s)\|(?=\s)", bare)) >= 2


def is_bar(body: str) -> bool:
    """A line that holds nothing but bars and rules: the border between two cells."""
    bare = body.strip()
    return "|" in bare and re.fullmatch(r"[|\s:\-–—_=+.*]+", bare) is not None


def laid_out(rows: list[Line]) -> list[Line] | None:
    """The lines of a table that only lays out a head or a foot, column by column; None for a true table."""
    if len(rows) > 14 or not any(_FORM.search(row.text) for row in rows):
        return None
    columns: dict[int, list[Line]] = {}
    for row in rows:
        for place, cell in enumerate(_cells(row)):
            columns.setdefault(place, []).extend(_split(cell))
    out = [line for place in sorted(columns) for line in columns[place] if line.text]
    for line in out:
        line.table = False
    if out:
        out[0].blanks = max(1, rows[0].blanks)
    return out


def _cells(row: Line) -> list[Line]:
    cells: list[Line] = []
    start = 0
    for at, char in enumerate(row.text + "|"):
        if char == "|":
            if at > start:
                cells.append(row.cut(start, at))
            start = at + 1
    return cells


def _split(cell: Line) -> list[Line]:
    """The lines that were run together in one cell of the form."""
    out: list[Line] = []
    start = 0
    cuts = [found.span() for found in _CUTS.finditer(cell.text)] + [(at, at) for at, width in cell.gaps if width == 99]
    for a, b in sorted(cuts):
        if a > start:
            out.append(cell.cut(start, a))
        start = max(start, b)
    out.append(cell.cut(start, len(cell.text)))
    return out
