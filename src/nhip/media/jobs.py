"""Retention and rights: what reached its day is erased, what may not be shown any more is marked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.media.actions.consents import erase_ended_consents
from nhip.media.actions.originals import erase_due
from nhip.media.actions.rights import look_over_rights

KEEPER = Machine("media.keeper")


@task()
def erase_due_originals() -> None:
    erase_due(KEEPER, timezone.localdate())
    erase_ended_consents(KEEPER, timezone.localdate())


@task()
def look_over_all_rights() -> None:
    look_over_rights(KEEPER, timezone.localdate())
