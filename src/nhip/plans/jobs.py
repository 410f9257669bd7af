"""Background doors of this room: standing duties make the tasks, people are reminded, links followed."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.plans.actions import duties, evidence
from nhip.plans.actions.telling import remind_of_tasks
from nhip.plans.models.tasks import Task
from nhip.plans.queries.links import links_to_check

CLERK = Machine("plans.clerk")


@task()
def make_due_tasks() -> None:
    """One duty after the other, each in its own transaction: a stop in the middle loses nothing."""
    standing = Task.objects.exclude(recurs="").exclude(state__in=("draft", "done", "closed"))
    for duty in standing.order_by("pk"):
        duties.make_instances(CLERK, duty, timezone.localdate())


@task()
def remind_of_due_tasks() -> None:
    """Remind the people of tasks that are near their last day or past it; each step is told once."""
    remind_of_tasks(CLERK, timezone.localdate())


@task()
def check_links() -> None:
    """One link after the other; on a machine that may not ask outside (NHIP_FOLLOW_LINKS=0) none."""
    if settings.NHIP_FOLLOW_LINKS:
        for one in links_to_check(CLERK, timezone.now()):
            evidence.check_link(CLERK, one)
