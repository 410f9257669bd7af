"""Questions to the plans. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from nhip.agencies.permits import may
from nhip.plans.models.tasks import Task, TaskPart

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


def tasks_of(asker: Account, unit: Unit) -> QuerySet[Task]:
    """The tasks in which the unit has a part, with all their parts."""
    if not may(asker, "plans.read", unit):
        return Task.objects.none()
    parts = Prefetch("parts", TaskPart.objects.select_related("unit"))
    return Task.objects.filter(parts__unit=unit).distinct().select_related("plan").prefetch_related(parts)
