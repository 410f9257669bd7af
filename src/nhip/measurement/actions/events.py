"""Verbs of the event table. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.measurement import dictionary
from nhip.measurement.entering import entered, moment_of
from nhip.measurement.models.events import RecordedEvent, SwitchOver
from nhip.measurement.rows import instant, local_day, plain
from nhip.text.issues import Issue, sentence

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@dataclass(frozen=True, slots=True)
class Entered:
    """One event on its way in. `at` is its moment (a day or an instant), None for a stock."""

    entity: str
    fields: Mapping[str, object]
    at: date | None
    unit: Unit
    entry: UUID
    since: date | None = None
    until: date | None = None
    estimate: bool = False
    proof: str = ""
    qualifier: str = ""


@transaction.atomic
def record_event(
    asker: Account, entity: str, fields: Mapping[str, object], at: date | None, unit: Unit, entry: UUID, *,
    source: str = RecordedEvent.Source.ENTERED, since: date | None = None, until: date | None = None,
    estimate: bool = False, proof: str = "", qualifier: str = "",
) -> RecordedEvent:  # fmt: skip
    """Keep one event. The same `entry` sent again gives the event kept first.

    Raises ValidationError with what is wrong, in Vietnamese; PermissionDenied without the permit.
    """
    one = Entered(entity, fields, at, unit, entry, since, until, estimate, proof, qualifier)
    _allowed(asker, unit)
    event, created = _keep(asker, one, source)
    if created:
        write(asker, "measurement.record_event", event, proof[:200], {"entity": entity, "source": source})
    return event


@transaction.atomic
def record_events(
    asker: Account, events: Iterable[Entered], *, source: str = RecordedEvent.Source.IMPORTED, ground: str = ""
) -> int:
    """Keep many events at once, all or none; returns how many were new. One journal entry for the whole."""
    kept: dict[str, int] = {}
    for one in events:
        _allowed(asker, one.unit)
        _, created = _keep(asker, one, source)
        if created:
            kept[one.entity] = kept.get(one.entity, 0) + 1
    if kept:
        write(asker, "measurement.record_events", "measurement.recordedevent", ground, {"kept": kept, "source": source})
    return sum(kept.values())


@transaction.atomic
def amend_event(
    asker: Account, event: RecordedEvent, fields: Mapping[str, object], at: date | None, entry: UUID, reason: str
) -> RecordedEvent:
    """A corrected event in the place of another, which stays as it was for what was signed with it."""
    _allowed(asker, event.unit)
    one = Entered(
        event.entity, fields, at, event.unit, entry, event.since, event.until, event.estimate, event.proof,
        event.qualifier,
    )  # fmt: skip
    fresh, created = _keep(asker, one, event.source, in_place_of=event, reason=reason)
    if created:
        write(asker, "measurement.amend_event", fresh, reason, {"in_place_of": event.pk})
    return fresh


@transaction.atomic
def withdraw_event(asker: Account, event: RecordedEvent, reason: str) -> None:
    """Take an event out of every figure; its row stays."""
    _allowed(asker, event.unit)
    if event.withdrawn_at is None:
        event.withdrawn_at, event.reason = timezone.now(), reason[:300]
        event.save(update_fields=["withdrawn_at", "reason"])
        write(asker, "measurement.withdraw_event", event, reason)


@transaction.atomic
def switch_over(asker: Account, entity: str, on: date, ground: str) -> SwitchOver:
    """From the day on, a room's own rows stand for the entity; entered ones count before it only."""
    if not may(asker, "measurement.define"):
        raise PermissionDenied("measurement.define")
    room = dictionary.packaged()[entity].room
    row, _ = SwitchOver.objects.update_or_create(entity=entity, defaults={"on": on, "room": room, "ground": ground})
    write(asker, "measurement.switch_over", row, ground, {"entity": entity, "on": on})
    return row


def _allowed(asker: Account, unit: Unit) -> None:
    if not may(asker, "measurement.record", unit):
        raise PermissionDenied("measurement.record")


def _keep(
    asker: Account, one: Entered, source: str, in_place_of: RecordedEvent | None = None, reason: str = ""
) -> tuple[RecordedEvent, bool]:
    held = RecordedEvent.objects.filter(entry=one.entry).first()
    if held is not None:
        return held, False
    fields, at = _checked(one, source)
    event = RecordedEvent.objects.create(
        entry=one.entry, entity=one.entity, unit=one.unit, at=instant(at) if at else None, since=one.since,
        until=one.until, fields=fields, source=source, estimate=one.estimate, proof=one.proof,
        qualifier=one.qualifier, recorded_by=asker if getattr(asker, "pk", None) else None,
        recorded_at=timezone.now(), in_place_of=in_place_of, reason=reason[:300],
    )  # fmt: skip
    return event, True


def _checked(one: Entered, source: str) -> tuple[dict[str, object], date | None]:
    entity = dictionary.packaged().get(one.entity)
    if entity is None:
        raise _wrong(Issue("entity", "measurement.event_unknown_entity", {"entity": one.entity}))
    fields, issues = entered(entity, one.fields)
    at = one.at or moment_of(entity, fields)
    if entity.period and at is None:
        issues.append(Issue(entity.period, "measurement.event_needs_moment", {"field": entity.period}))
    if at is not None and source != RecordedEvent.Source.ROOM:
        switched = SwitchOver.objects.filter(entity=one.entity, on__lte=local_day(at)).first()
        if switched is not None:
            facts = {"on": f"{switched.on:%d/%m/%Y}", "room": switched.room}
            issues.append(Issue(entity.period, "measurement.event_after_switch", facts))
    if issues:
        raise _wrong(*issues)
    if entity.period and at is not None:
        fields[entity.period] = at
    return plain(fields), at


def _wrong(*issues: Issue) -> ValidationError:
    return ValidationError([ValidationError(sentence(one), code=one.code) for one in issues])
