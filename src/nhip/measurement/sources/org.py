"""Reads the agencies that a share is taken of ("100 % of agencies"): communes and departments that stand on the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from nhip.agencies.classes import members_of_class
from nhip.agencies.directory import Directory
from nhip.measurement.rows import PROVEN, Row, Value

DEPARTMENTS = "so-ban-nganh"


def org(directory: Directory, territory: str, on: date, known: Mapping[str, Mapping[str, Value]]) -> Iterator[Row]:
    """The bodies of a territory that are expected to report: its communes, and a province's departments.

    `known` holds what was entered about them (brand_ready, population), by unit.
    """
    below = directory.below(territory, on)
    if not below:
        yield _row(directory, territory, on, known)
        return
    for unit in below:
        if directory.below(unit, on):
            yield from org(directory, unit, on, known)
        else:
            yield _row(directory, unit, on, known)
    if directory.level_of(territory) == "province":
        for version in members_of_class(directory, DEPARTMENTS, on, territory):
            if version.confidence != "U":
                yield _row(directory, version.unit, on, known)


def _row(directory: Directory, unit: str, on: date, known: Mapping[str, Mapping[str, Value]]) -> Row:
    version = directory.unit_as_of(unit, on)
    level = version.level if version is not None and version.line == "territory" else "department"
    fields: dict[str, Value] = {"id": unit, "level": level, "active": True, "valid_from": None}
    fields |= {name: value for name, value in known.get(unit, {}).items() if name in ("brand_ready", "population")}
    return Row(f"unit:{unit}", unit, fields, PROVEN)
