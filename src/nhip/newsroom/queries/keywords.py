"""Questions about the words that official pages ought to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.agencies.permits import reach_of
from nhip.newsroom.models.keywords import Keyword

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def keywords_for(asker: Account) -> QuerySet[Keyword]:
    """Those of the agencies whose newsroom the asker may read."""
    reach = reach_of(asker, "newsroom.read")
    rows = standing_keywords().select_related("unit", "by")
    return rows if reach is None else rows.filter(unit__in=reach)


def standing_keywords() -> QuerySet[Keyword]:
    """Every one that was not ended."""
    return Keyword.objects.filter(ended_at__isnull=True)
