"""Verbs of plans. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.journal.actions import write
from nhip.plans.adoption import Duty, Part, duties
from nhip.plans.landing import Landing, land
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task, TaskPart

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.documents.models import Document


@transaction.atomic
def adopt(asker: Account, document: Document, on: date) -> Plan:
    """Lay the duties of a confirmed plan on the bodies that answer for them on the day `on`.

    A body that cannot be told for sure stays a question on its part. Adopting twice gives the plan adopted first.
    Raises PermissionDenied without the permit, DoesNotExist while nobody has confirmed the document.
    """
    if not may(asker, "plans.adopt", document.unit_id):
        raise PermissionDenied("plans.adopt")
    if (held := Plan.objects.filter(document=document).first()) is not None:
        return held
    record = document.confirmations.get(withdrawn_at=None).record
    plan = _plan(document, record, on)
    laid = duties(record)
    landings = _landings(asker, record, laid, on)
    rows = _rows(asker, plan, landings.values())
    for duty in laid:
        _lay(plan, duty, landings, rows)
    write(asker, "plans.adopt", plan, plan.number, {"tasks": len(laid), "questions": _open(landings)})
    return plan


def _plan(document: Document, record: Mapping[str, Any], on: date) -> Plan:
    header = record.get("header") or {}
    return Plan.objects.create(
        document=document,
        title=(header.get("title") or {}).get("value") or "",
        number=(header.get("number") or {}).get("full") or "",
        issued_on=_day((header.get("date") or {}).get("value")),
        adopted_on=on,
    )


def _landings(asker: Account, record: Mapping[str, Any], laid: Sequence[Duty], on: date) -> dict[str, Landing]:
    """Each name of the plan once: read as of the plan's day, in the light of who issued it, for what it is about."""
    header = record.get("header") or {}
    issued = _day((header.get("date") or {}).get("value")) or on
    held = directory(asker)
    issuers = [(header.get(key) or {}).get("name") for key in ("issuing_body", "parent_body", "place")]
    context = held.context_of(issued, *issuers)
    names = dict.fromkeys(part.name for duty in laid for part in duty.parts)
    about = header.get("field")
    return {name: land(held, name, issued=issued, adopted=on, context=context, function=about) for name in names}


def _rows(asker: Account, plan: Plan, landings: Iterable[Landing]) -> dict[str, Unit]:
    keys = {landing.now for landing in landings if landing.now}
    return {unit.key: unit for unit in take_up(asker, sorted(keys), ground=str(plan))}


def _open(landings: Mapping[str, Landing]) -> int:
    return sum(landing.question is not None for landing in landings.values())


def _lay(plan: Plan, duty: Duty, landings: Mapping[str, Landing], rows: Mapping[str, Unit]) -> None:
    task = Task.objects.create(
        plan=plan, key=duty.key, text=duty.text, start=duty.start, end=duty.end, section=duty.section or "",
        request=duty.request, deadline=duty.deadline or "",
    )  # fmt: skip
    parts = {(part.name, part.role): part for part in duty.parts}
    TaskPart.objects.bulk_create(_part(task, part, landings[part.name], rows) for part in parts.values())


def _part(task: Task, part: Part, landing: Landing, rows: Mapping[str, Unit]) -> TaskPart:
    unit = rows.get(landing.now or "")
    moved_by = "; ".join(landing.acts)[:400]
    return TaskPart(
        task=task, name=part.name, role=part.role, generic=part.generic, unit=unit,
        question=landing.question or "", moved_by=moved_by,
    )  # fmt: skip


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 else None
