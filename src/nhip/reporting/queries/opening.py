"""What a confirmed letter would open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.reporting.opening import Opening
from nhip.reporting.queries.regimes import outlines
from nhip.reporting.requested import from_letter
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.documents.models import Confirmation, Document
    from nhip.measurement.periods import Period


def asks_report(asker: Account, confirmed: Confirmation) -> bool:
    """Whether a confirmed document asks for a report, and the asker may open its round."""
    return bool(confirmed.record.get("request")) and may(asker, "reporting.open")


def proposal(asker: Account, document: Document, period: Period | None = None) -> Opening | Issue:
    """What `open_from_letter` would open; an issue where it would not."""
    confirmed = document.confirmations.filter(withdrawn_at=None).first()
    if confirmed is None:
        return Issue("request", "reporting.letter_not_confirmed", {})
    today = timezone.localdate()
    found = from_letter(confirmed.record, directory(asker), outlines(asker), today, period)
    return found if isinstance(found, Issue) else replace(found, key=f"document:{document.pk}")
