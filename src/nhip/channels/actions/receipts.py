"""Verbs of the channels. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.permits import may
from nhip.channels.models.receipts import Receipt
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.activities import Activity


@transaction.atomic
def record_receipt(asker: Account, activity: Activity, carrier: str, reference: str, at: datetime) -> Receipt:
    """Keep a carrier's word that the message went out; the same reference twice is one receipt."""
    if not may(asker, "channels.record", activity.unit_id):
        raise PermissionDenied("channels.record")
    receipt, created = Receipt.objects.get_or_create(
        carrier=carrier, reference=reference, defaults={"activity": activity, "at": at}
    )
    if created:
        write(asker, "channels.record_receipt", receipt, reference, {"activity": activity.pk, "carrier": carrier})
    return receipt
