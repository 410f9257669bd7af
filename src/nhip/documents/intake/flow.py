"""Printed lines to running text: columns of head and signature parted, lines of one paragraph joined, page numbers
dropped.

Works on words with their boxes, the same for OCR and for PDFs with text. Lengths in points.
"""

from __future__ import annotations

import math
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhip.documents.intake.outcome import Box, Page, Word

_BULLET = re.compile(
    r"^(?:[-–—+•*▪]|\(?[0-9]{1,2}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?|[IVXLC]{1,6}[.)]|[a-zđ][.)]|(?:Điều|Chương|Phần|Mục|Phụ|PHẦN|CHƯƠNG|PHỤ)$)$"
)
_FEW_LINES = 12
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,4}[-–—\s]*$")
_MOTTO = ("cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam")
_PARTY = ("dang", "cong", "san", "viet", "nam")


@dataclass(frozen=True, slots=True)
class Seen:
    """A word on a page."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(slots=True)
class Line:
    """Words that stand on one line, left to right. `block` parts what the engine saw as separate."""

    words: list[Seen]
    block: int = 0
    closed: bool = False  # nothing may be joined to it: a line of a head or a signature
    row: bool = False  # a row of a table

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].box.left

    @property
    def right(self) -> float:
        return self.words[-1].box.right

    @property
    def top(self) -> float:
        return min(word.box.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.box.bottom for word in self.words)

    @property
    def height(self) -> float:
        return statistics.median(word.box.bottom - word.box.top for word in self.words)


@dataclass(slots=True)
class Sheet:
    """One page before it becomes text."""

    number: int
    width: float
    height: float
    how: str
    lines: list[Line]
    signatures: Sequence[Box] = ()
    confidence: float | None = None
    turned: float = 0.0  # degrees the picture was turned by, counter-clockwise, before it was read


def columns_parted(lines: Sequence[Line], width: float) -> list[Line]:
    """The same lines with head and signature read column by column, found by the words that must stand there."""
    rows = [line for line in lines if line.row]
    if rows:  # a head stands above a page's tables, a signature below them
        first, last = lines.index(rows[0]), len(lines) - 1 - list(reversed(lines)).index(rows[-1])
        above, below = list(lines[:first]), list(lines[last + 1 :])
        return [*_head(above), *lines[first : last + 1], *_signature(below, width)]
    lines = sorted(lines, key=lambda line: (line.block, line.top))
    return _signature(_head(lines), width)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in plain if c.isalnum())


def _motto_start(line: Line) -> int | None:
    """Where the national or the party's motto line begins in this line, None where it does not."""
    bare = [_bare(word.text) for word in line.words]
    for motto, needed in ((_MOTTO, 5), (_PARTY, 4)):
        for at in range(len(bare)):
            window = bare[at : at + len(motto)]
            if len(window) >= needed and sum(a == b for a, b in zip(window, motto, strict=False)) >= needed:
                return at
    return None


def _head(lines: list[Line]) -> list[Line]:
    for at, line in enumerate(lines[:30]):
        start = _motto_start(line)
        if start is not None:
            return _head_parted(lines, line, line.words[start].box.left - 2, at)
    return lines


def _head_parted(lines: list[Line], motto: Line, boundary: float, at: int) -> list[Line]:
    """Left column, then right column, down to the line of place and date; what follows is left alone."""
    row = motto.height * 1.5
    top = motto.top - row * 2.5
    end = _end_of_head(lines, motto, boundary, row)
    inside = [line for line in lines if line.top >= top and line.bottom <= end]
    if not inside:
        return lines
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(inside, key=lambda entry: entry.top):
        a = [word for word in line.words if (word.box.left + word.box.right) / 2 < boundary]
        b = [word for word in line.words if (word.box.left + word.box.right) / 2 >= boundary]
        if a:
            left.append(Line(a, line.block, closed=True))
        if b:
            right.append(Line(b, line.block, closed=True))
    rest = [line for line in lines if not any(line is one for one in inside)]
    before = [line for line in rest if line.bottom <= top + row]
    after = [line for line in rest if line.bottom > top + row]
    return [*before, *_rows_joined(left), *_rows_joined(right), *after]


def _end_of_head(lines: list[Line], motto: Line, boundary: float, row: float) -> float:
    """The lower edge of the head: the line of place and date, or five lines below the motto."""
    for line in sorted(lines, key=lambda entry: entry.top):
        if not motto.top <= line.top <= motto.top + row * 7:
            continue
        bare = [_bare(word.text) for word in line.words if word.box.left >= boundary - 40]
        if "ngay" in bare and ("thang" in bare or "nam" in bare):
            # the subject of a letter ("V/v ...") goes on below, left of the boundary
            below = [
                one.bottom for one in lines if line.top < one.top <= line.bottom + row * 4 and one.right <= boundary
            ]
            return max([line.bottom, *below]) + 1
    return motto.bottom + row * 2


def _signature(lines: list[Line], width: float) -> list[Line]:
    for line in lines:
        if _names_recipients(line, width):
            edge = line.top - line.height
            inside = [one for one in lines if one.top >= edge]
            before = [one for one in lines if one.top < edge]
            boundary = _gutter(inside, width)
            if boundary is None:
                return lines
            left, right = [], []
            for one in sorted(inside, key=lambda entry: entry.top):
                a = [word for word in one.words if word.box.right <= boundary]
                b = [word for word in one.words if word.box.right > boundary]
                if a:
                    left.append(Line(a, one.block, closed=True))
                if b:
                    right.append(Line(b, one.block, closed=True))
            return [*before, *_rows_joined(left), *_rows_joined(right)]
    return lines


def _names_recipients(line: Line, width: float) -> bool:
    """ "Nơi nhận:" in the left half, perhaps after a speck or the closing mark of the text."""
    bare = [_bare(word.text) for word in line.words[:4]]
    for at in range(len(bare) - 1):
        if bare[at : at + 2] == ["noi", "nhan"] and line.words[at].box.left < width * 0.4:
            return line.words[at + 1].text.endswith(":") or len(line.words) <= at + 3 or _widest_gap(line) > line.height
    return False


def _widest_gap(line: Line) -> float:
    return max((b.box.left - a.box.right for a, b in zip(line.words, line.words[1:], strict=False)), default=0.0)


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The widest empty strip between 35 and 65 per cent of the page, in which no word stands; None where there is
    none."""
    lo, hi = width * 0.35, width * 0.65
    edges = sorted(
        (word.box.left, word.box.right)
        for line in lines
        for word in line.words
        if word.box.right > lo and word.box.left < hi
    )
    best, at, reach = 0.0, None, lo
    for left, right in [*edges, (hi, hi)]:
        if left - reach > best:
            best, at = left - reach, (left + reach) / 2
        reach = max(reach, right)
    return at if best >= 6 else None


def _rows_joined(lines: list[Line]) -> list[Line]:
    """Pieces of one row that the engine saw in different blocks, put together again."""
    rows: list[Line] = []
    for line in lines:
        if rows and line.top < rows[-1].bottom - line.height * 0.5 and line.left >= rows[-1].right - 2:
            rows[-1] = Line([*rows[-1].words, *line.words], rows[-1].block, closed=True)
        else:
            rows.append(line)
    return rows


def text_of(sheets: Iterable[Sheet]) -> tuple[str, tuple[Page, ...]]:
    """Running text of all pages, paragraphs parted by a blank line, and where each page and word stands in it.

    A paragraph that goes on over the page is joined; the page then ends at its last word.
    """
    out: list[str] = []
    length = 0
    pages: list[Page] = []
    before: Line | None = None
    margin = (0.0, 0.0)
    heading: str | None = None
    sheets = list(sheets)
    usual = _usual_margins(sheets)
    for sheet in sheets:
        start = length
        words: list[Word] = []
        lines = _without_page_number(sheet)
        if lines and lines[0].row and lines[0].text == heading:
            del lines[0]  # a table repeats its head on every page
        heading = _table_head(lines, heading)
        if lines:
            margin = _margins(lines, usual.get(round(sheet.width)))
        for at, line in enumerate(lines):
            if before is not None:
                joined = _goes_on(before, line, margin, first_of_page=at == 0)
                separator = " " if joined else "\n" if _side_by_side(before, line, at) else "\n\n"
                out.append(separator)
                length += len(separator)
                if at == 0:
                    start = length
            for i, word in enumerate(line.words):
                if i:
                    out.append(" ")
                    length += 1
                out.append(word.text)
                if sheet.how == "ocr" and word.box.right > word.box.left:
                    end = length + len(word.text)
                    words.append(
                        Word(start=length, end=end, box=_on_paper(word.box, sheet), confidence=word.confidence)
                    )
                length += len(word.text)
            before = line
        pages.append(
            Page(
                number=sheet.number,
                start=min(start, length),
                end=length,
                how=sheet.how if lines else "blank",
                width=sheet.width,
                height=sheet.height,
                confidence=sheet.confidence,
                words=tuple(words),
                signatures=tuple(sheet.signatures),
            )
        )
    if out:
        out.append("\n")
    return "".join(out), tuple(pages)


def _on_paper(box: Box, sheet: Sheet) -> Box:
    """Where a word read on the upright picture stands on the page as it was scanned."""
    if not sheet.turned:
        return box
    turn = math.radians(sheet.turned)
    x, y = (box.left + box.right - sheet.width) / 2, (box.top + box.bottom - sheet.height) / 2
    across = x * math.cos(turn) - y * math.sin(turn) + sheet.width / 2
    down = x * math.sin(turn) + y * math.cos(turn) + sheet.height / 2
    wide, high = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    return Box(left=across - wide, top=down - high, right=across + wide, bottom=down + high)


def _side_by_side(before: Line, line: Line, at: int) -> bool:
    """Lines of one head, one signature or one table: no blank line between them. A table goes on over the page."""
    if before.row or line.row:
        return before.row and line.row
    return before.closed and line.closed and at > 0


def _without_page_number(sheet: Sheet) -> list[Line]:
    """The page's lines without a bare number in the top or bottom margin, near the middle or the right."""
    lines = [line for line in sheet.lines if line.words]
    return [
        line
        for line in lines
        if not (_PAGE_NUMBER.match(line.text) and (line.bottom < sheet.height * 0.09 or line.top > sheet.height * 0.92))
    ]


def _table_head(lines: Sequence[Line], before: str | None) -> str | None:
    """The first row of the table that may go on over the page: the last table of this one."""
    head, inside = before, bool(lines) and lines[0].row
    for line in lines:
        if line.row and not inside:
            head = line.text
        inside = line.row
    return head if inside else None


def _usual_margins(sheets: Sequence[Sheet]) -> dict[int, tuple[float, float]]:
    """For each width of page, the margins of its fullest page."""
    fullest: dict[int, Sequence[Line]] = {}
    for sheet in sheets:
        lines = _without_page_number(sheet)
        if len(lines) > len(fullest.get(round(sheet.width), ())):
            fullest[round(sheet.width)] = lines
    return {width: _margins(lines) for width, lines in fullest.items()}


def _margins(lines: Sequence[Line], usual: tuple[float, float] | None = None) -> tuple[float, float]:
    """Left and right edge of running text, where most full lines begin and end; `usual` for a page of a few lines."""
    open_lines = [line for line in lines if not line.closed or line.row] or list(lines)
    if usual is not None and len(open_lines) < _FEW_LINES:
        return usual
    rights = sorted(line.right for line in open_lines)
    lefts = sorted(line.left for line in open_lines)
    return lefts[len(lefts) // 8], rights[-1 - len(rights) // 8]


def _goes_on(before: Line, line: Line, margin: tuple[float, float], *, first_of_page: bool) -> bool:
    """Does this line continue the paragraph of the one before?"""
    if before.closed or line.closed:
        return False
    if before.text.isupper() and not line.text.isupper() and len(before.words) > 1:  # a heading in capitals is over
        return False
    left, right = margin
    size = max(line.height, 6.0)
    if before.right < right - size * 3.5:  # the line before ended early
        return False
    first = line.words[0].text
    if _BULLET.match(first) and (line.left > left + size * 0.6 or re.match(r"^[-–—+•]$", first)):
        return False
    if line.left > left + size * 1.4:  # indented: a paragraph begins
        return False
    if not first_of_page:
        gap = line.top - before.bottom
        if gap > size * 1.6 or gap < -size * 3:
            return False
    elif before.text.rstrip().endswith((".", ";", ":", "!", "?")) and line.left > left + size * 0.6:
        return False
    ends = before.text.rstrip().endswith
    return not (ends((".", ";", ":", "./.")) and (_BULLET.match(first) is not None))
