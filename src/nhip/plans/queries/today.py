"""What a person owes and what waits for them: the plans' share of the page everybody lands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from nhip.agencies.permits import may, reach_of
from nhip.plans.calendar import Item
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import Task
from nhip.plans.queries.calendar import Wanted, items_between
from nhip.plans.queries.plans import plans_to_approve
from nhip.plans.queries.sides import home_units
from nhip.plans.states import DOING_ROLES

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

SOON = 7
"""Days ahead that count as "coming this week"."""


@dataclass(frozen=True, slots=True)
class Today:
    """Each list in the order of its days. `to_judge` never holds what the asker handed in."""

    overdue: QuerySet[Task]
    due_soon: QuerySet[Task]
    returned: QuerySet[Task]
    to_accept: QuerySet[Task]
    to_judge: QuerySet[Task]
    to_approve: QuerySet[Plan]
    to_settle: QuerySet[Plan]
    coming: tuple[Item, ...]


def today_of(asker: Account, today: date) -> Today:
    """What the asker's own desks owe, and what waits for the asker's own word."""
    own = _own(asker)
    late = today + timedelta(days=SOON)
    working = own.filter(state__in=("assigned", "accepted"))
    coming = items_between(asker, today, late, Wanted(mine=True, tasks=False)) if may(asker, "plans.read") else ()
    return Today(
        overdue=own.filter(state__in=("assigned", "accepted", "returned"), due_on__lt=today),
        due_soon=working.filter(due_on__range=(today, late)),
        returned=own.filter(state="returned"),
        to_accept=own.filter(state="assigned").filter(Q(due_on__isnull=True) | Q(due_on__gte=today)),
        to_judge=_to_judge(asker),
        to_approve=plans_to_approve(asker),
        to_settle=_to_settle(asker),
        coming=tuple(item for item in coming if item.state == "planned"),
    )


def _own(asker: Account) -> QuerySet[Task]:
    """Tasks that the asker's own desks do; nothing for those who do no tasks."""
    reach = reach_of(asker, "plans.work")
    desks = home_units(asker) if reach is None else reach
    found = Task.objects.filter(parts__unit__in=desks, parts__role__in=DOING_ROLES, parent=None, recurs="")
    return found.distinct().select_related("plan").order_by(F("due_on").asc(nulls_last=True), "pk")


def _to_judge(asker: Account) -> QuerySet[Task]:
    """Hand-ins that wait for the asker: of plans of their own office; of all for those without an office."""
    if not may(asker, "plans.judge"):
        return Task.objects.none()
    found = Task.objects.filter(state="handed_in").exclude(handed_in_by=asker.pk).select_related("plan", "handed_in_by")
    reach = reach_of(asker, "plans.judge")
    if reach is not None:
        found = found.filter(plan__unit__in=reach)
    return found.order_by("handed_in_at", "pk")


def _to_settle(asker: Account) -> QuerySet[Plan]:
    """Adopted plans in which a body that does the work is still a question."""
    if not may(asker, "plans.adopt"):
        return Plan.objects.none()
    waiting = Q(tasks__parts__role__in=DOING_ROLES) & ~Q(tasks__parts__question="")
    found = Plan.objects.filter(state="adopted").annotate(open_parts=Count("tasks__parts", filter=waiting))
    return found.filter(open_parts__gt=0).order_by("-adopted_on", "-pk")
