"""The text as read, and the same text as a person reads it, with a way back.

`raw` is never changed. `view` is NFC, without layout marks, one paragraph a line; every character of the view knows
the stretch of `raw` it came from. All readers work on blocks of the view and report spans of `raw`.

Where a footnote or a page number cuts a paragraph in two, the view joins the halves and the footnote follows the
paragraph: `pieces` gives the halves back. A scan read in the wrong language is viewed repaired (`repaired`).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from nhip.documents.reading import lines as printed
from nhip.documents.reading.columns import split_columns
from nhip.documents.reading.lines import Line
from nhip.documents.reading.notes import drop_page_marks, note_bodies
from nhip.documents.reading.paragraphs import BULLET, Setting, glue
from nhip.documents.reading.record import Place
from nhip.documents.reading.symbols import canonical
from nhip.documents.reading.tables import is_bar, is_row, laid_out
from nhip.documents.reading.tags import DITTO, Tags


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the view: `text` is `view[start:end]`, without line breaks, single spaces."""

    text: str
    start: int
    end: int
    bullet: str | None = None  # "-", "+", "*", "•" where the paragraph opened with one (not part of `text`)
    heading: int = 0  # Markdown or Word heading level, 0 for none
    bold: bool = False
    bold_end: int = 0  # length of the run of bold letters at the head of `text`: a run-in title
    footnote: bool = False  # the body of a footnote
    table: bool = False  # a row of a table, cells joined by " | "


class RepairedWord(Protocol):
    """A word of a repaired text and where it stands in the raw one."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


class Sheet:
    """A text with its view. `lo[i]`/`hi[i]` bound the stretch of `raw` behind `view[i]`."""

    def __init__(
        self,
        raw: str,
        view: str,
        lo: Sequence[int],
        hi: Sequence[int],
        blocks: Sequence[Block],
        *,
        cuts: Sequence[int] = (),
        anchors: Sequence[tuple[int, int]] = (),
        repaired: str | None = None,
    ) -> None:
        self.raw, self.view, self.lo, self.hi, self.blocks = raw, view, lo, hi, tuple(blocks)
        self.cuts, self.anchors, self.repaired = tuple(cuts), tuple(anchors), repaired
        self._starts = [block.start for block in self.blocks]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `view[start:end]` stands in `raw`; the span must not be empty."""
        return self.lo[start], self.hi[end - 1]

    def place(self, start: int, end: int) -> Place:
        """`view[start:end]` as a located value, outer spaces trimmed."""
        while start < end and self.view[start].isspace():
            start += 1
        while end > start and self.view[end - 1].isspace():
            end -= 1
        if start == end:
            at = self.lo[start] if start < len(self.lo) else len(self.raw)
            return Place(text="", raw="", start=at, end=at)
        lo, hi = self.raw_span(start, end)
        return Place(text=" ".join(self.view[start:end].split()), raw=self.raw[lo:hi], start=lo, end=hi)

    def pieces(self, start: int, end: int) -> tuple[Place, ...]:
        """The same, in as many pieces as a footnote cuts it into; mostly one."""
        inner = [cut for cut in self.cuts if start < cut < end]
        edges = [start, *inner, end]
        return tuple(self.place(a, b) for a, b in itertools.pairwise(edges))

    def block_at(self, position: int) -> Block | None:
        """The block that holds a position of the view."""
        i = bisect_right(self._starts, position) - 1
        return self.blocks[i] if i >= 0 and position < self.blocks[i].end else None

    def index_from(self, position: int) -> int:
        """Index of the first block that starts at or after a position of the view."""
        return bisect_left(self._starts, position)


_DOTS = frozenset("•●▪■◦‣✓➢❖·\uf0b7\uf0a7\uf0d8")


def sheet_of(raw: str, repaired: Sequence[RepairedWord] | None = None) -> Sheet:
    """The sheet of a stored text; with `repaired` words (of `nhip.text.repair`) the view shows those instead."""
    source, to_lo, to_hi = _source(raw, repaired)
    printed_lines = split_columns(drop_page_marks(_lines(source)))
    setting = Setting(printed_lines)
    bodies = note_bodies(printed_lines, setting.wrapped)
    builder = _Builder()
    for group, note, cut_before in _paragraphs(printed_lines, setting, bodies):
        builder.add(group, note, cut_before)
    if to_lo is not None and to_hi is not None:
        builder.lo = [to_lo[i] for i in builder.lo]
        builder.hi = [to_hi[i - 1] for i in builder.hi]
    view = "".join(builder.view)
    return Sheet(
        raw, view, builder.lo, builder.hi, builder.blocks,
        cuts=builder.cuts, anchors=builder.anchors, repaired=source if repaired is not None else None,
    )  # fmt: skip


def _source(raw: str, repaired: Sequence[RepairedWord] | None) -> tuple[str, list[int] | None, list[int] | None]:
    """The text to view, and for a repaired one where each of its letters stands in the raw text."""
    if repaired is None:
        return raw, None, None
    parts: list[str] = []
    lo: list[int] = []
    hi: list[int] = []
    position = 0
    for word in repaired:
        if word.start < position or word.end <= word.start:
            continue
        parts.append(raw[position : word.start])
        lo.extend(range(position, word.start))
        hi.extend(range(position + 1, word.start + 1))
        old = raw[word.start : word.end]
        new = _kept(raw, word)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head] and not new[head].isalpha():
            head += 1
        tail = 0
        while (
            tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail] and not new[-1 - tail].isalpha()
        ):
            tail += 1
        same = len(old) == len(new)
        for i in range(len(new)):
            if same or i < head:
                lo.append(word.start + i)
                hi.append(word.start + i + 1)
            elif i >= len(new) - tail:
                lo.append(word.end - (len(new) - i))
                hi.append(word.end - (len(new) - i) + 1)
            else:
                lo.append(word.start + head)
                hi.append(word.end - tail)
        parts.append(new)
        position = word.end
    parts.append(raw[position:])
    lo.extend(range(position, len(raw)))
    hi.extend(range(position + 1, len(raw) + 1))
    return "".join(parts), lo, hi


def _kept(raw: str, word: RepairedWord) -> str:
    """What the form itself tells better than a language: abbreviations without a vowel, and the note "(b/c)"."""
    old = raw[word.start : word.end]
    letters = [c for c in old if c.isalpha()]
    if len(letters) >= 3 and old.isascii() and all(c.isupper() and c not in "AEIOUY" for c in letters):
        return canonical(old)
    if re.fullmatch(r"b[l/|1It]c", old) and raw[word.start - 1 : word.start] == "(":
        return "b/c"
    return word.text


def _lines(source: str) -> list[Line]:
    out: list[Line] = []
    rows: list[Line] = []
    blanks, page, rule = 0, False, False
    tags = Tags(source)
    source = tags.source
    for start, end, separator in printed.physical(source, tags):
        body = source[start:end]
        if not body.strip():
            blanks += 1
        elif printed.is_rule(body) or is_bar(body):
            rule, blanks = True, blanks + 1
        else:
            line = printed.clean(source, start, end)
            if tags.spanned.get(start):
                _ditto(line, tags.spanned[start])
            table = ("|" in body and is_row(body)) or (start in tags.rows and is_row(line.text))
            if table or body.strip().startswith("|") or body.strip().endswith("|"):
                line = _inner(line)
            if line.text:
                line.blanks, line.page_start, line.rule_before, line.table = blanks, page, rule, table
                if not table or blanks:
                    out.extend(laid_out(rows) or rows)
                    rows = []
                (rows if table else out).append(line)
                blanks, page, rule = 0, False, False
        if separator == "\f":
            page = True
    out.extend(laid_out(rows) or rows)
    return out


def _ditto(line: Line, columns: Sequence[int]) -> None:
    """A mark in each column of a row that a cell above reaches down over."""
    for column in columns:
        bars = [at for at, char in enumerate(line.text) if char == "|"]
        if column >= len(bars):
            return
        at, mark = bars[column], f"| {DITTO} "
        line.text = line.text[:at] + mark + line.text[at:]
        line.lo[at:at] = [line.lo[at]] * len(mark)
        line.hi[at:at] = [line.lo[at]] * len(mark)
        line.gaps = [(place + len(mark) * (place > at), width) for place, width in line.gaps]


def _inner(line: Line) -> Line:
    """A table row without its two outer bars; bars inside stay, so that an empty first or last cell keeps its place."""
    bare = line.text.strip()
    start = line.text.index("|") + 1 if bare.startswith("|") else 0
    end = line.text.rindex("|") if bare.endswith("|") else len(line.text)
    return line.cut(start, max(start, end))


def _paragraphs(
    lines: list[Line], setting: Setting, bodies: list[tuple[int, int]]
) -> list[tuple[list[Line], bool, list[int]]]:
    """Groups of lines, each a paragraph; whether it is a footnote; which of its lines follow a footnote that cut it."""
    note_at = dict(bodies)
    out: list[tuple[list[Line], bool, list[int]]] = []
    held: list[tuple[list[Line], bool, list[int]]] = []
    group: list[Line] = []
    cuts: list[int] = []
    i = 0
    interrupted = False
    while i < len(lines):
        if i in note_at:
            held.extend(_notes(lines[i : note_at[i]], setting))
            i = note_at[i]
            interrupted = True
            continue
        line = lines[i]
        if group and interrupted:
            line.page_start = True
        if group and setting.continues(group[-1], line):
            if interrupted:
                cuts.append(len(group))
            group.append(line)
        else:
            if group:
                out.append((group, False, cuts))
            out.extend(held)
            held, group, cuts = [], [line], []
        interrupted = False
        i += 1
    if group:
        out.append((group, False, cuts))
    out.extend(held)
    return out


def _notes(lines: list[Line], setting: Setting) -> list[tuple[list[Line], bool, list[int]]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and setting.continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [(group, True, []) for group in groups]


class _Builder:
    """The view under construction."""

    def __init__(self) -> None:
        self.view: list[str] = []
        self.lo: list[int] = []
        self.hi: list[int] = []
        self.blocks: list[Block] = []
        self.cuts: list[int] = []
        self.anchors: list[tuple[int, int]] = []
        self.size = 0

    def add(self, group: list[Line], note: bool, cut_before: list[int]) -> None:
        first = group[0]
        begin = self.size
        bold_end = 0
        for k, line in enumerate(group):
            if k:
                if k in cut_before:
                    self.cuts.append(self.size)
                between = glue(group[k - 1].text, line.text)
                if between:
                    self._put(between, [group[k - 1].hi[-1] - 1], [group[k - 1].hi[-1]])
            if bold_end == self.size - begin - bool(k):
                bold_end += line.bold_end + bool(k and line.bold_end)
            self.anchors.extend((self.size + a, self.size + b) for a, b in line.sups)
            self._put(line.text, line.lo, line.hi)
        text = "".join(self.view)[-(self.size - begin) :] if len(self.view) < 8 else _tail(self.view, self.size - begin)
        mark = None if first.table else BULLET.match(text)
        bullet = _bullet(mark.group()) if mark else None
        skip = mark.end() if mark else 0
        self.blocks.append(
            Block(
                text=text[skip:], start=begin + skip, end=self.size, bullet=bullet, heading=first.heading,
                bold=all(line.bold for line in group), bold_end=max(0, bold_end - skip),
                footnote=note, table=first.table,
            )
        )  # fmt: skip
        self._put("\n", [group[-1].hi[-1] - 1], [group[-1].hi[-1]])

    def _put(self, text: str, lo: list[int], hi: list[int]) -> None:
        self.view.append(text)
        self.lo.extend(lo)
        self.hi.extend(hi)
        self.size += len(text)


def _tail(parts: list[str], size: int) -> str:
    """The last `size` letters of the parts, without joining them all."""
    taken: list[str] = []
    left = size
    for part in reversed(parts):
        if left <= 0:
            break
        taken.append(part)
        left -= len(part)
    return "".join(reversed(taken))[-size:] if size else ""


def _bullet(mark: str) -> str:
    sign = mark.strip()
    if sign in _DOTS:
        return "•"
    return sign if sign in ("+", "*") else "-"
