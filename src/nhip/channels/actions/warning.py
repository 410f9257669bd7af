"""Telling the people who keep the register what is wrong with a channel; each step is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.queries.accounts import holders_of
from nhip.channels.models.outlets import Outlet
from nhip.channels.warnings import warnings
from nhip.notices.actions import tell

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


def warn_of_outlets(actor: Actor) -> int:
    """Tell of licences near their end and channels nobody answers for. How many notices were new."""
    today, told = timezone.localdate(), 0
    for row in Outlet.objects.filter(ended_on__isnull=True).order_by("pk"):
        for one in warnings(row.licence_until, row.administrators, today):
            facts = {"name": row.name, "until": f"{one.until:%d/%m/%Y}" if one.until else ""}
            for account in holders_of(actor, "channels.register", row.unit_id, today):
                made = tell(actor, account, one.kind, f"outlet:{row.pk}:{one.step}", f"/kenh/{row.pk}/", facts)
                told += made is not None
    return told
