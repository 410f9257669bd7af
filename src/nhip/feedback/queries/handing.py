"""What leaves the house for the province's own feedback system, and which system that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from nhip.agencies.queries.units import names
from nhip.feedback.categories import categories, kinds
from nhip.feedback.handover import Handed, Handover
from nhip.feedback.personal import masked
from nhip.feedback.systems.http_json import HttpJson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nhip.feedback.models.matters import Matter


def system() -> Handover | None:
    """The province's system; None where none is set."""
    if not settings.NHIP_FEEDBACK_SYSTEM:
        return None
    return HttpJson(settings.NHIP_FEEDBACK_SYSTEM, settings.NHIP_FEEDBACK_SYSTEM_KEY)


def handed_of(row: Matter) -> Handed:
    """A matter as it leaves the house: without any contact, traces of people masked."""
    units = sorted({pk for pk in (row.unit_id, row.place_id) if pk})
    return handed_with(row, names(None, units, timezone.localdate()) if units else {})


def handed_with(row: Matter, called: Mapping[int, str]) -> Handed:
    """The same; `called`: the names of units that are known already."""
    return Handed(
        row.number or "", row.received_at, row.due_at, kinds()[row.kind].vi, categories()[row.category].vi,
        called.get(row.place_id or 0, ""), called.get(row.unit_id or 0, ""), row.get_came_by_display(),
        masked(row.text),
    )  # fmt: skip
