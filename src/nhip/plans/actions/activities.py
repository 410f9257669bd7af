"""Verbs of the ledger. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.plans.models.activities import Activity, Evidence

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.tasks import Task


@transaction.atomic
def record_activity(
    asker: Account, *, entry: UUID, unit: Unit, task: Task | None, kind: str, title: str, on: date,
    quantity: Decimal, measure: str, proofs: tuple[str, ...] = (),
) -> Activity:  # fmt: skip
    """Log what was done. The same `entry` sent again gives the activity logged first."""
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    activity, created = Activity.objects.get_or_create(
        entry=entry,
        defaults={
            "unit": unit, "task": task, "kind": kind, "title": title, "on": on, "quantity": quantity,
            "measure": measure, "recorded_by": asker, "recorded_at": timezone.now(),
        },
    )  # fmt: skip
    if created:
        Evidence.objects.bulk_create(Evidence(activity=activity, link=link) for link in proofs)
        write(asker, "plans.record_activity", activity, str(task or ""), {"kind": kind, "quantity": str(quantity)})
    return activity
