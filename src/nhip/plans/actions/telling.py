"""Telling people what waits for them in plans and tasks. Each event is told to each person once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.queries.accounts import holders_of
from nhip.notices.actions import tell
from nhip.plans.models.tasks import Task, TaskPart
from nhip.plans.queries.sides import doing_parts, names_of
from nhip.plans.states import DOING_ROLES

if TYPE_CHECKING:
    from nhip.journal.actors import Actor
    from nhip.plans.models.plans import Plan

AHEAD = 3
"""Days before the last day on which the people of a task are reminded."""

_TO_DOERS = {"assign": "task_assigned", "hand_over": "task_assigned", "return_hand_in": "task_returned"}


def tell_move(actor: Actor, task: Task, verb: str, event: int, reason: str = "") -> int:
    """Tell the other side of a move: doers of a task given or returned, givers of a hand-in. How many were told."""
    if task.state == "draft":
        return 0
    if verb in _TO_DOERS:
        return _tell_doers(actor, task, _TO_DOERS[verb], f"move:{event}", reason)
    if verb != "hand_in" or task.plan is None or task.plan.unit_id is None:
        return 0
    people = holders_of(actor, "plans.judge", task.plan.unit_id, timezone.localdate())
    facts = _facts(task, reason)
    others = (one for one in people if one.pk != getattr(actor, "pk", None))
    return sum(
        tell(actor, one, "task_waiting", f"task:{task.pk}:move:{event}", _link(task), facts) is not None
        for one in others
    )


def tell_adoption(actor: Actor, plan: Plan) -> int:
    """Tell the people of every body that got something to do in a plan, once for the whole plan."""
    rows = TaskPart.objects.filter(task__plan=plan, task__parent=None, role__in=DOING_ROLES, unit__isnull=False)
    counts: dict[int, set[int]] = {}
    for unit, task in rows.values_list("unit", "task"):
        counts.setdefault(unit, set()).add(task)
    names, today, told = names_of(actor, list(counts)), timezone.localdate(), 0
    for unit, tasks in counts.items():
        facts = {"plan": plan.title, "unit": names.get(unit, ""), "count": f"{len(tasks):02d}"}
        for account in holders_of(actor, "plans.work", unit, today):
            told += tell(actor, account, "plan_adopted", f"plan:{plan.pk}:{unit}", "/nhiem-vu/", facts) is not None
    return told


def tell_plan(actor: Actor, plan: Plan, verb: str, reason: str = "") -> int:
    """Tell whoever approves that a plan waits, or its authors that it came back."""
    today, facts = timezone.localdate(), {"plan": plan.title, "reason": reason}
    key, link = f"plan:{plan.pk}:{verb}:{timezone.now():%Y%m%d%H%M%S}", f"/ke-hoach/{plan.pk}/"
    if verb == "submit" and plan.unit_id:
        people = holders_of(actor, "plans.approve", plan.unit_id, today)
        return sum(tell(actor, one, "plan_waiting", key, link, facts) is not None for one in people)
    if verb == "return":
        authors = [one.account for one in plan.authors.select_related("account")]
        return sum(tell(actor, one, "plan_returned", key, link, facts) is not None for one in authors)
    return 0


def remind_of_tasks(actor: Actor, today: date) -> int:
    """Remind the doers of tasks near their last day, and once a week of those past it. How many notices were new."""
    rows = Task.objects.filter(state__in=("assigned", "accepted", "returned"), recurs="", parent=None)
    rows = rows.filter(due_on__lte=today + timedelta(days=AHEAD)).select_related("plan")
    told = 0
    for task in rows:
        late = (today - task.due_on).days
        kind, step = ("task_overdue", f"late:{late // 7}") if late > 0 else ("task_due_soon", f"due:{task.due_on}")
        told += _tell_doers(actor, task, kind, step)
    return told


def _tell_doers(actor: Actor, task: Task, kind: str, step: str, reason: str = "") -> int:
    today, facts = timezone.localdate(), _facts(task, reason)
    units: Iterable[int] = doing_parts(task).values_list("unit", flat=True).distinct()
    told = 0
    for unit in units:
        for account in holders_of(actor, "plans.work", unit, today):
            if account.pk != getattr(actor, "pk", None):
                told += tell(actor, account, kind, f"task:{task.pk}:{step}", _link(task), facts) is not None
    return told


def _facts(task: Task, reason: str) -> dict[str, object]:
    return {
        "task": str(task),
        "due": f"{task.due_on:%d/%m/%Y}" if task.due_on else "không ghi",
        "reason": reason,
    }


def _link(task: Task) -> str:
    return f"/nhiem-vu/{task.pk}/"
