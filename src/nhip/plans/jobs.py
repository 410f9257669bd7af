"""Background doors of this room: standing duties make the tasks of the periods that have begun."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.journal.actors import Machine
from nhip.plans.actions import duties
from nhip.plans.models.tasks import Task

CLERK = Machine("plans.clerk")


@task()
def make_due_tasks() -> None:
    """One duty after the other, each in its own transaction: a stop in the middle loses nothing."""
    standing = Task.objects.exclude(recurs="").exclude(state__in=("draft", "done", "closed"))
    for duty in standing.order_by("pk"):
        duties.make_instances(CLERK, duty, timezone.localdate())
