"""Questions to the ledger. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.agencies.permits import may
from nhip.plans.models.activities import Activity

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def activities_between(asker: Account, begin: date, end: date) -> QuerySet[Activity]:
    """What was done from `begin` to `end`, both days included."""
    if not may(asker, "plans.read"):
        return Activity.objects.none()
    return Activity.objects.filter(on__range=(begin, end)).order_by("on", "pk")
