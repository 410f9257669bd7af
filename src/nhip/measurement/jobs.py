"""Background door of this room: signed figures are held against what came to light since."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.measurement.actions.signing import look_again
from nhip.measurement.models.signed import SignedPeriod

CLERK = Machine("measurement.clerk")
LOOKED_BACK = timedelta(days=800)
"""How long after its end a period is looked at: the year's reports of two years are settled by then."""


@task()
def look_over_signed_periods() -> None:
    """One period after the other, each in its own transaction; what differs opens a restatement."""
    since = timezone.localdate() - LOOKED_BACK
    for signed in SignedPeriod.objects.filter(end__gte=since).select_related("unit").order_by("-end", "pk"):
        look_again(CLERK, signed)
