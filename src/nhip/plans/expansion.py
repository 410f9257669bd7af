"""Classes of agencies in a plan ("các sở, ban, ngành"): whom they meant on its day, and who stands for each today.

Ruling: the reader never expands; adoption does, as of the plan's day, then follows successors to the day of adoption.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context
from nhip.plans.landing import Landing, follow


@dataclass(frozen=True, slots=True)
class Expansion:
    """A class name and its members of the plan's day, each with where its duty lands."""

    name: str
    members: tuple[Landing, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies of today, each once, in the order of the members."""
        return tuple(dict.fromkeys(member.now for member in self.members if member.now))

    @property
    def open(self) -> tuple[Landing, ...]:
        """The members for which a person must decide."""
        return tuple(member for member in self.members if member.question)


def expand(
    directory: Directory, name: str, *, issued: date, adopted: date, context: Context, function: str | None = None
) -> Expansion | None:
    """The members of a class name; None when it is no class or nobody wrote down who belongs to it."""
    meant = directory.resolve(name, issued, context)
    use = meant.class_use
    if meant.kind != "class" or use is None or use.expands != "yes":
        return None
    members = directory.members_of_class(use.code, issued, use.within)
    if not members:
        return None
    return Expansion(name, tuple(follow(directory, row.name, row.unit, adopted, function) for row in members))
