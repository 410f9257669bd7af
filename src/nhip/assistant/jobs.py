"""Background doors of this room."""

from __future__ import annotations

from django_tasks import task

from nhip.assistant.actions.indexing import refresh
from nhip.journal.actors import Machine

CLOCK = Machine("assistant.clock")


@task()
def follow_sources() -> None:
    """The index takes in what became public and lets go of what is public no more."""
    refresh(CLOCK)
