"""How far each agency has published what a state portal must: asked for by the desks that answer for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.permits import reach_of
from nhip.agencies.queries.accounts import seats
from nhip.agencies.queries.units import key_of_row, names
from nhip.places.checking import due_on
from nhip.places.content import languages
from nhip.places.models.entries import Entry
from nhip.places.queries.entries import content_of
from nhip.places.required import ABOUT, COMMITTEE, Cell, Item, Published, cell, items, packaged
from nhip.text.sorting import key

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency with its items."""

    unit: int
    name: str
    cells: Sequence[Cell]


def standings(asker: Account, on: date) -> list[Standing]:
    """Every agency that keeps a desk or has an entry, within the asker's reach, by the alphabet."""
    reach = reach_of(asker, "places.read")
    pks = seats("places.write", on) | set(Entry.objects.order_by().values_list("unit", flat=True))
    shown = sorted(pk for pk in pks if reach is None or pk in reach)
    called = names(asker, shown, on) if shown else {}
    abouts: dict[tuple[int, str], list[Published]] = {}
    for row in Entry.objects.filter(kind=ABOUT, unit__in=shown).exclude(public="withdrawn").select_related("released"):
        abouts.setdefault((row.unit_id, _sort(row)), []).append(_published(row, on))
    lying = _lying(on)
    found = [Standing(pk, called.get(pk, ""), _cells(pk, on, abouts, lying)) for pk in shown]
    return sorted(found, key=lambda one: key(one.name))


Lying = Sequence[tuple[str, str, Published]]
"""Public entries with their kind and the key of the commune in which they lie."""


def _lying(on: date) -> Lying:
    asked = {one.kind for one in packaged() if not one.sort}
    rows = Entry.objects.filter(kind__in=asked, public="public", commune__isnull=False)
    return [(row.kind, row.commune.key, _published(row, on)) for row in rows.select_related("released", "commune")]


def _cells(unit: int, on: date, abouts: Mapping[tuple[int, str], Sequence[Published]], lying: Lying) -> list[Cell]:
    name = key_of_row(None, unit) or ""
    place = name.removesuffix(f"/{COMMITTEE}")

    def answers(item: Item) -> Sequence[Published]:
        if item.sort:
            return abouts.get((unit, item.sort), ())
        return [one for kind, at, one in lying if kind == item.kind and (at == place or at.startswith(f"{place}."))]

    return [cell(item, answers(item)) for item in items(on, name)]


def _sort(row: Entry) -> str:
    """What an entry is about: as the public has it, or as its draft says."""
    return row.sort if row.public == "public" else str(content_of(row)["facts"].get("sort", ""))


def _published(row: Entry, on: date) -> Published:
    public = row.public == "public" and row.released is not None
    if not public or row.released is None:
        return Published(row.pk, False, False)
    late = row.checked_on is None or due_on(row.kind, row.checked_on) < on
    changed = row.released.content["facts"].get("changed_on", "")
    lag = None
    if changed and row.public_at is not None:
        lag = max((timezone.localdate(row.public_at) - date.fromisoformat(changed)).days, 0)
    return Published(row.pk, True, late, languages(row.released.content), lag)
