"""Background doors of this room: once a day what must be checked again, what ended, whom to tell."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.places.actions.telling import look_over

KEEPER = Machine("places.keeper")


@task()
def look_over_places() -> None:
    look_over(KEEPER, timezone.localdate())
