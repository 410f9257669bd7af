"""Background doors of this room: letters, reminders, closing what was answered, erasing what is due."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nhip.feedback.actions.contacts import erase_due, send_letter
from nhip.feedback.actions.handing import work_handings
from nhip.feedback.actions.handling import close_by_clock
from nhip.feedback.actions.telling import remind_of_matters
from nhip.feedback.models.contacts import ReplyLetter
from nhip.feedback.models.matters import Matter
from nhip.feedback.states import ENDED
from nhip.feedback.terms import VIETNAM, kept
from nhip.journal.actors import Machine

CLERK = Machine("feedback.clerk")
KEEPER = Machine("feedback.keeper")


@task()
def send_letters() -> None:
    """One letter after the other, each claimed first."""
    waiting = ReplyLetter.objects.filter(state__in=("waiting", "sending"), next_at__lte=timezone.now())
    for pk in list(waiting.order_by("next_at", "pk").values_list("pk", flat=True)[:200]):
        send_letter(CLERK, pk)


@task()
def hand_matters() -> None:
    """What somebody asked to hand to the province's own system, and how it stands there."""
    work_handings(CLERK)


@task()
def remind_of_feedback() -> None:
    """Remind offices of what is nearly due and of what is late; each step is told once."""
    remind_of_matters(CLERK, timezone.now())


@task()
def close_and_erase() -> None:
    """Close what was answered long enough ago, then erase contacts and texts whose day has come."""
    today = timezone.localdate()
    for row in Matter.objects.filter(state__in=ENDED, ended_at__isnull=False):
        if kept("open").until(row.ended_at.astimezone(VIETNAM).date()) < today:
            close_by_clock(CLERK, row.pk)
    erase_due(KEEPER, today)
