"""Reminders in the background. Run twice on a day, nobody is told twice."""

from __future__ import annotations

from django_tasks import task

from nhip.journal.actors import Machine
from nhip.notices.jobs import deliver_waiting
from nhip.reporting.actions.reminding import remind

REMINDER = Machine("reporting.reminder")


@task()
def remind_of_reports() -> None:
    """Tell whoever has a report due, then send what waits."""
    remind(REMINDER)
    deliver_waiting.enqueue()
