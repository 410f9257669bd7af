"""The points of a part: its bullets, numbered paragraphs, run-in titled paragraphs, or plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Section, Statement
from nhip.documents.reading.sheet import Sheet

_CLOSING = re.compile(r"(?:Trên đây là|Trân trọng|Nơi nhận|Kính (?:mong|đề nghị) .{0,80}xem xét)")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])(?=\s*[.)])")
_INTRO_END = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: positions of the view; `number` and `title` where it carries them."""

    start: int
    end: int
    section: Section | None
    number: str | None
    title: str | None
    item: Item


def points(items: Sequence[Item], holds: Callable[[Item], bool]) -> list[Point]:
    """The points of every part for which `holds` says yes; sub-points ("+") stay with the point above them."""
    out: list[Point] = []
    i = 0
    while i < len(items):
        item = items[i]
        if not holds(item) or item.block.footnote or _CLOSING.match(item.block.text):
            i += 1
            continue
        if item.heads is not None and item.body >= item.end:
            i += 1
            continue
        below = _below(items, i, holds)
        if _INTRO_END.search(item.block.text) and below and not item.block.bullet and item.heads is None:
            i += 1
            continue
        end, step = item.end, 1
        if item.block.bullet not in (None, "+") or (item.heads is not None and below):
            while (
                i + step < len(items)
                and holds(items[i + step])
                and items[i + step].block.bullet == "+"
                and items[i + step].heads is None
            ):
                end = items[i + step].end
                step += 1
        out.append(
            Point(item.body, end, item.section, _number_of(item), item.heads.title if item.heads else None, item)
        )
        i += step
    return out


def _below(items: Sequence[Item], i: int, holds: Callable[[Item], bool]) -> bool:
    """Whether points follow an introducing line."""
    if i + 1 >= len(items) or not holds(items[i + 1]):
        return False
    below = items[i + 1]
    return below.block.bullet is not None or below.body > below.start


def _number_of(item: Item) -> str | None:
    if item.heads is not None or item.block.bullet:
        return None
    found = _NUMBER.match(item.block.text)
    return found[0] if found and item.body > item.start else None


def statement(
    sheet: Sheet, point: Point, ident: str, kind: str | None, *, addressee: str | None = None, confidence: float = 0.9
) -> Statement:
    """A point as a located statement; the pieces after a footnote or page break go to `more`."""
    first, *rest = sheet.pieces(point.start, point.end)
    whole = sheet.place(point.start, point.end)
    return Statement(
        id=ident,
        section=(point.section.id or None) if point.section else None,
        kind=kind,
        number=point.number,
        title=point.title,
        addressee=addressee,
        raw=first.raw,
        start=first.start,
        end=first.end,
        text=whole.text,
        more=tuple(rest),
        confidence=confidence,
    )
