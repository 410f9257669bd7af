"""Questions about brand kits: an agency's items, those that may be used on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.media.models.brands import BrandItem

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def brand_items_for(asker: Account) -> QuerySet[BrandItem]:
    """Items of the agencies whose newsroom the asker may read."""
    reach = reach_of(asker, "newsroom.read")
    rows = BrandItem.objects.select_related("unit", "original", "added_by", "approved_by")
    return rows if reach is None else rows.filter(unit__in=reach)


def brand_in_use(unit_id: int, on: date) -> list[BrandItem]:
    """Approved items of an agency that hold on a day, the newest of each kind first."""
    rows = BrandItem.objects.filter(unit=unit_id, approved_by__isnull=False, since__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(rows.select_related("original").order_by("kind", "-pk"))
