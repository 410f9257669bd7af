"""Names that belong to a place or an agency and by which people look for it: today's, those of before, other names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nhip.agencies.directory import Directory


def names_before(directory: Directory, unit: str) -> list[str]:
    """The communes that stood where a unit of territory stands now."""
    return _names(directory, communes_before(directory, unit))


def communes_before(directory: Directory, unit: str) -> list[str]:
    """Keys of the communes from which something of a commune of today came."""
    found = directory.predecessors(unit, date(2025, 6, 30)) if directory.knows(unit) else ()
    return list(dict.fromkeys(one.unit for one in found if one.unit and one.unit != unit))


def _names(directory: Directory, units: Iterable[str]) -> list[str]:
    named = (version.name for unit in units for version in directory.versions_of(unit)[-1:])
    return list(dict.fromkeys(named))


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
            before = communes_before(directory, unit)
            lines += _names(directory, [*before, *(district_of(directory, one) for one in before)])
    return "\n".join(dict.fromkeys(lines))
