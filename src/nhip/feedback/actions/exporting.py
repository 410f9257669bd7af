"""A file for the province's own feedback system: open matters that it does not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.feedback.handover import as_csv
from nhip.feedback.queries.handing import handed_with
from nhip.feedback.queries.matters import to_hand_over
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def hand_over(asker: Account) -> str:
    """The file, without any contact and with traces of people masked. Raises PermissionDenied."""
    if not may(asker, "feedback.route"):
        raise PermissionDenied("feedback.route")
    rows = list(to_hand_over(asker))
    units = sorted({pk for row in rows for pk in (row.unit_id, row.place_id) if pk})
    called = names(asker, units, timezone.localdate()) if units else {}
    told = [handed_with(row, called) for row in rows]
    write(asker, "feedback.hand_over", "feedback", "", {"count": len(told)})
    return as_csv(told)
