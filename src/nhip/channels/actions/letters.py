"""The worker of the newsletter: each subscriber gets each story once, whatever breaks and whenever.

The same steps as for any delivery, letter by letter: `sending` is written first; after a lost answer our own mailbox
says whether the server took the letter. Without a mailbox nothing can say so, and the letter is not sent again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nhip.channels.actions.entering import enter
from nhip.channels.actions.subscribers import note_bounce
from nhip.channels.carriers import letters as post
from nhip.channels.carriers.carrier import NotTaken, Unclear
from nhip.channels.carrying import pace
from nhip.channels.models.releases import Delivery
from nhip.channels.models.subscribers import Letter
from nhip.channels.queries.carriers import server, written
from nhip.channels.queries.newsletter import readers_of
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.journal.actors import Actor

WAY = "newsletter"
_OPEN = ("waiting", "sending", "failed")
_ARRIVES = timedelta(minutes=15)
"""How long a copy may take to reach our own mailbox; until then its absence says nothing."""
_COPIES = timedelta(days=7)


def work_letters(actor: Actor, most: int = 300) -> int:
    """Address what was released, send what is due, close what is done. How many letters were looked at."""
    if not (settings.EMAIL_HOST and settings.NHIP_NEWSLETTER_FROM):
        return 0
    now = timezone.now()
    for pk in Delivery.objects.filter(carrier=WAY, state="waiting", next_at__lte=now).values_list("pk", flat=True):
        address_letters(actor, pk)
    due = Letter.objects.filter(state__in=_OPEN, next_at__lte=timezone.now()).order_by("next_at", "pk")
    pks = list(due.values_list("pk", flat=True)[:most])
    for pk in pks:
        send_letter(actor, pk)
    for pk in Delivery.objects.filter(carrier=WAY, state="sending").values_list("pk", flat=True):
        close_delivery(actor, pk)
    return len(pks)


@transaction.atomic
def address_letters(actor: Actor, delivery_id: int) -> None:
    """A letter for everybody who confirmed and wants the topic, in the story's language; all of them or none."""
    row = Delivery.objects.select_for_update().select_related("release__story__locale").get(pk=delivery_id)
    if row.state != "waiting" or row.release.withdrawn_at or row.release.cancelled_at:
        return
    language, now = row.release.story.locale.language_code, timezone.now()
    wanted = list(readers_of(language, row.release.story.topic))
    Letter.objects.bulk_create(
        [Letter(delivery=row, subscriber=one, key=f"{row.key}-{one.pk}", next_at=now) for one in wanted],
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
    row.state, row.tries, row.tried_at, row.next_at = "sending", 1, now, None
    row.save(update_fields=["state", "tries", "tried_at", "next_at"])
    write(actor, "channels.address_letters", row, "", {"letters": len(wanted)})


def send_letter(actor: Actor, letter_id: int) -> Letter:
    """Send one letter, if it is due and nobody else has it in hand."""
    row, was = _claimed(letter_id)
    if was:
        try:
            _send(row, was)
        except NotTaken as fault:
            if not fault.again:
                note_bounce(row.subscriber.token, dead=True)
            _later(row, "failed", fault.fault, again=fault.again)
        except Unclear:
            _later(row, "sending", "", again=True)
        row.refresh_from_db()
    return row


def _send(row: Letter, was: str) -> None:
    out = server()
    if was == "sending":
        taken = out.find(row.key)
        if taken is None:
            _done(row, "unclear")
            return
        if taken:
            _done(row, "out")
            return
    out.send(written(row))
    _done(row, "out")


@transaction.atomic
def _claimed(letter_id: int) -> tuple[Letter, str]:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("subscriber", "delivery__release")
    row, now = rows.get(pk=letter_id), timezone.now()
    if row.state not in _OPEN or row.next_at is None or row.next_at > now:
        return row, ""
    was, gone = row.state, row.delivery is not None and row.delivery.release.withdrawn_at is not None
    # an address that was erased, or a story that was withdrawn, gets no letter; one that may be out stays unclear
    if not hasattr(row.subscriber, "where") or gone:
        row.state, row.next_at = "unclear" if was == "sending" else "cancelled", None
        row.save(update_fields=["state", "next_at"])
        return row, ""
    row.state, row.tries, row.next_at = "sending", row.tries + 1, now + _ARRIVES
    row.save(update_fields=["state", "tries", "next_at"])
    return row, was


def _done(row: Letter, state: str) -> None:
    Letter.objects.filter(pk=row.pk).update(state=state, next_at=None, out_at=timezone.now(), fault="")


def _later(row: Letter, state: str, fault: str, *, again: bool) -> None:
    more = again and row.tries < pace().most_tries
    wait = timedelta(seconds=pace().wait(row.tries)) if state == "failed" else _ARRIVES
    held = Letter.objects.filter(pk=row.pk, state="sending")
    held.update(state=state, next_at=timezone.now() + wait if more else None, fault=fault[:200])


@transaction.atomic
def close_delivery(actor: Actor, delivery_id: int) -> None:
    """A delivery whose letters are all settled is out, or had nobody to go to."""
    row = Delivery.objects.select_for_update(of=("self",)).select_related("release__story").get(pk=delivery_id)
    if row.state != "sending" or row.letters.filter(state__in=_OPEN, next_at__isnull=False).exists():
        return
    sent = row.letters.filter(Q(state="out") | Q(state="unclear")).count()
    if sent:
        row.state, row.out_at, row.reference = "out", timezone.now(), f"newsletter:{row.key}"
        row.fault = f"Đã gửi {sent:02d} / {row.letters.count():02d} thư."
    else:
        row.state, row.fault = "cancelled", "Chưa có người đăng ký nhận bản tin bằng ngôn ngữ này."
    row.save(update_fields=["state", "out_at", "reference", "fault"])
    if row.state == "out" and row.release.withdrawn_at is None:
        enter(actor, row.release, row)
    write(actor, "channels.close_delivery", row, "", {"letters": sent, "state": row.state})


def read_mailbox() -> int:
    """Take in bounces, and forget copies that nobody will ask for any more. How many bounces."""
    box, sender = settings.NHIP_NEWSLETTER_BOX, settings.NHIP_NEWSLETTER_FROM
    if box is None or not sender:
        return 0
    found = list(post.bounces(box, sender))
    for one in found:
        note_bounce(one.token, dead=one.dead)
        post.take_out(box, [one.name])
    post.take_out(box, post.old_copies(box, timezone.now() - _COPIES))
    return len(found)
