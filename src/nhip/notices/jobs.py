"""Sending in the background: everything that waits. Run twice, it sends once."""

from __future__ import annotations

from django_tasks import task

from nhip.journal.actors import Machine
from nhip.notices.actions import deliver
from nhip.notices.queries import to_deliver

POSTMAN = Machine("notices.postman")


@task()
def deliver_waiting() -> None:
    for pk in to_deliver():
        deliver(POSTMAN, pk)
