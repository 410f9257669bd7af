"""Changing the directory: take up a body that exists by rule, record a change, settle a doubt.

Each deed is one transaction and one line of the journal, and gives the directory a new stamp.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.changes import check
from nhip.agencies.directory import Directory
from nhip.agencies.models import rows
from nhip.agencies.models.units import (
    Edition,
    EventLink,
    HierarchyLink,
    Unit,
    UnitDisagreement,
    UnitEvent,
    UnitVersion,
)
from nhip.agencies.permits import may
from nhip.agencies.queries import units as queries
from nhip.agencies.refusals import Refused
from nhip.agencies.units import Event, Tie, Version
from nhip.journal.actions import write
from nhip.journal.actors import Actor, Machine
from nhip.text.issues import Issue

_BATCH = 2000


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
    row = _add_event(ids, event)
    Edition.renew()
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
    Edition.renew()
    write(actor, "agencies.settle_disagreement", row, decision, {"about": row.about, "was": was, "is": value})


def _must(actor: Actor, verb: str) -> None:
    """A person needs the permit; the machine acts on packaged data and on command only."""
    if not isinstance(actor, Machine) and not may(actor, verb):
        raise PermissionDenied(verb)


# -- rows --------------------------------------------------------------------------------------------------------


def _add_units(ids: dict[str, int], keys: Iterable[str]) -> int:
    fresh = [key for key in dict.fromkeys(keys) if key not in ids]
    Unit.objects.bulk_create([Unit(key=key) for key in fresh], batch_size=_BATCH)
    if fresh:
        ids.update(Unit.objects.values_list("key", "pk"))
    return len(fresh)


def _add_versions(ids: dict[str, int], versions: Iterable[Version]) -> None:
    known = set(UnitVersion.objects.values_list("unit_id", "valid_from"))
    fresh = [row for row in versions if (ids[row.unit], row.valid_from) not in known]
    UnitVersion.objects.bulk_create([rows.version_row(ids, row) for row in fresh])


def _add_ties(ids: dict[str, int], ties: Iterable[Tie]) -> None:
    known = set(HierarchyLink.objects.values_list("unit_id", "above_id", "line", "valid_from"))
    fresh = [tie for tie in ties if (ids[tie.unit], ids[tie.above], tie.line, tie.valid_from) not in known]
    HierarchyLink.objects.bulk_create([rows.tie_row(ids, tie) for tie in fresh])


def _add_event(ids: dict[str, int], event: Event) -> UnitEvent:
    row = UnitEvent.objects.filter(key=event.key).first()
    if row is not None:
        return row
    row = rows.event_row(event)
    row.save()
    EventLink.objects.bulk_create([rows.link_row(ids, row.pk, link) for link in event.links])
    return row


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
