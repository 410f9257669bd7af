"""The page of one agency: its names, what moved it, whom it came from, who stands for it, where sources differ.

A frozen value; a face renders it without asking anything more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nhip.agencies.directory import Directory
from nhip.agencies.tenure import events_from, events_into, name_on, successors
from nhip.agencies.units import CONFIDENCES, Disagreement, Event, Version

_FAR = date.max


@dataclass(frozen=True, slots=True)
class Person:
    """Another unit on the page: its key and its name on the day that matters there."""

    unit: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """One link of an event on the page."""

    old: Person
    new: Person
    basis: str
    share: str
    """"" when unknown; otherwise in per cent, "18,6 %"."""
    functions: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the unit's life. `on` is None where no source gives the day."""

    on: date | None
    exact: bool
    kind: str
    act: str
    url: str
    confidence: str
    came_in: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the unit stands on the day: a hierarchy and the unit above."""

    line: str
    above: Person


@dataclass(frozen=True, slots=True)
class Heir:
    """Who stands for the unit on the day. `automatic` False: a person decides; `why` says why."""

    unit: Person
    automatic: bool
    why: str
    acts: tuple[str, ...]
    functions: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class History:
    """All of it, as of a day."""

    unit: str
    name: str
    as_of: date
    standing: Version | None
    """The version of the day; None when the unit did not exist then."""
    versions: tuple[Version, ...]
    moments: tuple[Moment, ...]
    hierarchies: tuple[Standing, ...]
    heirs: tuple[Heir, ...]
    classes: tuple[str, ...]
    """Codes of the named classes it belongs to on the day."""
    members: tuple[Person, ...]
    """For a unit of territory: the territory directly below on the day."""
    disagreements: tuple[Disagreement, ...]


def history(directory: Directory, unit: str, as_of: date) -> History:
    """The page of a unit as of a day. Raises KeyError for an unknown unit."""
    versions = directory.versions_of(unit)
    if not versions:
        raise KeyError(unit)
    moments = [_moment(directory, event, unit, False) for event in events_from(directory, unit)]
    moments += [
        _moment(directory, event, unit, True)
        for event in events_into(directory, unit)
        if not any(link.old == unit for link in event.links)
    ]
    return History(
        unit=unit,
        name=name_on(directory, unit, as_of),
        as_of=as_of,
        standing=directory.unit_as_of(unit, as_of),
        versions=versions,
        moments=_gathered(moments),
        hierarchies=_hierarchies(directory, unit, as_of),
        heirs=tuple(_heirs(directory, unit, as_of)),
        classes=_classes(directory, unit, as_of),
        members=tuple(
            Person(below, name_on(directory, below, as_of))
            for below in directory.below(unit, as_of)
            if "/" not in below
        ),
        disagreements=_doubts(directory, versions),
    )


def _gathered(moments: list[Moment]) -> tuple[Moment, ...]:
    """In order of day; what one act did to the unit on one day stands as one moment with several parts."""
    found: dict[tuple[date | None, str, str, bool], Moment] = {}
    for moment in sorted(moments, key=lambda one: one.on or _FAR):
        key = (moment.on, moment.kind, moment.act, moment.came_in)
        held = found.get(key)
        if held is None:
            found[key] = moment
        else:
            weaker = max(held.confidence, moment.confidence, key=CONFIDENCES.index)
            found[key] = replace(held, parts=held.parts + moment.parts, confidence=weaker)
    return tuple(found.values())


def _moment(directory: Directory, event: Event, unit: str, came_in: bool) -> Moment:
    side = [link for link in event.links if (link.new if came_in else link.old) == unit]
    parts = tuple(
        Part(
            Person(link.old, _name_before(directory, link.old, event)),
            Person(link.new, _name_after(directory, link.new, event) if link.new else ""),
            link.basis,
            "" if link.share is None else f"{link.share * 100:.1f} %".replace(".", ","),
            link.functions,
            link.confidence,
        )
        for link in side
    )
    return Moment(event.on, event.exact, event.kind, event.act, event.url, event.confidence, came_in, parts)


def _name_before(directory: Directory, unit: str, event: Event) -> str:
    rows = directory.versions_of(unit)
    before = [row for row in rows if event.on is None or row.valid_from is None or row.valid_from < event.on]
    return (before or list(rows))[-1].name if rows else unit


def _name_after(directory: Directory, unit: str, event: Event) -> str:
    return name_on(directory, unit, event.on or _FAR)


def _hierarchies(directory: Directory, unit: str, as_of: date) -> tuple[Standing, ...]:
    standing = [tie for tie in directory.ties_of(unit) if tie.stands(as_of)]
    found = {tie.line: Standing(tie.line, Person(tie.above, name_on(directory, tie.above, as_of))) for tie in standing}
    return tuple(found.values())


def _heirs(directory: Directory, unit: str, as_of: date) -> list[Heir]:
    return [
        Heir(
            Person(item.unit, name_on(directory, item.unit, as_of) if item.unit else ""),
            item.automatic,
            item.why,
            item.acts,
            item.steps[-1].link.functions if item.steps else (),
            item.confidence,
        )
        for item in successors(directory, unit, as_of)
        if item.unit != unit
    ]


def _classes(directory: Directory, unit: str, as_of: date) -> tuple[str, ...]:
    version = directory.unit_as_of(unit, as_of)
    if version is None:
        return ()
    return tuple(
        row.code
        for row in directory.custom.classes
        if row.expands == "yes"
        and version.kind in row.kinds
        and version.line in row.lines
        and (row.level == version.level or row.level in ("issuer", "province-all"))
    )


def _doubts(directory: Directory, versions: tuple[Version, ...]) -> tuple[Disagreement, ...]:
    codes = {(row.code, row.name) for row in versions if row.code}
    return tuple(row for row in directory.disagreements if (row.code, row.unit_name) in codes)
