"""Retention: what reached its day is erased, once a day."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.media.actions.originals import erase_due

KEEPER = Machine("media.keeper")


@task()
def erase_due_originals() -> None:
    erase_due(KEEPER, timezone.localdate())
