"""Signed plans and issued reports that anybody may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.channels.queries.showings import public_papers

KIND = "plan"


def stamp(on: date) -> str:
    """Never the same: the list is short enough to be looked through each time."""
    return ""


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    for row in public_papers():
        yield (str(row.pk), "vi"), homes.stamp()[:8]


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    held = directory(None)
    for row in public_papers().filter(pk__in=[int(number) for number, _ in keys]).select_related("unit"):
        owner = held.unit_as_of(row.unit.key, on)
        lead = ", ".join(part for part in (row.number, getattr(owner, "name", "")) if part)
        yield Item(
            KIND, str(row.pk), "vi", f"{row.kind}/{row.pk}", row.title, lead, "", around(held, (row.unit.key,), on),
            "", getattr(owner, "territory", ""), row.unit.key, row.issued_on, True,
        )  # fmt: skip


def still_public(numbers: Collection[str], on: date) -> set[str]:
    rows = public_papers().filter(pk__in=[int(number) for number in numbers])
    return {str(pk) for pk in rows.order_by().values_list("pk", flat=True)}
