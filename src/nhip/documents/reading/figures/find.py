"""All the figures of a document, from its paragraphs and its tables. Rules in prose: docs/rules/reading-figures.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nhip.documents.reading.figures.candidates import Count, counts_in
from nhip.documents.reading.figures.indicator import indicator_of
from nhip.documents.reading.figures.kinds import (
    PLAN_TYPES,
    Span,
    aggregate_of,
    cumulative,
    estimated,
    kind_in,
    period_of,
)
from nhip.documents.reading.figures.tables import table_figures
from nhip.documents.reading.outline import Item, items_of
from nhip.documents.reading.part_titles import kind_of
from nhip.documents.reading.record import Figure, GovernmentUnit, Period, Section
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.tasks.aligned import ranges


def find_figures(
    sheet: Sheet, sections: Sequence[Section], *, doc_type: str | None = None, period: Period | None = None,
    unit_of_government: GovernmentUnit | None = None, prefix: str = "",
) -> tuple[Figure, ...]:  # fmt: skip
    """The figures of a document in the order of its text.

    `doc_type` is the code of Decree 30/2020, `period` the period of the document, `unit_of_government` whom it
    reports on.
    A request letter asks for figures and states none.
    """
    whole = Span(period.label, period.from_, period.to) if period else Span()
    found: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    items = items_of(sheet, sections, attached=True)
    printed = ranges(sheet.raw)
    for item in items:
        if item.block.table or not _tells(item, doc_type):
            continue
        text = sheet.view[item.body : item.end] if item.heads else item.block.text
        offset = item.body if item.heads else item.start
        counts = counts_in(text)
        if item.block.footnote and counts and counts[0].start == 0:
            counts = counts[1:]  # the mark of the footnote itself
        for i in range(len(counts)):
            figure = _figure(sheet, item, text, offset, counts, i, doc_type, whole)
            if any(start <= figure.number_start < stop for start, stop in printed):
                continue  # in a printed table of duties: numbers of rows, words of several columns on one line
            if figure.kind == "enumeration" and i and found and found[-1].kind == "target" and _in_row(text, counts, i):
                figure = replace(figure, kind="target")
            if doc_type in PLAN_TYPES and figure.kind == "enumeration":
                key = (str(figure.value), figure.unit or "", figure.kind)
                if key in seen:
                    continue
                seen.add(key)
            found.append(figure)
    found += table_figures(sheet, items, doc_type, whole)
    found.sort(key=lambda figure: figure.number_start)
    return tuple(_numbered(figure, n, prefix, unit_of_government) for n, figure in enumerate(found, 1))


def _tells(item: Item, doc_type: str | None) -> bool:
    """Whether a paragraph tells figures at all: not the head, not a heading alone, not the legal bases."""
    if not item.path and not item.block.footnote:
        return False
    if item.heads is not None and item.body >= item.end:
        return False
    return kind_of(item.path, "legal", "situation", "results") != "legal"


def _figure(
    sheet: Sheet, item: Item, text: str, offset: int, counts: Sequence[Count], i: int, doc_type: str | None, whole: Span
) -> Figure:
    count = counts[i]
    name, begin, stop = indicator_of(text, counts, i)
    kind = kind_in(item, text, count, doc_type)
    evidence = sheet.place(offset + min(begin, count.start), offset + max(stop, count.unit_end))
    number = sheet.place(offset + count.start, offset + count.end)
    return Figure(
        id="",
        indicator=name,
        value=float(count.value),
        unit=count.unit,
        qualifier=count.qualifier,
        kind=kind,
        section=(item.section.id or None) if item.section else None,
        number_raw=number.raw,
        number_start=number.start,
        number_end=number.end,
        raw=evidence.raw,
        start=evidence.start,
        end=evidence.end,
        text=evidence.text,
        period=period_of(text, count, kind, whole),
        per=count.per,
        aggregate=aggregate_of(text, count),
        estimate=estimated(text, count),
        cumulative=cumulative(text, count),
        in_footnote=item.block.footnote,
        confidence=_confidence(count, kind, name),
    )


def _in_row(text: str, counts: Sequence[Count], i: int) -> bool:
    """Whether a number stands in one row with the one before it ("3.000 tờ gấp, 500 bản đồ")."""
    between = text[counts[i - 1].end : counts[i].start]
    return "." not in between and len(between.split()) <= 6


def _confidence(count: Count, kind: str, name: str) -> float:
    """0.95 for a known unit and a name of fair length; less for an enumeration, for a bare or a very long name."""
    score = 0.95
    if kind == "enumeration":
        score -= 0.2
    if len(name.split()) <= len(count.unit.split()) + 1 or len(name.split()) > 24:
        score -= 0.15
    return round(score, 2)


def _numbered(figure: Figure, n: int, prefix: str, unit: GovernmentUnit | None) -> Figure:
    return replace(figure, id=f"{prefix}F{n:02d}", unit_of_government=unit)
