"""Communes that a matter may be about."""

from __future__ import annotations

from datetime import date

from nhip.agencies.directory import Directory
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.text.sorting import key

_held: dict[tuple[str, date], tuple[Directory, tuple[tuple[str, str], ...]]] = {}
"""By province and day, with the directory they were taken from: the same object until something changes."""


def communes(province: str, on: date) -> tuple[tuple[str, str], ...]:
    """Keys and names of the communes that stand in a province on a day, by the alphabet."""
    book = directory(None)
    known = _held.get((province, on))
    if known is not None and known[0] is book:
        return known[1]
    ties = (one for one in book.ties_below.get(province, ()) if one.line == "territory")
    standing = {
        one.unit for one in ties
        if (one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or on <= one.valid_to)
    }  # fmt: skip
    found = [
        (unit, name_on(book, unit, on)) for unit in standing
        if book.level_of(unit) == "commune" and book.unit_as_of(unit, on) is not None
    ]  # fmt: skip
    if len(_held) >= 8:
        _held.clear()
    _held[province, on] = (book, tuple(sorted(found, key=lambda one: key(one[1]))))
    return _held[province, on][1]
