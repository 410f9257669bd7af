"""Questions to the ledger. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from nhip.agencies.permits import may
from nhip.plans.models import Activity, Task, TaskPart

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


def tasks_of(asker: Account, unit: Unit) -> QuerySet[Task]:
    """The tasks in which the unit has a part, with all their parts."""
    if not may(asker, "plans.read", unit):
        return Task.objects.none()
    parts = Prefetch("parts", TaskPart.objects.select_related("unit"))
    return Task.objects.filter(parts__unit=unit).distinct().select_related("plan").prefetch_related(parts)


def activities_between(asker: Account, begin: date, end: date) -> QuerySet[Activity]:
    """What was done from `begin` to `end`, both days included."""
    if not may(asker, "plans.read"):
        return Activity.objects.none()
    return Activity.objects.filter(on__range=(begin, end)).order_by("on", "pk")
