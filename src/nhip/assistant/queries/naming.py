"""Names that belong to a place or an agency and by which people look for it: today's, those of before, other names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nhip.agencies.directory import Directory


def names_before(directory: Directory, unit: str, on: date) -> list[str]:
    """What stood where a unit of territory stands now: communes, and the districts they lay in."""
    found: list[str] = []
    for one in directory.predecessors(unit, date(2025, 6, 30)) if directory.knows(unit) else ():
        if one.unit is None or one.unit == unit:
            continue
        found += [version.name for version in directory.versions_of(one.unit)[-1:]]
        found += [version.name for version in directory.versions_of(district_of(directory, one.unit))[-1:]]
    return list(dict.fromkeys(found))


def district_of(directory: Directory, unit: str) -> str:
    """The district a commune of before 1 July 2025 lay in; empty for one that lay in none."""
    above = directory.above(unit, date(2025, 6, 30)) or ""
    return above if above and directory.level_of(above) == "district" else ""


def around(directory: Directory, units: Iterable[str], on: date) -> str:
    """All names of the units that something is about, one a line."""
    lines: list[str] = []
    for unit in dict.fromkeys(one for one in units if one):
        version = directory.unit_as_of(unit, on)
        if version is None:
            continue
        lines += [version.name, *(one.name for one in directory.aliases if one.unit == unit)]
        if version.line == "territory" and version.level == "commune":
            lines += names_before(directory, unit, on)
    return "\n".join(dict.fromkeys(lines))
