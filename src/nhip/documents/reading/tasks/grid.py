"""Where the columns of a table printed with spaces run: the white gutters between the words of its heading row.

Headings are often centred over cells that are set to the left, so a heading's own place does not tell where its cells
begin. The gutter between two headings is the column of letters that the fewest lines below write in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.names import read_one
from nhip.documents.reading.agencies_named.openings import starts_name
from nhip.text.normalise import nfc

_WORD = re.compile(r"(?<!\S)\S+")
_CHUNK = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_PHRASES = (
    "stt tt số thứ tự nội dung nhiệm vụ công việc hoạt động cơ quan đơn vị người chủ trì phối hợp thực hiện chịu trách "
    "nhiệm phân công thời gian thời hạn tiến độ hoàn thành kết thúc bắt đầu sản phẩm kết quả dự kiến đầu ra kinh phí "
    "ghi chú chính liên quan chủ yếu cụ thể tham gia giải pháp tham mưu và hoặc"
)  # a narrow cell breaks them anywhere, so they are known by their syllables
_HEADING_WORDS = re.compile(
    rf"(?:(?:{'|'.join(sorted(set(_PHRASES.split()), key=len, reverse=True))})(?!\w)|[,/()\s])+", re.I
)


_ROW_LINES = 14  # more lines without an empty one are no single row
_STRAYS = 6  # letters that a cell may stand off the start of its column


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line that stand together: where in the raw text, and at which columns of the line."""

    text: str
    start: int
    column: int
    width: int = 0  # of a heading over several lines, whose words are longer than their print

    @property
    def stop(self) -> int:
        return self.column + (self.width or len(self.text))


def chunks_of(line: str, at: int) -> list[Chunk]:
    """The words of a line parted by two spaces or more; none where the line has bars."""
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


def joined_heading(lines: Sequence[Sequence[Chunk]]) -> list[Chunk]:
    """The cells of a heading row that is printed over several lines: words one above the other are one cell."""
    cells: list[Chunk] = []
    for line in lines:
        for chunk in line:
            over = next(
                (i for i, cell in enumerate(cells) if cell.column < chunk.stop + 1 and chunk.column < cell.stop + 1),
                None,
            )
            if over is None:
                cells.append(chunk)
                continue
            cell = cells[over]
            column = min(cell.column, chunk.column)
            width = max(cell.stop, chunk.stop) - column
            cells[over] = Chunk(f"{cell.text} {chunk.text}", cell.start, column, width)
    return sorted(cells, key=lambda cell: cell.column)


_NEXT_HEADING = re.compile(
    r"\s(?=(?:Nội dung|Nhiệm vụ|Công việc|Cơ quan|Đơn vị|Người|Chủ trì|Phối hợp|Thời gian|Thời hạn|Tiến độ|Sản phẩm"
    r"|Kết quả|Dự kiến|Ghi chú|Kinh phí|Thực hiện|Lãnh đạo|Bộ phận)(?!\w))"
)


def apart(line: Sequence[Chunk]) -> list[Chunk]:
    """Headings that stand one space from each other, cut where the next begins with its capital."""
    out: list[Chunk] = []
    for chunk in line:
        at = 0
        for cut in [*(found.start() for found in _NEXT_HEADING.finditer(chunk.text)), len(chunk.text)]:
            out.append(Chunk(chunk.text[at:cut], chunk.start + at, chunk.column + at))
            at = cut + 1
    return out


def only_heading_words(line: Sequence[Chunk]) -> bool:
    """Whether a line holds nothing but words of headings, so that it belongs to a heading row of several lines."""
    return bool(line) and all(len(c.text) <= 32 and _HEADING_WORDS.fullmatch(c.text) for c in line)


def gutters(heading: Sequence[Chunk], body: Sequence[Sequence[Chunk]]) -> list[int]:
    """For each heading but the first, the column where its cells begin at the left."""
    width = max((chunk.stop for line in [heading, *body] for chunk in line), default=0) + 1
    ink = [0] * (width + 1)
    for line in body:
        if len(line) < 2 and line and len(line[0].text) > 50:
            continue  # a title of a group runs over the columns
        for chunk in line:
            for at in range(chunk.column, chunk.stop):
                ink[at] += 1
    clear = _clear(ink)
    if len(clear) == len(heading) - 1:
        return clear  # the cells part themselves, wherever their headings are printed
    out = []
    for left, right in itertools.pairwise(heading):
        begin = (left.column + left.stop) // 2
        end = min(width, (right.column + right.stop) // 2)
        begin = min(begin, end - 1)
        least = min(ink[begin : end + 1])
        best = (0, right.column)
        at = begin
        while at <= end:
            if ink[at] != least:
                at += 1
                continue
            stop = at
            while stop + 1 <= end and ink[stop + 1] == least:
                stop += 1
            best = max(best, (stop - at + 1, min(stop + 1, right.column)))
            at = stop + 1
        out.append(best[1])
    return out


def _clear(ink: Sequence[int]) -> list[int]:
    """The columns where cells begin behind a white strip of two letters or more that no line writes in."""
    out: list[int] = []
    white, begun = 0, False
    for at, written in enumerate(ink):
        if written:
            if begun and white >= 2:
                out.append(at)
            white, begun = 0, True
        else:
            white += 1
    return out


def nearby(starts: Sequence[int], lines: Sequence[Sequence[Chunk]]) -> list[int]:
    """The starts as these few lines have them: print of unequal letters moves the cells of each row a little.

    A column earns two for a chunk or the name of a body that begins there, one for another word inside a chunk, and
    pays two for a letter just before it; of equals the nearest is taken.
    """
    if len(lines) > _ROW_LINES:
        return list(starts)
    out: list[int] = []
    for start in starts:
        worth = dict.fromkeys(range(start - _STRAYS, start + _STRAYS + 1), 0)
        for chunk in (chunk for line in lines for chunk in line):
            for column in worth:
                at = column - chunk.column
                if at == 0:
                    worth[column] += 2
                elif 0 < at < len(chunk.text):
                    worth[column] += _begins(chunk.text, at)
        best = max(worth, key=lambda column: (worth[column], -abs(column - start)))
        out.append(best if worth[best] > worth[start] and best > (out[-1] if out else 0) else start)
    return out


def _begins(text: str, at: int) -> int:
    """How well a cell may begin at a letter inside a chunk: at the name of a body, at a word, inside a word."""
    if text[at - 1] != " ":
        return -2
    if text[at] == " ":
        return -1
    if text[at].isupper() and starts_name(nfc(text), at):
        return 2
    words = [found.start() for found in _WORD.finditer(text, max(0, at - 24), at) if text[found.start()].isupper()]
    if any((one := read_one(text, word)) is not None and one.end > at for word in words):
        return -1  # inside a name: between "Sở" and "Nội vụ"
    return 1


def cells_of(line: Sequence[Chunk], starts: Sequence[int]) -> list[tuple[int, Chunk]]:
    """Each chunk with the number of its column; a chunk that one space joins over a gutter is cut there."""
    out: list[tuple[int, Chunk]] = []
    for whole in line:
        chunk = whole
        for start in starts:
            if chunk.column + 1 < start < chunk.stop:
                gap = _gap(chunk.text, start - chunk.column)
                if gap is None:
                    continue
                out.append((_column(chunk.column, starts), Chunk(chunk.text[:gap], chunk.start, chunk.column)))
                chunk = Chunk(chunk.text[gap + 1 :], chunk.start + gap + 1, chunk.column + gap + 1)
        out.append((_column(chunk.column, starts), chunk))
    return out


def _gap(text: str, at: int) -> int | None:
    """The space at which a chunk is cut near letter `at`: before the name of a body, else before a capital, else the
    nearest; the less sure, the nearer it must stand."""
    places = [k for k in (at - 1, at, at - 2, at + 1, at + 2, at - 3, at + 3, at - 4) if 0 < k < len(text) - 1]
    spaces = [k for k in places if text[k] == " "]
    named = next((k for k in spaces if _begins(text, k + 1) == 2), None)
    if named is not None:
        return named
    loud = next((k for k in spaces if text[k + 1].isupper() and _begins(text, k + 1) > 0), None)
    return loud if loud is not None else next((k for k in spaces if -2 <= k - at <= 1), None)


def _column(at: int, starts: Sequence[int]) -> int:
    return sum(start <= at + 1 for start in starts)
