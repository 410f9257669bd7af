"""The values of this room: a unit's version, the events that moved it, and what the sources are worth.

A unit is a key that never changes and means nothing (not a code: codes were handed on to other units in 2025). What
the unit is called, where it stands and which code it bears belong to a version with a first and a last day. An event
joins versions of one or of several units and names its act. Days are inclusive; None means not found in any source,
never "no such day".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

#: What a row is worth: T text of the act or the body's own page, S secondary source, C computed from open data sets,
#: R follows from a national rule without a local source, U unconfirmed.
CONFIDENCES = ("T", "S", "C", "R", "U")
LEVELS = ("central", "province", "district", "commune")
LINES = ("territory", "state", "party", "front", "armed", "sector")
EVENT_KINDS = ("create", "merge", "split", "rename", "abolish", "transfer_function", "boundary", "move", "unknown")
BASES = ("whole", "core", "part", "area", "population", "function", "territory", "unknown")


class Version(NamedTuple):
    """A unit as it was from `valid_from` to `valid_to` (last day). `exact` is False where a day is only a bound."""

    unit: str
    name: str
    kind: str
    level: str
    line: str
    territory: str
    """The unit of territory it belongs to; for a unit of territory, itself."""
    code: str
    """The code in force during this version, "" where there is none. Never a key: see `Directory.with_code`."""
    valid_from: date | None
    valid_to: date | None
    exact: bool
    confidence: str
    source: str
    """What says so: the act or the page."""
    url: str
    note: str

    def stands(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Tie(NamedTuple):
    """`unit` stands under `above` in one hierarchy. A unit may stand in several at once."""

    unit: str
    above: str
    line: str
    valid_from: date | None
    valid_to: date | None

    def stands(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Link:
    """What of `old` went to `new`, None where nobody knows. `share` is a part of one (0 to 1), None unknown."""

    old: str
    new: str | None
    basis: str
    share: Decimal | None = None
    functions: tuple[str, ...] = ()
    confidence: str = "U"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of organisation. `on` is the first day of the new state, None where no source gives it."""

    key: str
    kind: str
    on: date | None
    exact: bool
    act: str
    url: str
    confidence: str
    links: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit, used between two days."""

    unit: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that do not say the same about a unit."""

    unit_name: str
    province: str
    code: str
    about: str
    """code | formation | spelling | share"""
    one: str
    other: str
    source_one: str
    source_other: str
    state: str
    """settled (we know which is right) | unconfirmed"""
    note: str
