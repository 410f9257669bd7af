"""Each segment of a source beside what was translated of it, and whether that still says the same.

Prose: docs/rules/translation.md. Plain: rows come in as anything with the fields of `Kept`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from rapidfuzz import fuzz

from nhip.newsroom.marks import shown
from nhip.newsroom.segments import Segment

EMPTY, MACHINE, CHANGED, DONE = "empty", "machine", "changed", "done"
NEARLY = 60.0
"""Per cent alike from which a paragraph in a new place counts as the old one, changed."""


class Kept(Protocol):
    """A translation as it is kept: of which words, and what became of them."""

    key: str
    source: str
    sha256: str
    target: str
    unread: bool
    """A machine wrote it and nobody has read it yet."""
    by_machine: bool
    """A machine had a part in it, read or not."""
    excuse: str
    """Why an official name is written otherwise here."""
    edition: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation. `state` is one of empty, machine (unread), changed (the source moved), done."""

    segment: Segment
    target: str
    state: str
    was: str = ""
    """The source's words when it was translated, where they have changed since."""
    unread: bool = False
    by_machine: bool = False
    excuse: str = ""
    edition: int = 0


def aligned(segments: Sequence[Segment], kept: Iterable[Kept]) -> tuple[Pair, ...]:
    """Every segment with its translation: kept for the same place and words, else the same words elsewhere, else the
    same place, else words that are nearly the same and whose place is gone (a paragraph pasted anew)."""
    rows = {row.key: row for row in kept}
    same = {one.key for one in segments if one.key in rows and rows[one.key].sha256 == one.sha256}
    free: dict[str, list[Kept]] = {}
    for row in rows.values():
        if row.key not in same and row.target:
            free.setdefault(row.sha256, []).append(row)
    used = set(same)
    found: dict[str, Kept] = {}
    for one in segments:
        if one.key in same:
            found[one.key] = rows[one.key]
        elif free.get(one.sha256):
            found[one.key] = free[one.sha256].pop(0)
            used.add(found[one.key].key)
    for one in segments:
        if one.key not in found and one.key in rows and one.key not in used:
            found[one.key] = rows[one.key]
    _nearly(segments, rows, found)
    return tuple(_pair(one, found.get(one.key), rows.get(one.key)) for one in segments)


def _nearly(segments: Sequence[Segment], rows: dict[str, Kept], found: dict[str, Kept]) -> None:
    """Rows whose place is gone, given to segments that nobody translated, the likest first."""
    places = {one.key for one in segments}
    taken = {row.key for row in found.values()}
    lost = [row for row in rows.values() if row.key not in places and row.key not in taken and row.target]
    scored = sorted(
        (
            (fuzz.ratio(shown(one.text), shown(row.source)), at, row)
            for at, one in enumerate(segments) if one.key not in found
            for row in lost
        ),
        key=lambda three: (-three[0], three[1]),
    )  # fmt: skip
    for score, at, row in scored:
        if score < NEARLY:
            return
        if segments[at].key not in found and row.key not in taken:
            found[segments[at].key] = row
            taken.add(row.key)


def _pair(segment: Segment, row: Kept | None, here: Kept | None) -> Pair:
    edition = here.edition if here else 0
    if row is None or not row.target.strip():
        return Pair(segment, "", EMPTY, excuse=row.excuse if row else "", edition=edition)
    moved = row.sha256 != segment.sha256
    state = CHANGED if moved else MACHINE if row.unread else DONE
    was = row.source if moved else ""
    return Pair(segment, row.target, state, was, row.unread, row.by_machine, row.excuse, edition)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many segments there are, are done, and wait for what."""

    whole: int
    done: int
    empty: int
    machine: int
    changed: int

    @property
    def percent(self) -> int:
        return self.done * 100 // self.whole if self.whole else 0


def progress(pairs: Sequence[Pair]) -> Progress:
    """The count of each state."""
    states = [pair.state for pair in pairs]
    return Progress(len(states), *(states.count(one) for one in (DONE, EMPTY, MACHINE, CHANGED)))


def difference(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """What changed between two texts, word by word: ("same" | "gone" | "new", words) in reading order."""
    before, after = _words(shown(was)), _words(shown(now))
    parts: list[tuple[str, str]] = []
    for what, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", "".join(before[first:last])))
            continue
        if last > first:
            parts.append(("gone", "".join(before[first:last])))
        if end > start:
            parts.append(("new", "".join(after[start:end])))
    return tuple(parts)


def _words(text: str) -> list[str]:
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]", text)
