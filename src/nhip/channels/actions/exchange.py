"""Noting that another portal fetched what was offered to it: a receipt of the fetch, no word of a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.journal.actions import write
from nhip.journal.actors import Machine

if TYPE_CHECKING:
    from collections.abc import Iterable

FETCHER = Machine("channels.exchange")
WAY = "vietnam_vn.fetch"


@transaction.atomic
def note_fetch(rows: Iterable[Delivery]) -> int:
    """One receipt for each text, at the first fetch by whoever holds the token. How many were new."""
    made = 0
    for row in rows:
        shown = f"story:{row.release.story_id}:{row.release_id}"
        own = Receipt.objects.filter(carrier="portal", reference=shown).first()
        if own is None:
            continue
        _, fresh = Receipt.objects.get_or_create(
            carrier=WAY, reference=row.key, defaults={"activity": own.activity, "at": timezone.now()}
        )
        made += fresh
    if made:
        write(FETCHER, "channels.note_fetch", "channels.receipt", "", {"count": made})
    return made
