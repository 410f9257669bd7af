"""Retention and rights: what reached its day is erased, what may not be shown any more is marked."""

from __future__ import annotations

import logging
import time

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.media.actions.consents import erase_ended_consents
from nhip.media.actions.originals import erase_due
from nhip.media.actions.recordings import pack_recording
from nhip.media.actions.rights import look_over_rights
from nhip.media.incoming import sweep
from nhip.media.packing import missing
from nhip.media.queries.recordings import unpacked

log = logging.getLogger(__name__)
KEEPER = Machine("media.keeper")


@task()
def erase_due_originals() -> None:
    erase_due(KEEPER, timezone.localdate())
    erase_ended_consents(KEEPER, timezone.localdate())
    sweep(settings.NHIP_MEDIA, time.time())


@task()
def look_over_all_rights() -> None:
    look_over_rights(KEEPER, timezone.localdate())


@task()
def pack_recordings() -> None:
    """One after the other; without ffmpeg they wait, and doctor says so."""
    for pk in [] if missing() else unpacked(5):
        try:
            pack_recording(KEEPER, pk)
        except Exception:
            log.exception("packing recording %s", pk)
