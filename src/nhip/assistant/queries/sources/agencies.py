"""Communes, wards and agencies of the provinces this house serves, as they stand today, found by earlier names too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.directory import Directory
from nhip.agencies.queries.units import directory
from nhip.agencies.units import Version
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around, names_before

KIND = "agency"
OF_A_COMMUNE = ("uy-ban-nhan-dan", "trung-tam-phuc-vu-hanh-chinh-cong", "cong-an", "tram-y-te")
"""Bodies that every commune has by rule and that people look for by its name."""


def stamp(on: date) -> str:
    return f"{homes.stamp()} {on} {' '.join(homes.homes())}"


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    mark = f"{homes.stamp()[:13]} {' '.join(homes.homes())}"[:50]
    for version in standing_in(directory(None), homes.homes(), on):
        yield (version.unit, "vi"), mark


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    held = directory(None)
    for number, _ in keys:
        version = held.unit_as_of(number, on)
        if version is not None:
            yield item_of(held, version, on)


def still_public(numbers: Collection[str], on: date) -> set[str]:
    held = directory(None)
    return {one for one in numbers if held.unit_as_of(one, on) is not None}


def item_of(held: Directory, version: Version, on: date) -> Item:
    """One unit as the index has it."""
    place = version.territory
    lead = ""
    if version.line == "territory" and version.level == "commune":
        before = names_before(held, version.unit)
        lead = ", ".join(before)
    return Item(
        KIND, version.unit, "vi", version.unit, version.name, lead, "", around(held, (version.unit, place), on),
        "", place, version.unit, None, True,
    )  # fmt: skip


def standing_in(held: Directory, provinces: Iterable[str], on: date) -> Iterator[Version]:
    """The units of provinces on a day: territory, bodies that sources tell of, and what every commune has by rule."""
    for home in provinces:
        for version in held.versions:
            if version.unit.partition("/")[0].partition(".")[0] != home or not version.stands(on):
                continue
            yield version
            if version.line == "territory" and version.level == "commune":
                bodies = (held.unit_as_of(f"{version.unit}/{code}", on) for code in OF_A_COMMUNE)
                yield from (body for body in bodies if body is not None)
