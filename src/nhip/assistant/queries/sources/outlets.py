"""Official channels that an agency confirmed as its own."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.outlets import public_list
from nhip.channels.register import platforms

KIND = "channel"


def stamp(on: date) -> str:
    """Never the same: the register is short enough to be looked through each time."""
    return ""


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    for row in public_list(on).prefetch_related(None):
        told = (row.name, row.platform, row.address, row.unit.key, homes.stamp())
        yield (str(row.pk), "vi"), hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:40]


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    held = directory(None)
    for row in public_list(on).filter(pk__in=[int(number) for number, _ in keys]):
        yield _item(row, held.unit_as_of(row.unit.key, on), around(held, (row.unit.key,), on))


def _item(row: Outlet, owner: object, names: str) -> Item:
    platform = getattr(platforms().get(row.platform), "name", row.platform)
    place = getattr(owner, "territory", "")
    name = getattr(owner, "name", "")
    return Item(
        KIND, str(row.pk), "vi", row.address, row.name, f"{platform}. {name}", "", names, "", place, row.unit.key,
        row.opened_on, True,
    )  # fmt: skip


def still_public(numbers: Collection[str], on: date) -> set[str]:
    rows = public_list(on).prefetch_related(None).filter(pk__in=[int(number) for number in numbers])
    return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}
