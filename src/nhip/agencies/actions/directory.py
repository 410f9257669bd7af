"""Loading the packaged directory: add what is missing, correct what nobody changed, leave and list the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TypeVar

from django.db import models, transaction

from nhip.agencies import editions, packaged
from nhip.agencies.directory import Directory
from nhip.agencies.models import rows
from nhip.agencies.models.units import (
    Alias,
    Edition,
    EventLink,
    HierarchyLink,
    PackagedFacts,
    Unit,
    UnitDisagreement,
    UnitEvent,
    UnitVersion,
)
from nhip.agencies.queries import units as queries
from nhip.agencies.units import Event
from nhip.journal.actions import write
from nhip.journal.actors import Actor
from nhip.law.refreshing import due, edition_of

_BATCH = 2000
_Row = TypeVar("_Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: rows added of each kind, facts corrected or withdrawn, and those left although they differ."""

    units: int = 0
    versions: int = 0
    ties: int = 0
    events: int = 0
    aliases: int = 0
    disagreements: int = 0
    updated: int = 0
    withdrawn: int = 0
    differing: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not any(asdict(self).values())


@transaction.atomic
def load_packaged(actor: Actor) -> Loaded:
    """Bring the directory up to the packaged one; an edition already loaded is only compared.

    A fact that a person changed stays and is listed, and so does a unit that the package no longer names, since duties
    may stand at it. See `editions.facts` for what one fact is and `nhip.law.refreshing.due` for how it is weighed.
    """
    held = packaged.directory()
    now, named = editions.facts(held), editions.named(held)
    edition = edition_of([now, named])
    if PackagedFacts.objects.select_for_update().filter(pk=1, edition=edition).only("pk").exists():
        return Loaded()
    before: dict[str, str] = PackagedFacts.objects.filter(pk=1).values_list("sums", flat=True).first() or {}
    mine = editions.facts(queries.stored(actor))
    steps = {fact: due(mine.get(fact), before.get(fact), now.get(fact)) for fact in {**now, **before}}
    loaded = _carry_out(held, named, steps)
    PackagedFacts.objects.update_or_create(pk=1, defaults={"edition": edition, "sums": now})
    if not loaded.nothing:
        Edition.renew()
        write(actor, "agencies.load_packaged", "agencies", "packaged data", asdict(loaded))
    return loaded


def _carry_out(held: Directory, named: Iterable[str], steps: dict[str, str]) -> Loaded:
    added, updated, withdrawn = (
        {fact for fact, said in steps.items() if said == step} for step in ("add", "update", "withdraw")
    )
    ended = {fact for fact in withdrawn if fact.startswith("unit ")}
    units = _add_units(named)
    ids = dict(Unit.objects.values_list("key", "pk"))
    _rewrite_units(ids, held, added, updated)
    _rewrite_events(ids, held, added, updated, withdrawn)
    _rewrite_disagreements(held, added, updated, withdrawn)
    return Loaded(
        units=units,
        versions=sum(f"unit {row.unit}" in added for row in held.versions),
        ties=sum(f"unit {row.unit}" in added for row in held.ties),
        events=sum(f"event {event.key}" in added for event in held.events),
        aliases=sum(f"unit {row.unit}" in added for row in held.aliases),
        disagreements=sum(editions.doubt_key(row) in added for row in held.disagreements),
        updated=len(updated),
        withdrawn=len(withdrawn - ended),
        differing=tuple(sorted({fact for fact, said in steps.items() if said == "differs"} | ended)),
    )


def _add_units(named: Iterable[str]) -> int:
    known = set(Unit.objects.values_list("key", flat=True))
    return len(Unit.objects.bulk_create([Unit(key=key) for key in named if key not in known], batch_size=_BATCH))


def _rewrite_units(ids: rows.Ids, held: Directory, added: set[str], updated: set[str]) -> None:
    due_units = {fact.removeprefix("unit ") for fact in added | updated if fact.startswith("unit ")}
    old = [ids[fact.removeprefix("unit ")] for fact in updated if fact.startswith("unit ")]
    _rewrite(
        UnitVersion, "unit_id", old, [rows.version_row(ids, row) for row in held.versions if row.unit in due_units]
    )
    _rewrite(HierarchyLink, "unit_id", old, [rows.tie_row(ids, row) for row in held.ties if row.unit in due_units])
    _rewrite(Alias, "unit_id", old, [rows.alias_row(ids, row) for row in held.aliases if row.unit in due_units])


def _rewrite_events(ids: rows.Ids, held: Directory, added: set[str], updated: set[str], withdrawn: set[str]) -> None:
    events: dict[str, Event] = {f"event {event.key}": event for event in held.events}
    gone = [fact.removeprefix("event ") for fact in withdrawn if fact.startswith("event ")]
    EventLink.objects.filter(event__key__in=gone).delete()
    UnitEvent.objects.filter(key__in=gone).delete()
    changed = [events[fact] for fact in updated if fact in events]
    for event in changed:
        row = rows.event_row(event)
        row.pk = UnitEvent.objects.values_list("pk", flat=True).get(key=event.key)
        row.save(force_update=True)
    fresh = [event for fact, event in events.items() if fact in added]
    UnitEvent.objects.bulk_create([rows.event_row(event) for event in fresh], batch_size=_BATCH)
    pks = dict(UnitEvent.objects.values_list("key", "pk"))
    links = [rows.link_row(ids, pks[event.key], link) for event in [*changed, *fresh] for link in event.links]
    _rewrite(EventLink, "event_id", [pks[event.key] for event in changed], links)


def _rewrite_disagreements(held: Directory, added: set[str], updated: set[str], withdrawn: set[str]) -> None:
    pks = {editions.doubt_key(row): row.pk for row in UnitDisagreement.objects.all()}
    UnitDisagreement.objects.filter(pk__in=[pks[fact] for fact in withdrawn if fact in pks]).delete()
    for doubt in held.disagreements:
        fact = editions.doubt_key(doubt)
        if fact in updated:
            row = rows.disagreement_row(doubt)
            row.pk = pks[fact]
            row.save(force_update=True)
    fresh = [row for row in held.disagreements if editions.doubt_key(row) in added]
    UnitDisagreement.objects.bulk_create([rows.disagreement_row(row) for row in fresh])


def _rewrite(model: type[_Row], owner: str, old: list[int], fresh: list[_Row]) -> None:
    """Put rows in the place of those of the old owners. They take their numbers, for rows are read in this order."""
    spare: dict[int, list[int]] = {}
    for start in range(0, len(old), _BATCH):
        found = model._default_manager.filter(**{f"{owner}__in": old[start : start + _BATCH]})
        for mine, pk in found.order_by("-pk").values_list(owner, "pk"):
            spare.setdefault(mine, []).append(pk)
        found.delete()
    for row in fresh:
        if spare.get(getattr(row, owner)):
            row.pk = spare[getattr(row, owner)].pop()
    model._default_manager.bulk_create(fresh, batch_size=_BATCH)
