"""Adopting a confirmed plan. Each verb asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.journal.actions import write
from nhip.plans import adoption
from nhip.plans.actions.telling import tell_adoption
from nhip.plans.adoption import Duty, Part
from nhip.plans.landing import Landing
from nhip.plans.laying import Laying, lay_out
from nhip.plans.models.plans import Audience, Content, Objective, Plan
from nhip.plans.models.tasks import Task, TaskMove, TaskPart
from nhip.plans.models.topics import Topic
from nhip.plans.topics import topics_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.documents.models import Document


@transaction.atomic
def adopt(asker: Account, document: Document, on: date, *, parent: Plan | None = None) -> Plan:
    """Lay the duties of a confirmed plan on the bodies that answer for them on the day `on`.

    A class of bodies is expanded as of the plan's day; a body that cannot be told for sure stays a question on its
    part. Adopting twice gives the plan adopted first.
    Raises PermissionDenied without the permit, DoesNotExist while nobody has confirmed the document.
    """
    if not may(asker, "plans.adopt", document.unit_id):
        raise PermissionDenied("plans.adopt")
    if (held := Plan.objects.filter(document=document).first()) is not None:
        return held
    record = document.confirmations.get(withdrawn_at=None).record
    laying = lay_out(directory(asker), record, on)
    rows = {unit.key: unit for unit in take_up(asker, sorted(laying.bodies), ground=document.title[:200])}
    plan = _plan(asker, document, record, laying, rows, parent)
    _keep_lines(plan, record)
    _keep_topics(plan, record)
    for duty in laying.duties:
        _lay(asker, plan, duty, laying, rows)
    facts = {"tasks": len(laying.duties), "questions": len(laying.questions), "bodies": len(laying.bodies)}
    write(asker, "plans.adopt", plan, plan.number, facts)
    tell_adoption(asker, plan)
    return plan


def _plan(
    asker: Account, document: Document, record: Mapping[str, Any], laying: Laying, rows: Mapping[str, Unit],
    parent: Plan | None,
) -> Plan:  # fmt: skip
    header = record.get("header") or {}
    begins, ends = adoption.period_of(header.get("period"))
    return Plan.objects.create(
        document=document,
        parent=parent,
        unit=rows.get(laying.issuer.now or "") if laying.issuer else None,
        title=(header.get("title") or {}).get("value") or "",
        number=(header.get("number") or {}).get("full") or "",
        issued_on=laying.issued,
        adopted_on=laying.adopted,
        begins=begins,
        ends=ends,
        made_by=asker,
    )


def _keep_lines(plan: Plan, record: Mapping[str, Any]) -> None:
    heads = adoption.headings(record)
    for model, rows in (
        (Objective, record.get("objectives") or ()),
        (Audience, record.get("audiences") or ()),
        (Content, adoption.contents(record)),
    ):
        model.objects.bulk_create(
            model(
                plan=plan, position=place, text=row["text"], start=row["start"], end=row["end"],
                section=row.get("section") or "", heading=heads.get(row.get("section") or "", "")[:300],
                **({"key": row["id"]} if model is Content else {}),
            )
            for place, row in enumerate(rows, 1)
        )  # fmt: skip


def _keep_topics(plan: Plan, record: Mapping[str, Any]) -> None:
    for place, named in enumerate(topics_of(record), 1):
        group = Topic.objects.create(
            plan=plan, kind=named.kind, name=named.name[:600], position=place, start=named.start, end=named.end
        )
        Topic.objects.bulk_create(
            Topic(
                plan=plan, parent=group, kind=item.kind, name=item.name[:600], position=number,
                start=item.start, end=item.end,
            )
            for number, item in enumerate(named.items, 1)
        )  # fmt: skip


def _lay(asker: Account, plan: Plan, duty: Duty, laying: Laying, rows: Mapping[str, Unit]) -> None:
    task = Task.objects.create(
        plan=plan, key=duty.key, text=duty.text, summary=duty.summary, start=duty.start, end=duty.end,
        section=duty.section or "", request=duty.request, deadline=(duty.deadline or "")[:200], state="assigned",
        begins=duty.begins, ends=duty.ends, due_on=duty.due,
    )  # fmt: skip
    TaskMove.objects.create(task=task, verb="assign", was="", now="assigned", by=asker, at=timezone.now())
    Task.objects.bulk_create(
        Task(
            plan=plan, parent=task, key=f"{duty.key}.{number}"[:40], text=step.text, summary=step.text,
            start=step.start, end=step.end, section=task.section, state="assigned", begins=task.begins,
            ends=task.ends, due_on=task.due_on,
        )
        for number, step in enumerate(duty.steps, 1)
    )  # fmt: skip
    parts = {(part.name, part.role): part for part in duty.parts}
    made = TaskPart.objects.bulk_create(_part(task, part, laying, rows) for part in parts.values())
    direct = {part.was for part in made if part.was}
    TaskPart.objects.bulk_create(
        member for part in made if part.expanded for member in _members(part, direct, laying, rows)
    )


def _part(task: Task, part: Part, laying: Laying, rows: Mapping[str, Unit]) -> TaskPart:
    landing, expanded = laying.landings[part.name], part.name in laying.expansions
    question = "" if expanded else landing.question or ""
    return TaskPart(
        task=task, name=part.name[:400], role=part.role, generic=part.generic, expanded=expanded, question=question,
        asked=task.request or landing.now in laying.asked, **_where(landing, rows),
    )  # fmt: skip


def _members(part: TaskPart, direct: Iterable[str], laying: Laying, rows: Mapping[str, Unit]) -> Iterator[TaskPart]:
    """The members of a class, except bodies that the duty names themselves and the issuer."""
    left_out = {*direct, laying.issuer.was if laying.issuer else None}
    for landing in laying.expansions[part.name].members:
        if landing.was not in left_out:
            yield TaskPart(
                task=part.task, of=part, name=landing.name[:400], role=part.role, question=landing.question or "",
                asked=part.asked or landing.now in laying.asked, **_where(landing, rows),
            )  # fmt: skip


def _where(landing: Landing, rows: Mapping[str, Unit]) -> dict[str, Any]:
    return {
        "unit": rows.get(landing.now or ""),
        "was": landing.was or "",
        "choices": list(landing.choices),
        "moved_by": "; ".join(landing.acts)[:400],
    }
