"""Questions to the past. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import may
from nhip.plans.models.past import PastReport

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def past_reports(asker: Account) -> QuerySet[PastReport]:
    """Every old report that was taken in, with its figures and words: those of one's agency, or brought in there."""
    if not may(asker, "plans.read"):
        return PastReport.objects.none()
    held = PastReport.objects.select_related("unit", "document").prefetch_related("figures", "words")
    return (
        held
        if may(asker, "plans.read", 0)
        else held.filter(Q(unit__in=_own(asker)) | Q(document__unit__in=_own(asker)))
    )


def _own(asker: Account) -> list[int]:
    return [one.unit_id for one in asker.held() if one.unit_id is not None]
