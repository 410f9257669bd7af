"""The text as read, and the same text as a person reads it, with a way back.

`raw` is never changed. `view` is NFC, without layout marks, one paragraph a line; every character of the view
knows the stretch of `raw` it came from. All readers work on blocks of the view and report spans of `raw`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.record import Place


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the view: `text` is `view[start:end]`, without line breaks, single spaces."""

    text: str
    start: int
    end: int
    bullet: str | None = None  # "-", "+", "*" where the paragraph opened with one (not part of `text`)
    heading: int = 0  # Markdown or Word heading level, 0 for none
    bold: bool = False
    footnote: bool = False  # the body of a footnote
    table: bool = False  # a row of a table, cells joined by " | "


class Sheet:
    """A text with its view. `lo[i]`/`hi[i]` bound the stretch of `raw` behind `view[i]`."""

    def __init__(self, raw: str, view: str, lo: Sequence[int], hi: Sequence[int], blocks: Sequence[Block]) -> None:
        self.raw, self.view, self.lo, self.hi, self.blocks = raw, view, lo, hi, tuple(blocks)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `view[start:end]` stands in `raw`; the span must not be empty."""
        return self.lo[start], self.hi[end - 1]

    def place(self, start: int, end: int) -> Place:
        """`view[start:end]` as a located value, outer spaces trimmed."""
        while start < end and self.view[start].isspace():
            start += 1
        while end > start and self.view[end - 1].isspace():
            end -= 1
        lo, hi = self.raw_span(start, end)
        return Place(text=" ".join(self.view[start:end].split()), raw=self.raw[lo:hi], start=lo, end=hi)


_MARKS = re.compile(r"<[^>\n]{1,40}>|[#*_`]+")


def sheet_of(raw: str) -> Sheet:
    """A first, plain view: one line a paragraph, layout marks removed, NFC."""
    view: list[str] = []
    lo: list[int] = []
    hi: list[int] = []
    blocks: list[Block] = []
    position = 0
    for line in raw.splitlines(keepends=True):
        begin = len(view)
        heading = len(line) - len(line.lstrip("#")) if line.startswith("#") else 0
        drop = {i for m in _MARKS.finditer(line) for i in range(m.start(), m.end())}
        i = 0
        while i < len(line):
            j = i + 1
            while j < len(line) and unicodedata.combining(line[j]):
                j += 1
            if i not in drop:
                for char in unicodedata.normalize("NFC", line[i:j]):
                    if char.isspace():
                        char = " "
                        if len(view) == begin or view[-1] == " ":
                            continue
                    view.append(char)
                    lo.append(position + i)
                    hi.append(position + j)
            i = j
        while len(view) > begin and view[-1] == " ":
            for column in (view, lo, hi):
                column.pop()
        if len(view) > begin:
            text = "".join(view[begin:])
            bullet = text[0] if re.match(r"[-+–•] ", text) else None
            start = begin + 2 if bullet else begin
            blocks.append(Block(text=text[2:] if bullet else text, start=start, end=len(view), bullet=bullet, heading=heading))
            view.append("\n")
            lo.append(position + len(line) - 1)
            hi.append(position + len(line))
        position += len(line)
    return Sheet(raw, "".join(view), lo, hi, blocks)
