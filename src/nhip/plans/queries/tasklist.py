"""The task list of an adopted plan, from its rows and the record it was adopted from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from nhip.agencies.directory import Directory
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.plans.adoption import ROLES
from nhip.plans.models.tasks import Task, TaskPart
from nhip.plans.tasklist import Body, Listed, Named, TaskList

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.plans import Plan


def task_list(asker: Account, plan: Plan, as_of: date) -> TaskList:
    """Every task of the plan with its agencies as of a day. Raises PermissionDenied without the permit."""
    if not may(asker, "plans.read", plan.unit_id):
        raise PermissionDenied("plans.read")
    held = directory(asker)
    record = plan.document.confirmations.get(withdrawn_at=None).record if plan.document else {}
    said = {one["id"]: one for one in record.get("tasks") or ()}
    tasks = plan.tasks.filter(parent=None, instance_of=None).prefetch_related(
        "parts__unit", "parts__members__unit", "pieces"
    )
    header = record.get("header") or {}
    return TaskList(
        title=plan.title,
        number=plan.number,
        issuer=(header.get("issuing_body") or {}).get("name") or "",
        issued=plan.issued_on,
        adopted=plan.adopted_on,
        source_file=plan.document.original.name if plan.document else "",
        tasks=tuple(_listed(held, task, said.get(task.key) or {}, as_of) for task in tasks),
    )


def _listed(held: Directory, task: Task, said: Mapping[str, Any], as_of: date) -> Listed:
    parts = [part for part in task.parts.all() if part.of_id is None]
    return Listed(
        key=task.key, summary=task.summary or task.text, text=task.text,
        named=tuple(_named(held, part, said, as_of) for part in parts), raw=said.get("raw") or "", start=task.start,
        end=task.end, request=task.request, deadline=task.deadline, due=task.due_on,
        steps=tuple(piece.text for piece in task.pieces.all()),
    )  # fmt: skip


def _named(held: Directory, part: TaskPart, said: Mapping[str, Any], as_of: date) -> Named:
    members = [part] if part.unit else list(part.members.all())
    place = _place(part, said)
    return Named(
        as_written=part.name,
        role=part.role,
        bodies=tuple(_body(held, one, as_of) for one in members if one.unit),
        generic=part.generic,
        asked=part.asked,
        question=part.question or "; ".join(dict.fromkeys(one.question for one in members if one.question)),
        raw=place.get("raw") or "",
        start=place.get("start"),
        end=place.get("end"),
    )


def _body(held: Directory, part: TaskPart, as_of: date) -> Body:
    decided = "; ".join(one for one in (part.moved_by, part.decision) if one)
    return Body(name_on(held, part.unit.key, as_of), decided)


def _place(part: TaskPart, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where the plan names the body, in the list of its role; requested bodies stand in the list they would have."""
    for key, role in ROLES.items():
        if role == part.role or part.role == "requested":
            for agency in said.get(key) or ():
                if agency["name"] == part.name:
                    return agency
    return {}
