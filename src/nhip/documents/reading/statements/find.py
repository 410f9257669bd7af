"""What a document says went well or badly, what it will do and asks for; what a plan aims at and whom it addresses.

Parts are told by their titles (`documents/data/part_titles.toml`), points by the layout, the rest by turns of phrase.
Rules in prose: docs/rules/reading-statements.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.outline import Item, items_of
from nhip.documents.reading.part_titles import kind_of, kinds_of
from nhip.documents.reading.record import Section, Statement
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.statements.inline import hardships, merits
from nhip.documents.reading.statements.points import Point, points, statement

_PLANS = frozenset({"KH", "CTr", "ĐA", "PA", "QĐ", "CT", "NQ", "HD", "QC"})
_ORDERS = frozenset({"TB", "KL", "CĐ"})  # what they say is to be done is an order, not a report's outlook
_JUDGED = ("difficulty", "limitation", "advantage", "strength", "cause", "direction", "proposal", "section_text")
_OBJECTIVES = ("purpose", "requirement", "general_objective", "specific_objective", "objective")
_OTHERS = ("audience", "duties", "situation", "results", "funding", "legal")
_ASKS = re.compile(r"(?:Kính\s+)?(?:[Đđ]ề nghị|[Kk]iến nghị|[Đđ]ề xuất)(?:\s+với)?\s+")
_TOWARDS = re.compile(r"(?:[Đđ]ối với|[Vv]ới|[Đđ]ề nghị|[Kk]iến nghị(?:\s+với)?)\s+", re.IGNORECASE)
_CAUSE = re.compile(r"^\s*(?:\*\s*)?(?:Nguyên nhân|Lý do)(?!\w)")
_AUDIENCE_LABEL = re.compile(r"Đối tượng(?:\s+[^:]{0,40})?:\s*")


@dataclass(frozen=True, slots=True)
class Statements:
    """The six lists of a record."""

    strengths: tuple[Statement, ...] = ()
    limitations: tuple[Statement, ...] = ()
    directions: tuple[Statement, ...] = ()
    proposals: tuple[Statement, ...] = ()
    objectives: tuple[Statement, ...] = ()
    audiences: tuple[Statement, ...] = ()


def find_statements(
    sheet: Sheet, sections: Sequence[Section], *, doc_type: str | None = None, prefix: str = ""
) -> Statements:
    """The statements of a document. A plan has objectives and audiences, a report the rest; both may judge the past."""
    items = items_of(sheet, sections, attached=True)
    plan = doc_type in _PLANS
    good, bad = _judged(sheet, items, prefix, plan)
    return Statements(
        strengths=good,
        limitations=bad,
        directions=() if plan or doc_type in _ORDERS else _directions(sheet, items, prefix),
        proposals=() if plan else _proposals(sheet, items, prefix),
        objectives=_objectives(sheet, items, prefix) if plan or doc_type is None else (),
        audiences=_audiences(sheet, items, prefix) if plan or doc_type is None else (),
    )


def _judgement(item: Item) -> str | None:
    return kind_of(item.path, *_JUDGED, group="statements")


def _judged(
    sheet: Sheet, items: Sequence[Item], prefix: str, plan: bool
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    good: list[tuple[Point, str, float]] = []
    bad: list[tuple[Point, str, float]] = []
    caused = _after_cause(items)
    for point in points(
        items, lambda item: _judgement(item) in {"difficulty", "limitation"} and id(item) not in caused
    ):
        if _ASKS.match(sheet.view[point.start : point.end]) and _asks_too(point.item):
            continue
        bad.append((point, _judgement(point.item) or "limitation", 0.95))
    for point in points(items, lambda item: _judgement(item) in {"advantage", "strength"}):
        good.append((point, _judgement(point.item) or "strength", 0.95))
    if not plan:
        for point in points(
            items,
            lambda item: (
                _judgement(item) == "section_text" and kind_of(item.path, "results") is not None and _evaluates(item)
            ),
        ):
            good.append((point, "section_text", 0.6))
    for item in items:
        kind = _judgement(item)
        if (
            (kind is not None and kind != "section_text")
            or item.block.footnote
            or item.block.table
            or not item.path
            or plan
        ):
            continue
        text = sheet.view[item.body : item.end]
        for span in hardships(item, text, item.body):
            bad.append((Point(span.start, span.end, item.section, None, None, item), "difficulty", span.confidence))
        for span in merits(text, item.body):
            word = "advantage" if kind_of(item.path, "situation") else "evaluation"
            if not any(point.start <= span.start < point.end for point, _, _ in good):
                good.append((Point(span.start, span.end, item.section, None, None, item), word, span.confidence))
    return _numbered(sheet, good, f"{prefix}G"), _numbered(sheet, bad, f"{prefix}L")


def _evaluates(item: Item) -> bool:
    """Whether the part stands inside an evaluation ("Đánh giá chung"), not in the account of results itself."""
    return any(re.search(r"đánh giá", section.title, re.IGNORECASE) for section in item.path)


def _asks_too(item: Item) -> bool:
    return any("proposal" in kinds_of(section.title, "statements") for section in item.path)


def _after_cause(items: Sequence[Item]) -> set[int]:
    """Items that follow a line "Nguyên nhân:" inside a part of limitations: causes, not limitations."""
    out: set[int] = set()
    section: Section | None = None
    inside = False
    for item in items:
        if item.section is not section:
            section, inside = item.section, False
        if _CAUSE.match(item.block.text):
            inside = True
        if inside:
            out.add(id(item))
    return out


def _numbered(sheet: Sheet, found: Sequence[tuple[Point, str, float]], prefix: str) -> tuple[Statement, ...]:
    ordered = sorted(found, key=lambda entry: entry[0].start)
    return tuple(
        statement(sheet, point, f"{prefix}{n:02d}", kind, confidence=sure)
        for n, (point, kind, sure) in enumerate(ordered, 1)
    )


def _directions(sheet: Sheet, items: Sequence[Item], prefix: str) -> tuple[Statement, ...]:
    found = points(items, lambda item: _judgement(item) == "direction" and not item.block.table)
    return tuple(
        statement(sheet, point, f"{prefix}D{n:02d}", None, confidence=0.92) for n, point in enumerate(found, 1)
    )


def _proposals(sheet: Sheet, items: Sequence[Item], prefix: str) -> tuple[Statement, ...]:
    out: list[Statement] = []
    carried: str | None = None
    section: Section | None = None
    stragglers = _stragglers(items)
    for point in points(items, lambda item: _may_propose(item) or id(item) in stragglers):
        text = sheet.view[point.start : point.end]
        if _judgement(point.item) != "proposal" and not _ASKS.match(text):
            continue
        if point.section is not section and point.section is not None:
            section, carried = point.section, _of_title(point.item)
        own, pure = _addressee(text)
        if own:
            carried = own
        if pure:
            continue
        ident = f"{prefix}P{len(out) + 1:02d}"
        out.append(statement(sheet, point, ident, None, addressee=carried, confidence=0.92))
    return tuple(out)


def _may_propose(item: Item) -> bool:
    kind = _judgement(item)
    if any("duties" in kinds_of(section.title) for section in item.path[:-1]):
        return False  # "3. Đề nghị Mặt trận Tổ quốc xã" among those who carry a plan out
    return kind == "proposal" or (kind in {"difficulty", "limitation"} and _asks_too(item))


def _stragglers(items: Sequence[Item]) -> set[int]:
    """Paragraphs that ask for something right behind a part of proposals, where the closing words were thought
    to begin."""
    out: set[int] = set()
    last: Item | None = None
    for item in items:
        follows = last is not None and (_judgement(last) == "proposal" or id(last) in out)
        if follows and not item.path and not item.block.footnote and _ASKS.match(item.block.text):
            out.add(id(item))
        last = item
    return out


def _of_title(item: Item) -> str | None:
    """The body a title addresses: "Kiến nghị với Sở ...", "Đối với UBND tỉnh"."""
    for section in reversed(item.path):
        for found in _TOWARDS.finditer(section.title):
            mentions, _ = read_running(section.title, found.end())
            if mentions:
                return mentions[0].name
        mentions, end = read_running(section.title, 0)
        if mentions and not section.title[end:].strip(" .:"):
            return mentions[0].name
    return None


def _addressee(text: str) -> tuple[str | None, bool]:
    """Whom a proposal addresses in its own words, and whether the text is only that ("Đối với UBND tỉnh:")."""
    asks = _ASKS.match(text) or re.match(r"(?:Đối với|Với)\s+", text)
    if not asks:
        return None, False
    mentions, end = read_running(text, asks.end())
    if mentions:
        name = ", ".join(mention.name for mention in mentions)
        return name, not text[end:].strip(" .:")
    above = re.compile(r"(?:cơ quan |các cơ quan )?(?:chuyên môn )?cấp trên").match(text, asks.end())
    return (above[0] if above else None), False


def _part(item: Item, *kinds: str) -> str | None:
    """The kind of the innermost part among all kinds of a plan, when it is one of `kinds`."""
    kind = kind_of(item.path, *_OBJECTIVES, *_OTHERS)
    return kind if kind in kinds else None


def _objectives(sheet: Sheet, items: Sequence[Item], prefix: str) -> tuple[Statement, ...]:
    out = []
    for n, point in enumerate(
        points(items, lambda item: _part(item, *_OBJECTIVES) is not None and not item.block.table), 1
    ):
        kind = _part(point.item, *_OBJECTIVES)
        out.append(statement(sheet, point, f"{prefix}O{n:02d}", "general_objective" if kind == "objective" else kind))
    return tuple(out)


def _audiences(sheet: Sheet, items: Sequence[Item], prefix: str) -> tuple[Statement, ...]:
    found = points(items, lambda item: _part(item, "audience") is not None and not item.block.table)
    for item in items:
        label = _AUDIENCE_LABEL.match(item.block.text)
        if label and label.end() < len(item.block.text) and _part(item, "audience") is None:
            found.append(Point(item.start + label.end(), item.end, item.section, None, None, item))
    found.sort(key=lambda point: point.start)
    return tuple(statement(sheet, point, f"{prefix}A{n:02d}", None) for n, point in enumerate(found, 1))
