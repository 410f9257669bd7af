"""Handing a matter to the province's own feedback system, once whatever breaks, and reading how it stands there.

`sending` is written before the other system is asked. Whoever finds it asks there by our number before handing again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.feedback.handover import Handover, Lost, NotHanded, Standing
from nhip.feedback.models.handing import Handing
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries.handing import handed_of, system
from nhip.feedback.queries.matters import sides
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

LEASE = timedelta(minutes=2)
MOST_TRIES = 12
LOOKS = timedelta(hours=6)
"""How often a matter that went over is looked after, until it is closed here."""


@transaction.atomic
def ask_to_hand(asker: Account, matter_id: int) -> Handing:
    """Let the machine hand the matter over; after a fault, once more. Raises PermissionDenied, Refused."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if not sides(asker, row) & {"router", "answerer"}:
        raise PermissionDenied("feedback.route")
    issues = []
    if system() is None:
        issues.append(Issue("handed_to", "feedback.no_system", {}))
    if row.handed_number:
        issues.append(Issue("handed_to", "feedback.handed_already", {"number": row.handed_number}))
    if row.text_erased_at is not None:
        issues.append(Issue("text", "feedback.matter_erased", {}))
    if issues:
        raise Refused(issues)
    now = timezone.now()
    made, fresh = Handing.objects.select_for_update().get_or_create(
        matter=row, defaults={"by": asker, "asked_at": now, "next_at": now}
    )
    if fresh or made.next_at is None:
        made.next_at, made.tries = now, 0
        made.state = made.state if made.state == "sending" else "waiting"  # what may be there is asked about first
        made.save(update_fields=["next_at", "tries", "state"])
        write(asker, "feedback.ask_to_hand", row, "", {"system": settings.NHIP_FEEDBACK_SYSTEM_NAME})
    return made


def work_handings(actor: Actor) -> int:
    """Hand over what is due, then look after what went. How many were looked at."""
    to = system()
    if to is None:
        return 0
    now = timezone.now()
    due = Handing.objects.filter(state__in=("waiting", "sending", "failed"), next_at__lte=now)
    pks = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:100])
    for pk in pks:
        _hand(actor, to, pk)
    out = Handing.objects.filter(state="out", next_at__lte=now)
    looked = list(out.order_by("next_at", "pk").values_list("pk", flat=True)[:200])
    for pk in looked:
        _look(actor, to, pk)
    return len(pks) + len(looked)


@transaction.atomic
def _claimed(pk: int) -> tuple[Handing, str]:
    row = Handing.objects.select_for_update(of=("self",)).select_related("matter").get(pk=pk)
    now, was = timezone.now(), row.state
    if was == "out" or row.next_at is None or row.next_at > now:
        return row, ""
    row.state, row.tries, row.next_at = "sending", row.tries + 1, now + LEASE
    row.save(update_fields=["state", "tries", "next_at"])
    return row, was


def _hand(actor: Actor, to: Handover, pk: int) -> None:
    row, was = _claimed(pk)
    if not was:
        return
    try:
        held = to.find(row.matter.number or "") if was == "sending" else None
    except (NotHanded, Lost) as fault:
        _later(row, "sending", fault)
        return
    try:
        held = held or Standing(to.hand(handed_of(row.matter)))
    except NotHanded as fault:
        _later(row, "failed", fault)
        return
    except Lost as fault:
        _later(row, "sending", fault)
        return
    _keep(actor, row, held)


@transaction.atomic
def _later(row: Handing, state: str, fault: NotHanded | Lost) -> None:
    again = isinstance(fault, Lost) or fault.again
    told = fault.fault if isinstance(fault, NotHanded) else "Chưa rõ hệ thống của tỉnh đã nhận chưa; sẽ hỏi lại trước."
    wait = timedelta(seconds=min(60 * 2 ** max(row.tries - 1, 0), 3600))
    more = timezone.now() + wait if again and row.tries < MOST_TRIES else None
    Handing.objects.filter(pk=row.pk).update(state=state, next_at=more, fault=told[:300])


@transaction.atomic
def _keep(actor: Actor, row: Handing, held: Standing) -> None:
    """It is there: its number stands with the matter, where whoever asked reads it."""
    now, matter = timezone.now(), Matter.objects.select_for_update().get(pk=row.matter_id)
    matter.handed_to, matter.handed_number = settings.NHIP_FEEDBACK_SYSTEM_NAME[:200], held.number
    matter.save(update_fields=["handed_to", "handed_number"])
    Handing.objects.filter(pk=row.pk).update(
        state="out", out_at=now, fault="", tries=0, next_at=now + LOOKS, state_there=held.state,
        changed_there_at=held.changed_at, read_at=now,
    )  # fmt: skip
    write(actor, "feedback.hand", matter, "", {"system": matter.handed_to, "number": held.number})


def _look(actor: Actor, to: Handover, pk: int) -> None:
    row = Handing.objects.select_related("matter").get(pk=pk)
    try:
        held = to.find(row.matter.number or "")
    except (NotHanded, Lost):
        Handing.objects.filter(pk=pk).update(next_at=timezone.now() + LOOKS)
        return
    with transaction.atomic():
        now = timezone.now()
        following = None if row.matter.state == "closed" else now + LOOKS
        said = held.state if held is not None else row.state_there
        changed = held.changed_at if held is not None else row.changed_there_at
        Handing.objects.filter(pk=pk).update(
            next_at=following, state_there=said, changed_there_at=changed, read_at=now
        )  # fmt: skip
        if said != row.state_there:
            write(actor, "feedback.read_handing", row.matter, "", {"state": said})
