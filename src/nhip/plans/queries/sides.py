"""Which side of a task or plan somebody stands on: doer, giver, reader. The table of permits decides, at the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries import units as agencies
from nhip.plans.models.tasks import TaskPart
from nhip.plans.states import DOING_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.tasks import Task


def may_at(asker: Account, verb: str, unit_id: int | None) -> bool:
    """Whether the asker may do the verb at the unit; what belongs to no unit is for those who may do it everywhere."""
    return reach_of(asker, verb) is None if unit_id is None else may(asker, verb, unit_id)


def is_giver(asker: Account, task: Task) -> bool:
    """Whether the asker stands for whoever laid the task on desks."""
    return may_at(asker, "plans.judge", task.plan.unit_id if task.plan else None)


def is_doer(asker: Account, task: Task) -> bool:
    """Whether the asker works at a body that does the task; a piece is done by the bodies of its task."""
    reach = reach_of(asker, "plans.work")
    parts = doing_parts(task)
    return parts.exists() if reach is None else parts.filter(unit__in=reach).exists()


def doing_parts(task: Task) -> object:
    """The parts of the bodies that do the task, its own or those of the task it is a piece of."""
    whose = [task.pk, *([task.parent_id] if task.parent_id else [])]
    return TaskPart.objects.filter(task__in=whose, role__in=DOING_ROLES, unit__isnull=False)


def home_units(asker: Account) -> frozenset[int]:
    """The units at which the asker holds a role: their own desks."""
    return frozenset(held.unit_id for held in asker.held() if held.unit_id is not None)


def seen_tasks(asker: Account) -> Q:
    """The tasks that the asker may read: those of their units, or all. For a filter on Task."""
    reach = reach_of(asker, "plans.read")
    drafts = Q(state="draft") & ~Q(plan__unit__in=home_units(asker))
    if reach is None:
        return ~drafts | Q(plan__unit__isnull=True)
    own = Q(parts__unit__in=reach) | Q(parent__parts__unit__in=reach) | Q(plan__unit__in=reach)
    return own & ~drafts


def names_of(asker: Account, unit_ids: Sequence[int]) -> dict[int, str]:
    """What units are called today, by row id."""
    return agencies.names(asker, list(unit_ids), timezone.localdate())
