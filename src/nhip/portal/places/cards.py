"""Entries in lists: a card with what a reader chooses by, and the map on which they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import dist
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from nhip.agencies.places import place_of
from nhip.agencies.queries.units import key_of_row, names
from nhip.places.catalogue import chosen, kinds
from nhip.places.checking import due_on, stars_on
from nhip.places.labels import Label, labels
from nhip.places.points import Drawing, Point, drawing, kilometres
from nhip.places.queries.public import Stated, stated
from nhip.portal.languages import Language
from nhip.portal.pieces import Image, image
from nhip.portal.places.values import number

if TYPE_CHECKING:
    from nhip.places.models.entries import Entry


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry in a list. `number` is its place on the map, 0 without one; `late`: its check no longer counts."""

    entry: Entry
    url: str
    name: str
    lead: str
    sort: str
    place: str
    unit: str
    stars: int
    facts: Sequence[tuple[str, str]]
    image: Image | None
    status: Stated | None
    number: int
    late: bool


def address(kind: str, slug: str, lang: Language) -> str:
    """The path of an entry."""
    return reverse("portal:entry", args=[lang, kinds()[kind], slug])


def entry_cards(rows: Iterable[Entry], lang: Language, *, pictures: bool = True) -> list[EntryCard]:
    """Entries as cards; names of agencies and the states of gates are asked for at once."""
    listed, today = list(rows), timezone.localdate()
    asked = {pk for row in listed for pk in (row.commune_id, row.unit_id) if pk}
    called = names(None, sorted(asked), today) if asked else {}
    states = stated([row.pk for row in listed if row.kind == "gate"], timezone.now())
    numbers = {row.pk: place for place, row in enumerate((one for one in listed if one.latitude is not None), 1)}
    return [_card(row, lang, called, states, numbers, today, pictures) for row in listed]


def _card(
    row: Entry, lang: Language, called: Mapping[int, str], states: Mapping[int, Stated], numbers: Mapping[int, int],
    today: date, pictures: bool,
) -> EntryCard:  # fmt: skip
    content = row.released.content
    shown = _first(row) if pictures else None
    return EntryCard(
        row, address(row.kind, row.slug, lang), row.name, row.lead,
        chosen(kinds()[row.kind].choices, row.sort, lang.locale),
        called.get(row.commune_id, ""), called.get(row.unit_id, ""),
        stars_on(content, today) if row.kind == "product" else 0, tuple(_short(row.kind, content, lang)),
        image(shown, "card", today), states.get(row.pk), numbers.get(row.pk, 0),
        due_on(row.kind, row.checked_on) < today,
    )  # fmt: skip


def _first(row: Entry) -> Any:
    return next((one.picture for one in row.public_pictures.all() if not one.scene), None)


def _short(kind: str, content: Mapping[str, Any], lang: Language) -> Iterable[tuple[str, str]]:
    """The two or three facts by which projects are compared."""
    if kind != "project":
        return
    for key in ("status", "area", "capital_vnd", "capital_usd"):
        text = content["facts"].get(key, "")
        if text:
            field = kinds()[kind].field(key)
            yield field.names[lang.locale], chosen(field.choices, text, lang.locale) if field.choices else number(text)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a map with its card, or the seat of a commune with its name."""

    x: float
    y: float
    name: str
    card: EntryCard | None = None
    label: Label | None = None
    """Where the name stands; None where it has no room."""
    true: tuple[float, float] | None = None
    """Where the point lies when its number had to make room for another's."""


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing of points with what stands on it."""

    drawing: Drawing
    spots: Sequence[Spot]
    seats: Sequence[Spot]


MOVED = 5.0
"""Units of the drawing from which on a line shows where a number belongs."""
FARTHEST = 25.0
"""Kilometres from an entry to the seat of its commune: a point farther off would lead astray."""


def _seats(placed: Sequence[EntryCard]) -> dict[str, Point]:
    """The seats of communes near what lies in them, by name."""
    found: dict[str, Point] = {}
    for one in placed:
        seat = place_of(key_of_row(None, one.entry.commune_id) or "") if one.entry.commune_id else None
        if seat is not None:
            point = Point(seat.latitude, seat.longitude)
            if kilometres(point, Point(one.entry.latitude, one.entry.longitude)) <= FARTHEST:
                found[one.place] = point
    return found


def map_of(cards: Sequence[EntryCard]) -> Map | None:
    """The cards that have a point, on a map with the seats of their communes to find one's way; None without any."""
    placed = [one for one in cards if one.number]
    if not placed:
        return None
    seats = _seats(placed)
    drawn = drawing([Point(one.entry.latitude, one.entry.longitude) for one in placed], list(seats.values()))
    spots = [
        Spot(*number, one.name, one, true=place if dist(number, place) > MOVED else None)
        for number, place, one in zip(drawn.numbers, drawn.places, placed, strict=True)
    ]
    where = labels(drawn, list(seats))
    return Map(
        drawn,
        spots,
        [Spot(x, y, name, label=at) for (x, y), name, at in zip(drawn.background, seats, where, strict=True)],
    )
