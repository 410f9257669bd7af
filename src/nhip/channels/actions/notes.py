"""The worker of messages to browsers: each browser shows each story once, whatever breaks and whenever.

A push service cannot be asked what it has. It need not be: a message told twice has the same topic and tag and takes
the place of the one before, there and on the screen.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.channels.actions.entering import enter
from nhip.channels.carriers import push
from nhip.channels.carriers.carrier import Gone, NotTaken, Unclear
from nhip.channels.carrying import pace
from nhip.channels.models.browsers import BrowserNote
from nhip.channels.models.releases import Delivery
from nhip.channels.queries.browsers import contact, key, note_of, readers_of
from nhip.channels.queries.carriers import way_at
from nhip.channels.queries.messages import message_of
from nhip.journal.actions import write

if TYPE_CHECKING:
    from nhip.journal.actors import Actor

WAY = "push"
_OPEN = ("waiting", "sending", "failed")


def work_notes(actor: Actor, most: int = 500) -> int:
    """Address what was released, send what is due, close what is done. How many messages were looked at."""
    for pk in Delivery.objects.filter(carrier=WAY, state="waiting", next_at__lte=timezone.now()).values_list("pk"):
        address_notes(actor, pk[0])
    due = BrowserNote.objects.filter(state__in=_OPEN, next_at__lte=timezone.now()).order_by("next_at", "pk")
    pks = list(due.values_list("pk", flat=True)[:most])
    for pk in pks:
        send_note(actor, pk)
    for pk in Delivery.objects.filter(carrier=WAY, state="sending").values_list("pk", flat=True):
        close_notes(actor, pk)
    return len(pks)


@transaction.atomic
def address_notes(actor: Actor, delivery_id: int) -> None:
    """A message for every browser that confirmed, in the story's language; all of them or none."""
    row = Delivery.objects.select_for_update().select_related("release__story__locale").get(pk=delivery_id)
    if row.state != "waiting" or row.release.withdrawn_at or row.release.cancelled_at:
        return
    now = timezone.now()
    if issues := push.note_of(way_at(WAY), "", message_of(row))[1].issues:
        row.state, row.next_at, row.fault = "failed", None, "; ".join(one.code for one in issues)[:500]
        row.save(update_fields=["state", "next_at", "fault"])
        return
    wanted = readers_of(row.release.story.locale.language_code)
    BrowserNote.objects.bulk_create(
        [BrowserNote(delivery=row, browser=one, next_at=now) for one in wanted], batch_size=500, ignore_conflicts=True
    )
    row.state, row.tries, row.tried_at, row.next_at = "sending", 1, now, None
    row.save(update_fields=["state", "tries", "tried_at", "next_at"])
    write(actor, "channels.address_notes", row, "", {"browsers": len(wanted)})


def send_note(actor: Actor, note_id: int) -> None:
    """Send one message, if it is due and nobody else has it in hand."""
    row = _claimed(note_id)
    if row is None:
        return
    held = row.browser
    try:
        push.send(key(), contact(), push.Browser(held.endpoint, held.key, held.secret), note_of(row), timezone.now())
    except Gone:
        _forget(actor, row)
        return
    except (NotTaken, Unclear) as fault:
        again = isinstance(fault, Unclear) or fault.again
        wait = max(pace().wait(row.tries), getattr(fault, "after", 0))
        more = timezone.now() + timedelta(seconds=wait) if again and row.tries < pace().most_tries else None
        state = "sending" if isinstance(fault, Unclear) and more else "failed"
        BrowserNote.objects.filter(pk=row.pk).update(state=state, next_at=more, fault=str(fault)[:200])
        return
    BrowserNote.objects.filter(pk=row.pk).update(state="out", next_at=None, fault="")


@transaction.atomic
def _claimed(note_id: int) -> BrowserNote | None:
    rows = BrowserNote.objects.select_for_update(of=("self",)).select_related("browser", "delivery__release")
    row, now = rows.filter(pk=note_id).first(), timezone.now()
    if row is None or row.state not in _OPEN or row.next_at is None or row.next_at > now:
        return None
    if row.delivery is not None and row.delivery.release.withdrawn_at is not None:
        row.state, row.next_at = "cancelled", None
        row.save(update_fields=["state", "next_at"])
        return None
    row.state, row.tries, row.next_at = "sending", row.tries + 1, now + timedelta(seconds=pace().lease)
    row.save(update_fields=["state", "tries", "next_at"])
    return row


@transaction.atomic
def _forget(actor: Actor, row: BrowserNote) -> None:
    write(actor, "channels.forget_browser", row.browser)
    row.browser.delete()


@transaction.atomic
def close_notes(actor: Actor, delivery_id: int) -> None:
    """A delivery whose messages are all settled is out, or had nobody to go to."""
    row = Delivery.objects.select_for_update(of=("self",)).select_related("release__story").get(pk=delivery_id)
    if row.state != "sending" or row.notes.filter(state__in=_OPEN, next_at__isnull=False).exists():
        return
    sent = row.notes.filter(state="out").count()
    if sent:
        row.state, row.out_at, row.reference = "out", timezone.now(), f"push:{row.key}"
        row.fault = f"Đã gửi tới {sent:02d} trình duyệt."
    else:
        row.state, row.fault = "cancelled", "Chưa có trình duyệt đăng ký nhận tin bằng ngôn ngữ này."
    row.save(update_fields=["state", "out_at", "reference", "fault"])
    if row.state == "out" and row.release.withdrawn_at is None:
        enter(actor, row.release, row)
    write(actor, "channels.close_notes", row, "", {"browsers": sent, "state": row.state})
