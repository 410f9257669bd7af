"""The text as a sheet of paper, cut into runs of letters that belong to the same values.

Values overlap (a task holds its agencies, a sentence holds its figure): each run carries every value it belongs to,
the smallest first, so that a click chooses the most exact one and lighting a value up lights every run of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhip.documents.reading.sheet import Block, Sheet
from nhip.documents.review.values import Value


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value, or a part of one, stands. `anchor` names the value, `part` the part's path or ""."""

    start: int
    end: int
    kind: str
    anchor: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters with the values over them, the smallest first; `first` marks the run where its smallest value begins."""

    text: str
    spans: tuple[Span, ...]
    first: bool = False

    @property
    def blank(self) -> bool:
        """Only spaces: lit up with the rest, but nothing to click."""
        return not self.text.strip()

    @property
    def kind(self) -> str:
        return self.spans[0].kind if self.spans else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the sheet."""

    runs: tuple[Run, ...]
    bullet: str | None
    heading: int
    bold: bool
    footnote: bool
    table: bool


def spans_of(values: Iterable[Value]) -> list[Span]:
    """Every place to mark. Parts of a task or figure are marked by their own kind."""
    found = []
    for value in values:
        if value.start is not None and value.end is not None and value.end > value.start:
            found.append(Span(value.start, value.end, value.group, value.anchor))
        for part in value.parts:
            if part.start is not None and part.end is not None and part.end > part.start:
                found.append(Span(part.start, part.end, part.kind, value.anchor, part.path))
    return found


def paragraphs(sheet: Sheet, spans: Sequence[Span]) -> list[Paragraph]:
    """The sheet as paragraphs of runs."""
    over = _spans_over(sheet, spans)
    begun: set[tuple[str, str]] = set()
    return [_paragraph(sheet, block, over, begun) for block in sheet.blocks]


def _spans_over(sheet: Sheet, spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """For every letter of the view, the spans over it, the smallest first."""
    order = sorted(range(len(sheet.view)), key=lambda place: sheet.lo[place])
    lows = [sheet.lo[place] for place in order]
    over: list[list[Span]] = [[] for _ in sheet.view]
    for span in sorted(spans, key=lambda one: one.end - one.start):
        at = max(bisect_left(lows, span.start) - 8, 0)  # a composed letter may begin a little before the span
        while at < len(order) and lows[at] < span.end:
            if sheet.hi[order[at]] > span.start:
                over[order[at]].append(span)
            at += 1
    return [tuple(one) for one in over]


def _paragraph(sheet: Sheet, block: Block, over: list[tuple[Span, ...]], begun: set[tuple[str, str]]) -> Paragraph:
    runs: list[Run] = []
    at = block.start
    while at < block.end:
        until = at + 1
        while until < block.end and over[until] == over[at]:
            until += 1
        runs.append(_run(sheet.view[at:until], over[at], begun))
        at = until
    return Paragraph(tuple(runs), block.bullet, block.heading, block.bold, block.footnote, block.table)


def _run(text: str, spans: tuple[Span, ...], begun: set[tuple[str, str]]) -> Run:
    if not spans:
        return Run(text, ())
    if not text.strip():
        return Run(text, spans)
    key = (spans[0].anchor, spans[0].part)
    first = key not in begun
    begun.add(key)
    return Run(text, spans, first)
