"""Many reports side by side: a column for each unit and its window, a row for each thing counted.

Nothing is summed: the columns speak of different bodies and different days. Who could have reported and did not is
named beside them. Every figure keeps the sentence it was read from. Prose: docs/rules/consolidation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from nhip.plans.past import Window
from nhip.reporting.headings import heading_of, headings
from nhip.text.normalise import fold
from nhip.text.sorting import key as alphabet

PROFILE = "Đặc điểm tình hình"
KINDS = ("strength", "limitation", "cause", "direction", "proposal", "reward")


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a text as read: `raw` is `text[start:end]`, code points; `text` the same words as people read them."""

    source_file: str
    start: int
    end: int
    raw: str
    text: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as a report tells it. `number` counts the figures of the whole from 1; `row` is where it is kept."""

    indicator: str
    value: Decimal
    unit: str
    qualifier: str
    kind: str
    window: Window
    agency: str
    source: Source
    per: str = ""
    by: str = ""
    estimate: bool = False
    cumulative: bool = False
    number: int = 0
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a report gathered under their heading: `kind` is one of KINDS."""

    kind: str
    title: str
    text: str
    addressee: str
    agency: str
    source: Source


@dataclass(frozen=True, slots=True)
class Now:
    """A body that answers today for the one that reported, and the acts that made it so."""

    name: str
    acts: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it enters: whose, of which days, what it tells. `peers`: who could have reported as well."""

    agency: str
    unit: str | None
    window: Window
    source_file: str
    title: str
    number: str
    about: str
    told_on: date | None
    now: tuple[Now, ...] = ()
    peers: tuple[str, ...] = ()
    peer_level: str = ""
    figures: tuple[Told, ...] = ()
    words: tuple[Said, ...] = ()
    document: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing counted: `cells[i]` are the figures of column i, empty where that report says nothing of it."""

    indicator: str
    unit: str
    cells: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """Bodies that could have reported for a window and did not."""

    window: Window
    level: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """`place` is the province as it is called today, `as_of` the day of composing."""

    place: str
    as_of: date
    columns: tuple[Report, ...]
    groups: tuple[Group, ...]
    silent: tuple[Silent, ...]
    words: dict[str, tuple[Said, ...]] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Told, ...]:
        """Every figure once, in the order of its number."""
        found = [told for group in self.groups for row in group.rows for cell in row.cells for told in cell]
        return tuple(sorted(found, key=lambda told: told.number))

    @property
    def about(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.about for column in self.columns if column.about))


def consolidate(place: str, as_of: date, reports: Iterable[Report]) -> Consolidated:
    """Put reports side by side, the earliest window first, bodies in the order of the alphabet."""
    columns = tuple(sorted(reports, key=lambda one: (one.window.begin or date.min, alphabet(one.agency))))
    groups = _groups(columns)
    words = {kind: tuple(said for column in columns for said in column.words if said.kind == kind) for kind in KINDS}
    return Consolidated(place, as_of, columns, _numbered(groups), silent_of(columns), words)


def silent_of(columns: Sequence[Report]) -> tuple[Silent, ...]:
    """For each window and level of bodies: who could have reported, less who did."""
    found: dict[tuple[date | None, date | None, str], list[Report]] = {}
    for column in columns:
        if column.peers:
            found.setdefault((column.window.begin, column.window.end, column.peer_level), []).append(column)
    made = []
    for (_, _, level), told in found.items():
        spoke = {column.agency for column in told}
        peers = dict.fromkeys(name for column in told for name in column.peers)
        missing = tuple(sorted((name for name in peers if name not in spoke), key=alphabet))
        if missing:
            made.append(Silent(told[0].window, level, missing))
    return tuple(made)


def _groups(columns: Sequence[Report]) -> list[Group]:
    rows: dict[str, dict[tuple[str, str], list[list[Told]]]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for place, column in enumerate(columns):
        for told in column.figures:
            title = PROFILE if told.kind == "profile" else heading_of(told.indicator, told.unit).title
            same = (fold(told.indicator), fold(told.unit))
            names.setdefault(same, (told.indicator, told.unit))
            cells = rows.setdefault(title, {}).setdefault(same, [[] for _ in columns])
            cells[place].append(told)
    order = [PROFILE, *(one.title for one in headings())]
    return [
        Group(
            title, tuple(Row(*names[same], tuple(tuple(cell) for cell in cells)) for same, cells in rows[title].items())
        )
        for title in order
        if title in rows
    ]


def _numbered(groups: Sequence[Group]) -> tuple[Group, ...]:
    count, made = 0, []
    for group in groups:
        lines = []
        for row in group.rows:
            cells = []
            for cell in row.cells:
                told = []
                for one in cell:
                    count += 1
                    told.append(replace(one, number=count))
                cells.append(tuple(told))
            lines.append(Row(row.indicator, row.unit, tuple(cells)))
        made.append(Group(group.title, tuple(lines)))
    return tuple(made)
