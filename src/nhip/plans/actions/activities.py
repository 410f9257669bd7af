"""Verbs of the ledger. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans import ledger
from nhip.plans.models.activities import Activity, Amendment, NilReturn
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries.kinds import catalogue, every_kind
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.tasks import Task
    from nhip.plans.models.topics import Topic


@transaction.atomic
def record_activity(
    asker: Account, *, entry: UUID, unit: Unit, task: Task | None, kind: str, title: str, on: date,
    quantity: Decimal, measure: str = "", proofs: Sequence[str] = (), topics: Sequence[Topic] = (), **more: object,
) -> Activity:  # fmt: skip
    """Log what was done, or what is planned to go out (`state="planned"`). The same `entry` again gives the first.

    `more`: values, qualifier, estimate, language, audience, channel, place, source, state, begins_at, ends_at,
    release_at, embargo_until, spokesperson. Without `measure` the kind's own is taken.
    Raises PermissionDenied, Refused for an unknown kind or a value that cannot be, TypeError for an unknown name.
    """
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    known = _sent_before(entry, unit)
    if known is not None:
        return known
    found = catalogue(asker).kinds.get(kind)
    columns = ledger.columns(more)
    if found is None:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": kind})])
    if issues := ledger.column_issues({**columns, "quantity": quantity, "title": title}):
        raise Refused(issues)
    try:
        with transaction.atomic():
            activity = Activity.objects.create(
                entry=entry, unit=unit, task=task, kind=kind, title=title, on=on, quantity=quantity,
                measure=measure or found.measure, recorded_by=asker, recorded_at=timezone.now(),
                search_key=ledger.search_key(title, *(str(columns.get(name, "")) for name in ledger.FOUND_BY)),
                **columns,
            )  # fmt: skip
    except IntegrityError:  # the same entry came a second time while the first was on its way
        known = _sent_before(entry, unit)
        if known is None:
            raise
        return known
    if topics:
        activity.topics.set(topics)
    _attach_links(asker, activity, proofs)
    _take_back_nil(activity)
    facts = {"kind": kind, "quantity": str(quantity), "on": on, "source": activity.source}
    write(asker, "plans.record_activity", activity, str(task or ""), facts)
    return activity


@transaction.atomic
def amend_activity(
    asker: Account, activity: Activity, changes: Mapping[str, object], reason: str, *, version: int | None = None
) -> Activity:
    """Change fields of an activity; what stood before is kept. `version`: the one the person was looking at.

    Raises PermissionDenied, Refused without a reason, for a cancelled activity or one that somebody changed meanwhile.
    """
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    if not may(asker, "plans.record", held.unit_id):
        raise PermissionDenied("plans.record")
    new = ledger.changes(changes)
    issues = ledger.column_issues(new)
    if not reason.strip():
        issues.append(Issue("reason", "plans.entry_reason"))
    if held.state == Activity.State.CANCELLED:
        issues.append(Issue("state", "plans.entry_cancelled"))
    if version is not None and version != held.version:
        issues.append(Issue("version", "plans.entry_changed"))
    if issues:
        raise Refused(issues)
    before = {name: getattr(held, name) for name in new}
    different = [name for name in new if before[name] != new[name]]
    if not different:
        return held
    for name in different:
        setattr(held, name, new[name])
    held.version += 1
    held.search_key = ledger.search_key(held.title, *(getattr(held, name) for name in ledger.FOUND_BY))
    held.save(update_fields=[*different, "version", "search_key"])
    _remember(asker, held, reason, {name: before[name] for name in different}, {name: new[name] for name in different})
    write(asker, "plans.amend_activity", held, reason[:200], {"version": held.version, "fields": different})
    return held


@transaction.atomic
def cancel_activity(asker: Account, activity: Activity, reason: str) -> Activity:
    """Take an activity out of every count; it stays to be read, with the reason. Cancelled already is no error."""
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    if not may(asker, "plans.record", held.unit_id):
        raise PermissionDenied("plans.record")
    if held.state == Activity.State.CANCELLED:
        return held
    if not reason.strip():
        raise Refused([Issue("reason", "plans.entry_reason")])
    before, held.state = held.state, Activity.State.CANCELLED
    held.version += 1
    held.save(update_fields=["state", "version"])
    _remember(asker, held, reason, {"state": before}, {"state": held.state})
    write(asker, "plans.cancel_activity", held, reason[:200], {"version": held.version})
    return held


@transaction.atomic
def declare_nil(asker: Account, unit: Unit, kind: str, begin: date, end: date) -> NilReturn:
    """Say that the unit had nothing of the kind from `begin` to `end`, both included. Said again, it is the same.

    Raises PermissionDenied, Refused for an unknown kind, or when something of it is in the ledger of those days.
    """
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    found = every_kind(asker).get(kind)
    if found is None:
        raise Refused([Issue("kind", "plans.entry_kind", {"kind": kind})])
    if end < begin:
        raise Refused([Issue("end", "plans.nil_days")])
    count = Activity.objects.filter(unit=unit, kind=kind, on__range=(begin, end), state=Activity.State.DONE).count()
    if count:
        raise Refused([Issue("kind", "plans.nil_has_activities", {"count": count, "name": found.name})])
    nil, created = NilReturn.objects.get_or_create(
        unit=unit, kind=kind, begin=begin, end=end, taken_back_at=None, defaults={"by": asker, "at": timezone.now()}
    )
    if created:
        write(asker, "plans.declare_nil", nil, "", {"kind": kind, "begin": begin, "end": end})
    return nil


@transaction.atomic
def take_back_nil(asker: Account, nil: NilReturn) -> None:
    """There was something after all. Taken back already is no error."""
    if not may(asker, "plans.record", nil.unit_id):
        raise PermissionDenied("plans.record")
    if NilReturn.objects.filter(pk=nil.pk, taken_back_at=None).update(taken_back_at=timezone.now()):
        write(asker, "plans.take_back_nil", nil, "", {"kind": nil.kind, "begin": nil.begin})


def _sent_before(entry: UUID, unit: Unit) -> Activity | None:
    """The activity of this entry. An entry of another unit is none of the asker's: refused, never shown."""
    known = Activity.objects.filter(entry=entry).first()
    if known is not None and known.unit_id != unit.pk:
        raise Refused([Issue("entry", "plans.entry_of_other")])
    return known


def _attach_links(asker: Account, activity: Activity, links: Sequence[str]) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            activity=activity, kind=Evidence.Kind.LINK, link=link, link_state=Evidence.LinkState.WAITING,
            attached_by=asker, attached_at=timezone.now(),
        )
        for link in dict.fromkeys(links)
    )  # fmt: skip


def _take_back_nil(activity: Activity) -> None:
    """What was logged says more than a nil return of those days; the activity's own journal entry tells of it."""
    if activity.state == Activity.State.DONE:
        NilReturn.objects.filter(
            unit_id=activity.unit_id,
            kind=activity.kind,
            begin__lte=activity.on,
            end__gte=activity.on,
            taken_back_at=None,
        ).update(taken_back_at=timezone.now())


def _remember(
    asker: Account, activity: Activity, reason: str, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    Amendment.objects.create(
        activity=activity, version=activity.version, by=asker, at=timezone.now(), reason=reason[:500],
        before=ledger.as_json(before), after=ledger.as_json(after),
    )  # fmt: skip
