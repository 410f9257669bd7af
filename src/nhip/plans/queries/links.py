"""Which links wait to be followed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from nhip.plans.models.evidence import Evidence

AGAIN = timedelta(days=30)
"""After how long a page is looked at again."""

SOON = timedelta(days=1)
"""After how long one that was closed to us is tried again."""

AT_ONCE = 100
"""Links of one run."""


def links_to_check(asker: object, at: datetime) -> list[Evidence]:
    """Those never looked at, then those whose time has come again; the longest waiting first."""
    states = Evidence.LinkState
    due = (
        Q(link_state__in=("", states.WAITING))
        | Q(link_state=states.CLOSED, checked_at__lt=at - SOON)
        | Q(link_state=states.FOUND, checked_at__lt=at - AGAIN)
    )
    rows = Evidence.objects.filter(due, kind=Evidence.Kind.LINK, withdrawn_at=None)
    return list(rows.order_by("checked_at", "pk")[:AT_ONCE])
