"""What the channels put out is an activity of its agency without anybody typing it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.plans import ledger
from nhip.plans.models.activities import Activity
from nhip.plans.queries.kinds import every_kind

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Actor
    from nhip.plans.models.tasks import Task


@transaction.atomic
def enter_released(
    actor: Actor, *, entry: UUID, unit: Unit, by: Account, task: Task | None, kind: str, title: str, at: datetime,
    quantity: Decimal, language: str, channel: str,
) -> Activity:  # fmt: skip
    """Enter what went out, once for an `entry`. `by` is who released it; their permit was asked at the release."""
    known = Activity.objects.filter(entry=entry).first()
    if known is not None:
        return known
    measure = every_kind(by)[kind].measure
    activity = Activity.objects.create(
        entry=entry, unit=unit, task=task, kind=kind, title=title[:300], on=timezone.localdate(at), quantity=quantity,
        measure=measure, language=language, channel=channel, source=Activity.Source.LOG, recorded_by=by,
        recorded_at=timezone.now(), search_key=ledger.search_key(title, channel),
    )  # fmt: skip
    write(actor, "plans.enter_released", activity, str(task or ""), {"kind": kind, "channel": channel})
    return activity
