"""Whom a class name stood for on a day; asked when a plan is adopted, never while reading."""

from __future__ import annotations

from datetime import date

from nhip.agencies.rolls import Rolls
from nhip.agencies.units import Version


def members_of_class(directory: Rolls, code: str, as_of: date, within: str | None) -> tuple[Version, ...]:
    """The bodies a class stood for on a day within a territory, by name.

    Empty for a class without a list (an open circle, an unconfirmed list) and for a level that did not exist that day.
    Raises KeyError for an unknown class.
    """
    body, at, levels = code.partition("@")
    if at:
        return _bodies_in(directory, body, tuple(levels.split("|")), as_of, within)
    row = next((row for row in directory.custom.classes if row.code == code), None)
    if row is None:
        raise KeyError(code)
    if row.expands != "yes" or within is None:
        return ()
    if row.level == "below":
        below = _bodies_in(directory, "uy-ban-nhan-dan", ("district",), as_of, within)
        return below or _bodies_in(directory, "uy-ban-nhan-dan", ("commune",), as_of, within)
    if row.level == "province-all":
        return _bodies_in(directory, "uy-ban-nhan-dan", ("province",), as_of, "vn")
    units = {f"{within}/{p.code}" for p in directory.custom.patterns if p.level == directory.level_of(within)}
    units |= {version.unit for version in directory.versions if version.territory == within and "/" in version.unit}
    found = [version for unit in units if (version := directory.unit_as_of(unit, as_of)) is not None]
    kept = [v for v in found if v.kind in row.kinds and v.line in row.lines and v.confidence != "U"]
    return tuple(sorted(kept, key=lambda v: (v.name, v.unit)))


def _bodies_in(
    directory: Rolls, body: str, levels: tuple[str, ...], as_of: date, within: str | None
) -> tuple[Version, ...]:
    found = []
    for territory in _territories(directory, levels, as_of, within):
        version = directory.unit_as_of(f"{territory}/{body}" if body else territory, as_of)
        if version is not None:
            found.append(version)
    return tuple(sorted(found, key=lambda v: (v.name, v.unit)))


def _territories(directory: Rolls, levels: tuple[str, ...], as_of: date, within: str | None) -> list[str]:
    """The territories of some levels that stood inside another on a day."""
    if within is None:
        return []
    found: list[str] = []
    queue = [within]
    while queue:
        for unit in directory.below(queue.pop(), as_of):
            if "/" in unit:
                continue
            if directory.level_of(unit) in levels:
                found.append(unit)
            queue.append(unit)
    return found
