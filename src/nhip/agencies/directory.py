"""The directory of agencies: who is who, and as of when.

A frozen value built from packaged files (`packaged.directory()`) or from the database (`queries.units.directory`).
Nothing here asks the clock: every question names its day. The rolls stand in `rolls.py`, the questions are answered in
`tenure.py` (as of, successors), `resolving.py` (what a name means) and `classes.py` (what a class name stands for).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.agencies import classes, resolving, tenure
from nhip.agencies.names import NamedRolls
from nhip.agencies.resolving import Context, Resolution
from nhip.agencies.tenure import Succession
from nhip.agencies.units import Version


@dataclass(frozen=True)
class Directory(NamedRolls):
    """The rolls with every question that is asked of them."""

    def resolve(self, name: str, as_of: date, context: Context | None = None) -> Resolution:
        """What a name in a document means on a day (`resolving.py`)."""
        return resolving.resolve(self, name, as_of, context)

    def context_of(self, as_of: date, *names: str | None) -> Context:
        """The context of a document from its header: issuing body, parent body, place (`resolving.py`)."""
        return resolving.context_of(self, as_of, *names)

    def successors(self, unit: str, on: date, function: str | None = None) -> tuple[Succession, ...]:
        """Who stands for a unit on a day (`tenure.py`)."""
        return tenure.successors(self, unit, on, function)

    def predecessors(self, unit: str, on: date) -> tuple[Succession, ...]:
        """Whom a unit stands for on an earlier day (`tenure.py`)."""
        return tenure.predecessors(self, unit, on)

    def members_of_class(self, code: str, as_of: date, within: str | None) -> tuple[Version, ...]:
        """The bodies a class name stood for on a day (`classes.py`)."""
        return classes.members_of_class(self, code, as_of, within)
