"""Questions about one's own notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from nhip.notices.models import Delivery, Notice

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def notices_of(asker: Account) -> QuerySet[Notice]:
    """One's own, the newest first."""
    return Notice.objects.filter(account=asker)


def unread(asker: Account) -> int:
    return notices_of(asker).filter(read_at__isnull=True).count()


def to_deliver() -> list[int]:
    """What waits to go out and whose time has come."""
    rows = Delivery.objects.filter(state="waiting", next_at__lte=timezone.now()).order_by("next_at", "pk")
    return list(rows.values_list("pk", flat=True)[:500])
