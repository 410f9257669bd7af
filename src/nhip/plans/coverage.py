"""Coverage: how often each topic was spoken about, by audience, language or channel. A gap is a zero that shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhip.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Told:
    """One activity as coverage counts it: the topics it has, whom it spoke to, in which language, by which channel."""

    topics: frozenset[int]
    audience: str
    language: str
    channel: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic of the tree with its depth; `under` are the ids of all topics below it, itself included."""

    topic: int
    name: str
    kind: str
    depth: int
    under: frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """One topic's line of the matrix: a count for each column, and how many activities had the topic at all."""

    branch: Branch
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns` are the audiences, languages or channels as first written; the last, "", counts what names none."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    without_topic: int


def branches(topics: Sequence[tuple[int, int | None, str, str]]) -> tuple[Branch, ...]:
    """The tree of (id, parent, name, kind) rows, each under its parent, in their order. A circle is cut."""
    below: dict[int | None, list[tuple[int, str, str]]] = {}
    known = {row[0] for row in topics}
    for topic, parent, name, kind in topics:
        below.setdefault(parent if parent in known else None, []).append((topic, name, kind))
    found: list[Branch] = []

    def walk(parent: int | None, depth: int, seen: frozenset[int]) -> frozenset[int]:
        here: frozenset[int] = frozenset()
        for topic, name, kind in below.get(parent, ()):
            if topic in seen:
                continue
            place = len(found)
            found.append(Branch(topic, name, kind, depth, frozenset({topic})))
            under = walk(topic, depth + 1, seen | {topic}) | {topic}
            found[place] = Branch(topic, name, kind, depth, under)
            here |= under
        return here

    walk(None, 0, frozenset())
    return tuple(found)


def matrix(tree: Sequence[Branch], told: Iterable[Told], by: str) -> Matrix:
    """Count activities by topic and by one of audience | language | channel.

    An activity under two topics counts in both rows, in a row above them once. Several audiences of one activity
    ("cán bộ; người dân") count one each.
    """
    rows = list(told)
    columns: dict[str, str] = {}
    for one in rows:
        for name in _names(one, by):
            columns.setdefault(fold(name), name)
    order = sorted((key for key in columns if key), key=str)
    order += [""] if any("" in {fold(name) for name in _names(one, by)} for one in rows) else []
    lines = []
    for branch in tree:
        mine = [one for one in rows if one.topics & branch.under]
        counts = tuple(sum(key in {fold(name) for name in _names(one, by)} for one in mine) for key in order)
        lines.append(Row(branch, counts, len(mine)))
    every = frozenset(topic for branch in tree for topic in branch.under)
    return Matrix(
        tuple(columns.get(key, "") for key in order), tuple(lines), sum(not one.topics & every for one in rows)
    )


def _names(one: Told, by: str) -> tuple[str, ...]:
    said = str(getattr(one, by))
    parts = [part.strip() for part in said.split(";")] if by == "audience" else [said.strip()]
    return tuple(part for part in parts if part) or ("",)
