"""Changing the directory: load what is packaged, take up a body that exists by rule, record a change, settle a doubt.

Each deed is one transaction and one line of the journal, and gives the directory a new stamp.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies import packaged, units
from nhip.agencies.changes import check
from nhip.agencies.directory import Directory
from nhip.agencies.models.units import (
    Alias,
    Edition,
    EventLink,
    HierarchyLink,
    Unit,
    UnitDisagreement,
    UnitEvent,
    UnitVersion,
)
from nhip.agencies.names import key_of, words_of
from nhip.agencies.permits import may
from nhip.agencies.queries import units as queries
from nhip.agencies.refusals import Refused
from nhip.agencies.rosters import bodies_of
from nhip.agencies.units import Event, Link, Tie, Version
from nhip.journal.actions import write
from nhip.journal.actors import Actor, Machine
from nhip.text.issues import Issue

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of each kind a load added; all zero when everything was there."""

    units: int = 0
    versions: int = 0
    ties: int = 0
    events: int = 0
    aliases: int = 0
    disagreements: int = 0

    @property
    def nothing(self) -> bool:
        return not any((self.units, self.versions, self.ties, self.events, self.aliases, self.disagreements))


@transaction.atomic
def load_packaged(actor: Actor) -> Loaded:
    """Bring the directory up to the packaged one. Loading twice adds nothing; what a person recorded stays."""
    held = packaged.directory()
    ids = dict(Unit.objects.values_list("key", "pk"))
    complete = sorted({row.territory for row in held.versions if row.level == "province" and "/" in row.unit})
    units = _add_units(ids, [*_named(held), *(unit for home in complete for unit in bodies_of(held, home))])
    loaded = Loaded(
        units=units,
        versions=_add_versions(ids, held.versions),
        ties=_add_ties(ids, held.ties),
        events=_add_events(ids, held.events),
        aliases=_add_aliases(ids, held.aliases),
        disagreements=_add_disagreements(held),
    )
    if not loaded.nothing:
        _new_stamp()
        facts = {name: getattr(loaded, name) for name in Loaded.__slots__}
        write(actor, "agencies.load_packaged", "agencies", "packaged data", facts)
    return loaded


@transaction.atomic
def take_up(actor: Actor, keys: Iterable[str], *, ground: str) -> list[Unit]:
    """Give rows to bodies that exist by national rule, so that duties and accounts can point at them.

    Raises Refused for a key that the directory does not know.
    """
    wanted = list(dict.fromkeys(keys))
    held = queries.directory(actor)
    unknown = [key for key in wanted if not held.knows(key)]
    if unknown:
        raise Refused([Issue("unit", "agencies.unit_unknown", {"unit": key}) for key in unknown])
    ids = dict(Unit.objects.filter(key__in=wanted).values_list("key", "pk"))
    fresh = [key for key in wanted if key not in ids]
    _add_units(ids, fresh)
    if fresh:
        write(actor, "agencies.take_up", "agencies", ground, {"units": fresh})
    rows = {unit.key: unit for unit in Unit.objects.filter(key__in=wanted)}
    return [rows[key] for key in wanted]


@transaction.atomic
def record_event(
    actor: Actor,
    event: Event,
    *,
    starts: Sequence[Version] = (),
    ends: Sequence[str] = (),
    ties: Sequence[Tie] = (),
    ground: str,
) -> UnitEvent:
    """Record a change: the event with its links, the versions that start and the units that end with it.

    A unit named in `ends`, or one that gets a new version, has its standing version closed on the eve of the event.
    Raises PermissionDenied without the permit, Refused with every finding when the change does not hold together.
    """
    _must(actor, "agencies.edit")
    held = queries.directory(actor)
    if issues := check(held, event, starts, ends):
        raise Refused(issues)
    ids = dict(Unit.objects.values_list("key", "pk"))
    touched = {link.old for link in event.links} | {link.new for link in event.links if link.new} | set(ends)
    _add_units(ids, [*touched, *(row.unit for row in starts), *(u for tie in ties for u in (tie.unit, tie.above))])
    if event.on is not None:
        for unit in dict.fromkeys([*ends, *(row.unit for row in starts)]):
            _close(held, ids, unit, event.on)
    _add_versions(ids, starts)
    _add_ties(ids, ties)
    _add_events(ids, [event])
    _new_stamp()
    row = UnitEvent.objects.get(key=event.key)
    facts = {"kind": event.kind, "on": event.on, "act": event.act, "links": [[x.old, x.new] for x in event.links]}
    write(actor, "agencies.record_event", row, ground, facts)
    return row


@transaction.atomic
def settle_disagreement(actor: Actor, disagreement: UnitDisagreement, *, value: str, decision: str) -> None:
    """Settle what sources differ on, by a decision. For a code: `value` becomes the code of the new unit.

    Raises PermissionDenied without the permit, Refused without a decision or when it was settled before.
    """
    _must(actor, "agencies.decide")
    row = UnitDisagreement.objects.select_for_update().get(pk=disagreement.pk)
    if row.state == "settled":
        raise Refused([Issue("state", "agencies.disagreement_settled", {})])
    if not decision.strip():
        raise Refused([Issue("decision", "agencies.decision_missing", {})])
    if row.about == "code":
        UnitVersion.objects.filter(code=row.code, name=row.unit_name, level="commune", valid_to__isnull=True).update(
            code=value, confidence="S", source=decision
        )
    was, row.other, row.state, row.note = row.other, value, "settled", decision
    row.save(update_fields=["other", "state", "note"])
    _new_stamp()
    write(actor, "agencies.settle_disagreement", row, decision, {"about": row.about, "was": was, "is": value})


def _must(actor: Actor, verb: str) -> None:
    """A person needs the permit; the machine acts on packaged data and on command only."""
    if not isinstance(actor, Machine) and not may(actor, verb):
        raise PermissionDenied(verb)


# -- rows --------------------------------------------------------------------------------------------------------


def _named(held: Directory) -> list[str]:
    """Every unit that any packaged row names, in a steady order."""
    found = [row.unit for row in held.versions]
    found += [unit for tie in held.ties for unit in (tie.unit, tie.above)]
    found += [u for event in held.events for link in event.links for u in (link.old, link.new) if u is not None]
    return list(dict.fromkeys(found))


def _add_units(ids: dict[str, int], keys: Iterable[str]) -> int:
    fresh = [key for key in dict.fromkeys(keys) if key not in ids]
    Unit.objects.bulk_create([Unit(key=key) for key in fresh], batch_size=_BATCH)
    if fresh:
        ids.update(Unit.objects.values_list("key", "pk"))
    return len(fresh)


def _add_versions(ids: dict[str, int], versions: Iterable[Version]) -> int:
    known = set(UnitVersion.objects.values_list("unit_id", "valid_from"))
    rows = []
    for version in versions:
        if (ids[version.unit], version.valid_from) not in known:
            columns = version._asdict() | {"unit_id": ids[version.unit], "territory_id": ids[version.territory]}
            del columns["unit"], columns["territory"]
            rows.append(UnitVersion(name_key=key_of(words_of(version.name)), **columns))
    UnitVersion.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def _add_ties(ids: dict[str, int], ties: Iterable[Tie]) -> int:
    known = set(HierarchyLink.objects.values_list("unit_id", "above_id", "line", "valid_from"))
    rows = [
        HierarchyLink(
            unit_id=ids[tie.unit],
            above_id=ids[tie.above],
            line=tie.line,
            valid_from=tie.valid_from,
            valid_to=tie.valid_to,
        )
        for tie in ties
        if (ids[tie.unit], ids[tie.above], tie.line, tie.valid_from) not in known
    ]
    HierarchyLink.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def _add_events(ids: dict[str, int], events: Iterable[Event]) -> int:
    known = set(UnitEvent.objects.values_list("key", flat=True))
    fresh = [event for event in events if event.key not in known]
    UnitEvent.objects.bulk_create(
        [
            UnitEvent(
                key=event.key,
                kind=event.kind,
                on=event.on,
                exact=event.exact,
                act=event.act,
                url=event.url,
                confidence=event.confidence,
                note=event.note,
            )
            for event in fresh
        ],
        batch_size=_BATCH,
    )
    rows = dict(UnitEvent.objects.values_list("key", "pk"))
    links = [_link_row(rows[event.key], link, ids) for event in fresh for link in event.links]
    EventLink.objects.bulk_create(links, batch_size=_BATCH)
    return len(fresh)


def _link_row(event: int, link: Link, ids: dict[str, int]) -> EventLink:
    return EventLink(
        event_id=event,
        old_id=ids[link.old],
        new_id=None if link.new is None else ids[link.new],
        basis=link.basis,
        share=link.share,
        functions=list(link.functions),
        confidence=link.confidence,
        note=link.note,
    )


def _add_aliases(ids: dict[str, int], aliases: Iterable[units.Alias]) -> int:
    known = set(Alias.objects.values_list("unit_id", "name"))
    rows = [
        Alias(
            unit_id=ids[alias.unit],
            name=alias.name,
            name_key=key_of(words_of(alias.name)),
            valid_from=alias.valid_from,
            valid_to=alias.valid_to,
        )
        for alias in aliases
        if (ids[alias.unit], alias.name) not in known
    ]
    Alias.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def _add_disagreements(held: Directory) -> int:
    known = set(UnitDisagreement.objects.values_list("province", "code", "about"))
    rows = [
        UnitDisagreement(**{name: getattr(row, name) for name in row.__slots__})
        for row in held.disagreements
        if (row.province, row.code, row.about) not in known
    ]
    UnitDisagreement.objects.bulk_create(rows)
    return len(rows)


def _close(held: Directory, ids: dict[str, int], unit: str, day: date) -> None:
    """Close the version that stands on the eve of a day. A body by rule first gets its row: it has a source now."""
    eve = day - timedelta(days=1)
    standing = held.unit_as_of(unit, eve)
    if standing is None:
        return
    _add_versions(ids, held.versions_of(unit))
    UnitVersion.objects.filter(unit_id=ids[unit], valid_from=standing.valid_from).update(valid_to=eve)
    HierarchyLink.objects.filter(unit_id=ids[unit], valid_to__isnull=True).exclude(valid_from__gt=eve).update(
        valid_to=eve
    )


def _new_stamp() -> None:
    Edition.objects.update_or_create(pk=1, defaults={"stamp": uuid.uuid4()})
