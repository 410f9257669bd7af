"""A file for the province's own feedback system: open matters that it does not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.feedback.categories import categories, kinds
from nhip.feedback.handover import Handed, as_csv
from nhip.feedback.personal import masked
from nhip.feedback.queries.matters import to_hand_over
from nhip.journal.actions import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nhip.agencies.models.accounts import Account
    from nhip.feedback.models.matters import Matter


def handed_of(row: Matter) -> Handed:
    """A matter as it leaves the house: without any contact, traces of people masked."""
    units = sorted({pk for pk in (row.unit_id, row.place_id) if pk})
    return _handed(row, names(None, units, timezone.localdate()) if units else {})


def _handed(row: Matter, called: Mapping[int, str]) -> Handed:
    return Handed(
        row.number or "", row.received_at, row.due_at, kinds()[row.kind].vi, categories()[row.category].vi,
        called.get(row.place_id or 0, ""), called.get(row.unit_id or 0, ""), row.get_came_by_display(),
        masked(row.text),
    )  # fmt: skip


@transaction.atomic
def hand_over(asker: Account) -> str:
    """The file, without any contact and with traces of people masked. Raises PermissionDenied."""
    if not may(asker, "feedback.route"):
        raise PermissionDenied("feedback.route")
    rows = list(to_hand_over(asker))
    units = sorted({pk for row in rows for pk in (row.unit_id, row.place_id) if pk})
    called = names(asker, units, timezone.localdate()) if units else {}
    told = [_handed(row, called) for row in rows]
    write(asker, "feedback.hand_over", "feedback", "", {"count": len(told)})
    return as_csv(told)
