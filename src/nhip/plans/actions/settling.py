"""Answering what adoption could not: which bodies of today have a part. A person decides, by a named decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from nhip.agencies.actions.units import take_up
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.models.tasks import TaskPart
from nhip.plans.queries.sides import may_at
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.plans import Plan


@transaction.atomic
def settle(
    asker: Account, plan: Plan, *, name: str, units: Sequence[str], decision: str, was: str = "",
    tasks: Iterable[str] | None = None,
) -> int:  # fmt: skip
    """Give every open part of a body to the bodies chosen (keys of units); returns how many parts were settled.

    The body is `was` (its key on the plan's day) wherever it stands, by its own name or as a member of a class; where
    nobody knows what body was meant, `was` is empty and `name` as written counts. `tasks` narrows it to some duties
    (their keys): a body taken apart may hand on different duties to different bodies.
    Raises PermissionDenied, Refused without a body, without a decision, or when nothing of that name is open.
    """
    _must(asker, plan)
    open_parts = _open(plan).filter(was=was) if was else _open(plan).filter(name=name, was="")
    if tasks is not None:
        open_parts = open_parts.filter(task__key__in=list(tasks))
    parts = list(open_parts)
    _check(units, decision, parts)
    rows = take_up(asker, units, ground=decision)
    for part in parts:
        _give(asker, part, rows, decision)
    facts = {"name": name, "was": was, "units": list(units), "parts": len(parts)}
    write(asker, "plans.settle", plan, decision, facts)
    return len(parts)


@transaction.atomic
def settle_class(asker: Account, plan: Plan, *, name: str, decision: str) -> int:
    """Give every open member of a class to all the bodies that stand for it today ("UBND các huyện": all communes).

    Members that have no successor to choose stay open. Raises PermissionDenied, Refused as `settle` does.
    """
    _must(asker, plan)
    parts = [part for part in _open(plan).filter(of__name=name) if part.choices]
    chosen = list(dict.fromkeys(unit for part in parts for unit in part.choices))
    _check(chosen, decision, parts)
    rows = {row.key: row for row in take_up(asker, chosen, ground=decision)}
    for part in parts:
        _give(asker, part, [rows[unit] for unit in part.choices], decision)
    write(asker, "plans.settle_class", plan, decision, {"name": name, "units": len(chosen), "parts": len(parts)})
    return len(parts)


@transaction.atomic
def add_part(asker: Account, part: TaskPart, *, units: Sequence[str], decision: str) -> None:
    """Name the bodies behind an open circle ("các cơ quan liên quan") of one duty. Raises as `settle` does."""
    plan = part.task.plan
    _must(asker, plan)
    _check(units, decision, [part] if part.question else [])
    _give(asker, part, take_up(asker, units, ground=decision), decision)
    write(asker, "plans.add_part", part.task, decision, {"name": part.name, "units": list(units)})


def _open(plan: Plan) -> QuerySet[TaskPart]:
    return TaskPart.objects.select_for_update().filter(task__plan=plan).exclude(question="")


def _must(asker: Account, plan: Plan | None) -> None:
    if not may_at(asker, "plans.adopt", plan.unit_id if plan else None):
        raise PermissionDenied("plans.adopt")


def _check(units: Sequence[str], decision: str, parts: Sequence[TaskPart]) -> None:
    issues = []
    if not parts:
        issues.append(Issue("name", "plans.nothing_open", {}))
    elif not units:
        issues.append(Issue("units", "plans.no_body_chosen", {}))
    if not decision.strip():
        issues.append(Issue("decision", "plans.decision_missing", {}))
    if issues:
        raise Refused(issues)


def _give(asker: Account, part: TaskPart, rows: Sequence[Unit], decision: str) -> None:
    """One body takes the part itself; of several, each gets a part of its own under the name as written."""
    settled = {"decided_by": asker, "decision": decision[:300]}
    if part.of_id is None and len(rows) > 1:
        TaskPart.objects.filter(pk=part.pk).update(question="", expanded=True, **settled)
        of, first = part, 0
    else:
        TaskPart.objects.filter(pk=part.pk).update(question="", unit=rows[0], **settled)
        of, first = part.of, 1
    TaskPart.objects.bulk_create(
        (
            TaskPart(
                task_id=part.task_id, of=of, name=part.name, role=part.role, asked=part.asked, unit=row, was=part.was,
                moved_by=part.moved_by, **settled,
            )
            for row in rows[first:]
        ),
        ignore_conflicts=True,
    )  # fmt: skip
