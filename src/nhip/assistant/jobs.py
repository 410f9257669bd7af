"""Background doors of this room."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.assistant.actions.coverage import check_keyword
from nhip.assistant.actions.indexing import refresh
from nhip.assistant.queries.coverage import first_of, unasked
from nhip.journal.actors import Machine
from nhip.newsroom.models.keywords import Keyword

CLOCK = Machine("assistant.clock")


@task()
def follow_sources() -> None:
    """The index takes in what became public and lets go of what is public no more."""
    refresh(CLOCK)


@task()
def check_keywords() -> None:
    """Every keyword once a month; a run that was stopped goes on with those not yet asked."""
    for pk in unasked(first_of(timezone.localdate())):
        check_keyword(CLOCK, Keyword.objects.get(pk=pk))
