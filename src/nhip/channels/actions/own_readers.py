"""How many confirmed that they want our letters and our messages, kept day by day in the register of channels.

Only sums are counted. The count is our own, so its definition never changes by somebody else's decision.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.channels.models.outlets import Outlet, OutletCount
from nhip.channels.queries.own_readers import readers_by_outlet
from nhip.channels.register import SUBSCRIBERS
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


def count_own_readers(actor: Actor) -> int:
    """Keep today's numbers; the last look of a day stands. How many channels of the register were counted."""
    found = readers_by_outlet()
    for outlet, (definition, value) in found.items():
        _keep(actor, outlet, definition, value)
    return len(found)


@transaction.atomic
def _keep(actor: Actor, outlet: Outlet, definition: str, value: int) -> None:
    today = timezone.localdate()
    held = OutletCount.objects.select_for_update().filter(outlet=outlet, definition=definition, on=today)
    standing = held.filter(withdrawn_at__isnull=True).first()
    if standing is not None and (not standing.machine or standing.value == value):
        return  # what a person recorded for the day stands
    OutletCount.objects.update_or_create(
        outlet=outlet, definition=definition, on=today, withdrawn_at=None,
        defaults={"name": SUBSCRIBERS, "value": Decimal(value), "machine": True, "recorded_at": timezone.now()},
    )  # fmt: skip
    write(actor, "channels.count_own_readers", outlet, "", {"platform": outlet.platform, "count": value})
