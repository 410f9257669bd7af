"""What went out becomes evidence: a receipt, and once for each story and kind an activity of its agency."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from nhip.channels.carrying import ways
from nhip.channels.models.receipts import Receipt
from nhip.newsroom.kinds import kinds
from nhip.plans.actions.released import enter_released

if TYPE_CHECKING:
    from nhip.channels.models.releases import Delivery, Release
    from nhip.journal.actors import Actor

_ENTRY = uuid.UUID("5d1f6b1e-7f9c-4f0a-9f5c-3f4f2b6f8a11")
"""Namespace of the entries that releases make: the same release is the same entry for ever."""


def enter(actor: Actor, row: Release, delivery: Delivery) -> None:
    """A delivery that is out is a receipt, and the story an activity of its agency under its task (once).

    Called by whatever wrote that it is out, in the same transaction. Called again, it changes nothing.
    """
    story, way = row.story, ways()[delivery.carrier]
    first = story.releases.filter(withdrawn_at__isnull=True).order_by("pk").first()
    kind = way.counts_as or kinds()[story.kind].counts_as
    key = f"{story.pk}-{kind}-{delivery.carrier if way.counts_as else 'own'}"
    activity = enter_released(
        actor, entry=uuid.uuid5(_ENTRY, key), unit=story.unit, by=row.by, task=story.task, kind=kind, title=story.title,
        at=delivery.out_at, quantity=Decimal(1), language=story.locale.language_code.split("-")[0], channel=way.name,
    )  # fmt: skip
    Receipt.objects.get_or_create(
        carrier=delivery.carrier, reference=delivery.reference, defaults={"activity": activity, "at": delivery.out_at}
    )
    if first is not None and not way.counts_as and row.activity_id is None:
        row.activity = activity
        row.save(update_fields=["activity"])
