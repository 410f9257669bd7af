"""Whose rows a unit's figure is made of, as the organisation was and as it is.

A unit of territory, or its People's Committee, answers for every body of the territory; any other body for itself. As
it was: a row belongs where its reporter stood at the end of the period. As it is: a reporter that went over whole is
its successor; what was split is never shared out. Prose: docs/rules/indicators.md, docs/rules/tenure.md.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from nhip.agencies.directory import Directory
from nhip.agencies.tenure import predecessors, successors
from nhip.agencies.units import Version

AS_WAS, AS_IS = "as_was", "as_is"
COMMITTEE = "people_committee"


class Scope:
    """One unit's rows on a day: `holds(reporter)` says whether a reporter's rows are among them."""

    def __init__(self, directory: Directory, unit: str, on: date, view: str = AS_WAS, of: date | None = None) -> None:
        """`on` is the last day of the period; as it is, the organisation stands as on the day `of` (default `on`)."""
        self.directory, self.unit, self.on, self.view = directory, unit, on, view
        self.of = of or on
        self._known: dict[str, bool] = {}

    @cached_property
    def territory(self) -> str | None:
        """The territory that the unit answers for; None for a body that answers for itself."""
        version = version_near(self.directory, self.unit, self.of if self.view == AS_IS else self.on)
        if version is None:
            return None
        if version.line == "territory":
            return version.unit
        return version.territory if version.kind == COMMITTEE else None

    def holds(self, reporter: str) -> bool:
        if reporter not in self._known:
            self._known[reporter] = self._holds(reporter)
        return self._known[reporter]

    def _holds(self, reporter: str) -> bool:
        day, heir = self.on, reporter
        if self.view == AS_IS and reporter != self.unit:
            found = heir_of(self.directory, reporter, self.of)
            if found is not None:  # otherwise divided: its rows stay with what stood above it and still stands
                day, heir = self.of, found
        if heir == self.unit:
            return True
        home = home_of(self.directory, heir, day)
        return self.territory is not None and home is not None and self.territory in self.directory.chain(home, day)

    @cached_property
    def broken(self) -> bool:
        """As it is: something that the unit stands for was divided, so earlier values cannot be told for it."""
        if self.view != AS_IS:
            return False
        found = predecessors(self.directory, self.territory or self.unit, self.on)
        return any(not one.automatic for one in found)


def heir_of(directory: Directory, unit: str, on: date) -> str | None:
    """Who stands for a unit on a day, where it went over whole; a body of an ended territory follows its territory."""
    if not directory.knows(unit):
        return None
    if directory.unit_as_of(unit, on) is not None:
        return unit
    found = successors(directory, unit, on)
    if len(found) == 1 and found[0].automatic:
        return found[0].unit
    home = home_of(directory, unit, on)
    if home is None or home == unit:
        return None
    moved = successors(directory, home, on)
    return moved[0].unit if len(moved) == 1 and moved[0].automatic else None


def home_of(directory: Directory, unit: str, on: date) -> str | None:
    """The unit of territory that a unit belongs to."""
    version = version_near(directory, unit, on)
    return version.territory if version is not None else None


def version_near(directory: Directory, unit: str, on: date) -> Version | None:
    """The version that stood on the day, else the nearest before, else the first."""
    standing = directory.unit_as_of(unit, on)
    if standing is not None:
        return standing
    rows = directory.versions_of(unit)
    ended = [row for row in rows if row.valid_to is not None and row.valid_to < on]
    return ended[-1] if ended else rows[0] if rows else None
