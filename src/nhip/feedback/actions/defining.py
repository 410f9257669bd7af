"""Terms that the province sets for itself, with their source."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.feedback.categories import categories
from nhip.feedback.models.matters import TermSetting
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def set_term(asker: Account, category: str, days: int, since: date, source: str) -> TermSetting:
    """Matters of the category (empty: of all) received from the day on have so many working days. Raises Refused."""
    if not may(asker, "feedback.define"):
        raise PermissionDenied("feedback.define")
    if (category and category not in categories()) or not 1 <= days <= 90 or not source.strip():
        raise Refused([Issue("days", "feedback.term_wrong", {})])
    row = TermSetting.objects.create(
        category=category, days=days, since=since, source=source.strip()[:300], by=asker, at=timezone.now()
    )
    write(asker, "feedback.set_term", row, row.source, {"category": category, "days": days, "since": since})
    return row
