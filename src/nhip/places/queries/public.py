"""What the public has of places, products, projects and gates. Nothing else is ever asked for a page of everybody's.

`language` is Wagtail's code of a locale (vi, en, zh-hans). Nothing here sees a draft.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from nhip.media.models.originals import Original
from nhip.media.models.pictures import Rendition
from nhip.places.content import plain_text
from nhip.places.models.entries import Entry
from nhip.places.models.gates import GateStatus
from nhip.places.models.makers import Maker
from nhip.places.models.public import EntryFile, EntryPicture, PlacesEdition, PublicText
from nhip.places.points import Point, kilometres
from nhip.places.queries.entries import is_named


def edition() -> tuple[int, int]:
    """Another value whenever anything public changed, and when the state of a gate stopped being current."""
    # asked before every public page, kept ones too: plain SQL takes a fraction of the time
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, ends FROM {PlacesEdition._meta.db_table} WHERE id = 1")  # noqa: S608
        row = cursor.fetchone()
    if row is None:
        return 0, 0
    now = timezone.now().timestamp()
    return row[0], sum(end <= now for end in json.loads(row[1]))


def public_entries(kind: str, language: str) -> QuerySet[Entry]:
    """Entries of a kind that can be read in a language, by name; each row has `name`, `lead` of that language."""
    rows = Entry.objects.filter(kind=kind, public="public", texts__language=language)
    rows = rows.annotate(name=F("texts__name"), lead=F("texts__lead"), folded=F("texts__folded"))
    return rows.select_related("released").order_by("folded", "pk")


_announced: dict[str, tuple[object, list[tuple[Entry, str]]]] = {}
"""By language, with the edition and day for which it was asked: every page shows it, and it seldom changes."""


def forget_announced() -> None:
    """Asked anew at the next page: for tests."""
    _announced.clear()


def announced(language: str, on: date) -> list[tuple[Entry, str]]:
    """Interruptions of services that were announced and are not over, the next first, each with the language in which
    it is told: the one asked for, Vietnamese where it has no other."""
    asked = (edition(), on)
    held = _announced.get(language)
    if held is None or held[0] != asked:
        told = {}
        for one in dict.fromkeys((language, "vi")):
            for row in public_entries("outage", one).filter(until__gte=on):
                told.setdefault(row.pk, (row, one))
        held = asked, sorted(told.values(), key=lambda pair: (pair[0].released.content["facts"]["begins"], pair[0].pk))
        _announced[language] = held
    return held[1]


def with_pictures(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """The same, each with its pictures in their order and the sizes that were made of them."""
    sizes = Prefetch("picture__renditions", Rendition.objects.all())
    shown = EntryPicture.objects.select_related("picture").prefetch_related(sizes)
    return rows.prefetch_related(Prefetch("public_pictures", shown))


def known_entry(kind: str, slug: str) -> Entry | None:
    """The entry at an address: public now or withdrawn since; None for everything else."""
    rows = (
        Entry.objects.filter(kind=kind, slug=slug).exclude(public="none").select_related("released", "commune", "unit")
    )
    return with_pictures(rows).first()


def texts_of(entry: Entry) -> dict[str, PublicText]:
    """Name and short text in each language in which the entry can be read."""
    return {one.language: one for one in entry.texts.all()}


def files_of(entry: Entry) -> list[EntryFile]:
    return list(entry.public_files.select_related("original"))


def public_file(number: int) -> Original | None:
    """A file that anybody may have now."""
    rows = EntryFile.objects.filter(original=number, entry__public="public", original__erased_at=None)
    found = rows.select_related("original").first()
    return found.original if found else None


def is_public_picture(picture_id: int, on: date) -> bool:
    """Whether a picture stands in a public entry and nothing stops it."""
    rows = EntryPicture.objects.filter(picture_id=picture_id, entry__public="public", picture__stopped="")
    return rows.filter(Q(picture__rights_until__isnull=True) | Q(picture__rights_until__gte=on)).exists()


def named_maker(content: Mapping[str, Any], on: date) -> Maker | None:
    """Who makes a product. A household without a running consent comes without its name."""
    told = content["facts"].get("maker", "")
    maker = Maker.objects.select_related("commune").filter(pk=int(told) if told.isdigit() else 0).first()
    if maker is not None and not is_named(maker, on):
        maker.name, maker.contact = "", ""
    return maker


@dataclass(frozen=True, slots=True)
class Stated:
    """The newest word of a gate's board. `current`: it still holds; otherwise only `said_at` may be shown."""

    state: str
    notes: Mapping[str, str]
    post: str
    unit_id: int
    said_at: datetime
    ends_at: datetime
    current: bool


def stated(entries: Sequence[int], at: datetime) -> dict[int, Stated]:
    """The newest word on each gate, by the entry's id."""
    found: dict[int, Stated] = {}
    for row in GateStatus.objects.filter(entry__in=entries, withdrawn_at=None).order_by("said_at", "pk"):
        found[row.entry_id] = _stated(row, at)
    return found


def _stated(row: GateStatus, at: datetime) -> Stated:
    return Stated(row.state, row.notes, row.post, row.unit_id, row.said_at, row.ends_at, row.ends_at > at)


def history(entry: Entry, at: datetime, limit: int = 50) -> list[Stated]:
    """What was said of a gate, the newest first; what was taken back is left out."""
    rows = GateStatus.objects.filter(entry=entry, withdrawn_at=None).order_by("-said_at", "-pk")
    return [_stated(row, at) for row in rows[:limit]]


def counts(language: str) -> dict[str, tuple[int, int]]:
    """How many entries of each kind can be read in a language, and how many of them have a scene all around."""
    rows = Entry.objects.filter(public="public", texts__language=language).values("kind").order_by("kind")
    scenes = Count("pk", filter=Q(public_pictures__scene=True), distinct=True)
    rows = rows.annotate(total=Count("pk", distinct=True), scenes=scenes)
    return {row["kind"]: (row["total"], row["scenes"]) for row in rows}


def contacts(language: str) -> list[tuple[int, str, datetime]]:
    """The owner of each public entry, the contact given with it and since when it is public."""
    rows = Entry.objects.filter(public="public", texts__language=language)
    return list(rows.values_list("unit_id", "released__content__facts__contact", "first_public_at"))


def reports(language: str, at: datetime, limit: int) -> list[tuple[Entry, Stated]]:
    """What was said of every public gate that can be read in a language, the newest first."""
    gates = {one.pk: one for one in public_entries("gate", language)}
    rows = GateStatus.objects.filter(entry__in=gates, withdrawn_at=None).order_by("-said_at", "-pk")[:limit]
    return [(gates[row.entry_id], _stated(row, at)) for row in rows]


def near(entry: Entry, language: str, limit: int = 4, within: float = 40.0) -> list[tuple[Entry, float]]:
    """Places around an entry with the kilometres to each, the nearest first."""
    if entry.latitude is None:
        return []
    here = Point(entry.latitude, entry.longitude)
    rows = public_entries("place", language).filter(latitude__isnull=False).exclude(pk=entry.pk)
    spots = [
        (pk, kilometres(here, Point(north, east)))
        for pk, north, east in rows.values_list("pk", "latitude", "longitude")
    ]
    chosen = sorted((one for one in spots if one[1] <= within), key=lambda one: (one[1], one[0]))[:limit]
    held = {one.pk: one for one in with_pictures(rows.filter(pk__in=[pk for pk, _ in chosen]))}
    return [(held[pk], far) for pk, far in chosen if pk in held]


def made_by(maker: Maker, language: str) -> QuerySet[Entry]:
    """The products of a maker."""
    return public_entries("product", language).filter(released__content__facts__maker=str(maker.pk))


def in_commune(unit: int, language: str) -> dict[str, QuerySet[Entry]]:
    """What lies in a commune, by kind."""
    return {
        kind: public_entries(kind, language).filter(commune=unit) for kind in ("place", "product", "project", "gate")
    }


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a language for a room that indexes: `public` False says that it must go from the index."""

    entry: int
    kind: str
    slug: str
    language: str
    public: bool
    name: str
    lead: str
    text: str
    unit: int
    commune: int | None
    at: datetime


def changed_since(at: datetime | None = None) -> Iterator[Item]:
    """Every entry that became public or was withdrawn at a moment or later, in each of its languages, oldest first.

    A withdrawn one comes once with an empty language. Without a moment: all.
    """
    rows = Entry.objects.exclude(public="none").select_related("released").prefetch_related("texts")
    rows = rows if at is None else rows.filter(public_at__gte=at)
    for entry in rows.order_by("public_at", "pk").iterator(500):
        place = (entry.unit_id, entry.commune_id, entry.public_at)
        if entry.public == "withdrawn":
            yield Item(entry.pk, entry.kind, entry.slug, "", False, "", "", "", *place)
            continue
        for one in entry.texts.all():
            text = plain_text(entry.released.content, one.language)
            yield Item(entry.pk, entry.kind, entry.slug, one.language, True, one.name, one.lead, text, *place)
