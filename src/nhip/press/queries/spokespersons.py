"""Who speaks to the press: for the public list, and for those who keep the register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import may
from nhip.press.models.spokespersons import Spokesperson

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def public_spokespersons(on: date) -> QuerySet[Spokesperson]:
    """Those whose decision holds on the day and that somebody showed."""
    rows = Spokesperson.objects.filter(shown_at__isnull=False, ended_at__isnull=True, since__lte=on)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=on))


def register_for(asker: Account, on: date) -> list[Spokesperson]:
    """The rows of the asker's agencies that still stand, what waits to be shown first."""
    rows = Spokesperson.objects.filter(ended_at__isnull=True)
    mine = [row for row in rows if may(asker, "press.register", row.unit_id) or may(asker, "press.show", row.unit_id)]
    return sorted(mine, key=lambda row: (row.shown_at is not None, row.until is not None and row.until < on))
