"""Background doors of this room: public stories are read aloud in advance."""

from __future__ import annotations

import logging

from django_tasks import task

from nhip.journal.actors import Machine
from nhip.media.speaking import missing, voices
from nhip.newsroom.actions.people import tell_of_stopped
from nhip.newsroom.actions.reading_aloud import read_aloud
from nhip.newsroom.queries.spoken import unread

DESK = Machine("newsroom.desk")
log = logging.getLogger(__name__)
READER = Machine("newsroom.reader")
AT_ONCE = 20
"""Stories in one run; the rest are read in the next."""


@task()
def tell_desks_of_stopped() -> None:
    """Pictures and recordings that fell away from public stories: the desks are told."""
    tell_of_stopped(DESK)


@task()
def read_public_stories() -> None:
    """One story after the other. Without the programs nothing happens: pages then have no player, doctor says so."""
    if missing():
        return
    for pk in unread(list(voices()), AT_ONCE):
        try:
            read_aloud(READER, pk)
        except Exception:
            log.exception("reading story %s aloud", pk)
