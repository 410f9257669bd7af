"""The worker of machine deliveries: each goes out exactly once, whatever breaks and whenever.

`sending` is written before a carrier is asked. Whoever finds a row in `sending` whose lease is over asks the carrier
with `find` first; only what it does not have is published. A carrier is never asked inside a transaction. A correction
puts the standing posting right where its way can (`corrects` in data/carriers.toml).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.actions.entering import enter
from nhip.channels.actions.joining import secrets_of, token_over
from nhip.channels.carriers.carrier import Carrier, Message, NotTaken, Overtaken, Posting, Unclear, Unknowable
from nhip.channels.carriers.joined import joined
from nhip.channels.carriers.websub import Hub
from nhip.channels.carrying import pace, ways
from nhip.channels.deliveries import OPEN, circuit_name
from nhip.channels.models.joining import Circuit
from nhip.channels.models.releases import Delivery, Release
from nhip.channels.queries.carriers import way_at
from nhip.channels.queries.messages import message_of
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

log = logging.getLogger(__name__)

LETTERS = ("newsletter", "push")
"""The ways whose deliveries are many letters: `actions.letters` and `actions.notes` work those."""
LOST = "Chưa rõ nền tảng đã nhận chưa; hệ thống sẽ hỏi lại trước khi đăng."
LOOK = "Chưa rõ bài đã lên kênh chưa. Hãy mở kênh xem, rồi ghi đường dẫn hoặc xác nhận là chưa có."
BY_HAND = "Bài trước do người đăng. Hãy sửa bài đó rồi ghi lại đường dẫn."
LONGEST = 300
"""Letters of a reference; an upload by a longer address cannot be taken up again and begins anew."""
_SETTLE = timedelta(minutes=2)
"""How long a correction waits before it looks again whether the text before it is out."""


def work_deliveries(actor: Actor, most: int = 50) -> int:
    """Work what is due, one after the other, each on its own. How many were looked at."""
    due = Delivery.objects.filter(state__in=OPEN, next_at__lte=timezone.now()).exclude(carrier__in=LETTERS)
    pks = list(due.order_by("next_at", "pk").values_list("pk", flat=True)[:most])
    for pk in pks:
        try:
            work_delivery(actor, pk)
        except Exception:
            log.exception("delivery %s", pk)  # its row says `sending` and is asked about when its lease is over
    return len(pks)


def work_delivery(actor: Actor, delivery_id: int) -> Delivery:
    """Try one delivery, if it is due and nobody else has it in hand. Of two calls at once, one does nothing."""
    row, was = _claimed(delivery_id)
    if was == "withdrawing":
        _take_down(actor, row)
    elif was:
        with suppress(Overtaken):  # whoever has it in hand now goes on
            _publish(actor, row, was)
    row.refresh_from_db()
    return row


@transaction.atomic
def give_to_hand(asker: Account, delivery_id: int) -> Delivery:
    """Let a person post what a machine could not. Raises Refused while the machine still tries."""
    row = Delivery.objects.select_for_update().select_related("release__story").get(pk=delivery_id)
    if not may(asker, "channels.record", row.release.story.unit_id):
        raise PermissionDenied("channels.record")
    stuck = row.state == "failed" or (row.state == "sending" and row.next_at is None)
    if not stuck or row.carrier in LETTERS:
        raise Refused([Issue("delivery", "channels.machine_still_tries", {})])
    row.state, row.next_at = "by_hand", None
    row.save(update_fields=["state", "next_at"])
    write(asker, "channels.give_to_hand", row, row.fault[:300], {"carrier": row.carrier})
    return row


@transaction.atomic
def try_again(asker: Account, delivery_id: int) -> Delivery:
    """Let the machine try once more what it had given up, after a person put right what stood in the way."""
    row = Delivery.objects.select_for_update().select_related("release__story").get(pk=delivery_id)
    if not may(asker, "channels.record", row.release.story.unit_id):
        raise PermissionDenied("channels.record")
    if row.state not in OPEN or row.next_at is not None:
        raise Refused([Issue("delivery", "channels.machine_still_tries", {})])
    row.next_at, row.tries = timezone.now(), 0
    row.save(update_fields=["next_at", "tries"])
    write(asker, "channels.try_again", row, "", {"carrier": row.carrier})
    return row


@transaction.atomic
def say_absent(asker: Account, delivery_id: int) -> Delivery:
    """A person looked: the posting does not stand there. The machine posts it now. Raises Refused."""
    row = Delivery.objects.select_for_update().select_related("release__story").get(pk=delivery_id)
    if not may(asker, "channels.record", row.release.story.unit_id):
        raise PermissionDenied("channels.record")
    if row.state != "unknown":
        raise Refused([Issue("delivery", "channels.delivery_known", {})])
    gone = row.release.withdrawn_at is not None or _overtaken(row)
    row.state, row.next_at = ("cancelled", None) if gone else ("waiting", timezone.now())
    row.tries, row.fault = 0, ""
    row.save(update_fields=["state", "next_at", "tries", "fault"])
    write(asker, "channels.say_absent", row, "", {"carrier": row.carrier})
    return row


@transaction.atomic
def _claimed(delivery_id: int) -> tuple[Delivery, str]:
    """Take the row in hand for as long as the lease; its state before ("" when there is nothing to do now)."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("release__story", "outlet")
    row, now = rows.get(pk=delivery_id), timezone.now()
    release = row.release
    if row.state not in OPEN or row.next_at is None or row.next_at > now or release.cancelled_at:
        return row, ""
    if Circuit.objects.filter(name=circuit_name(row.carrier, row.outlet_id), paused_until__gt=now).exists():
        return row, ""
    if row.tries >= 2 * pace().most_tries:  # whoever worked it died every time
        row.next_at, row.fault = None, LOST
        row.save(update_fields=["next_at", "fault"])
        return row, ""
    was = row.state
    if was != "withdrawing":
        row.state = "sending"
    row.tries, row.tried_at = row.tries + 1, now
    row.next_at = now + (_lease(row) if was != "withdrawing" else timedelta(seconds=pace().lease))
    row.save(update_fields=["state", "tries", "tried_at", "next_at"])
    return row, was


def _publish(actor: Actor, row: Delivery, was: str) -> None:
    before = _before(row)
    if before is not None and before.state != "out":
        _wait_for(row, was)
        return
    try:
        carrier, message = carrier_of(actor, row), replace(message_of(row), hold=_holding(row))
        if was == "sending":  # what an earlier try left to ask by
            message = replace(message, handle=row.reference)
        if before is not None and ways()[row.carrier].corrects in ("edit", "comment"):
            _put_right(actor, row, before, carrier, message)
            return
        posting = carrier.find(message) if was == "sending" else None
    except Unknowable:
        _leave(row, "unknown", LOOK)
        return
    except (NotTaken, Unclear) as fault:
        # a question without an answer says nothing of an earlier try: what may be out stays in `sending`
        _later(actor, row, "sending" if was == "sending" else "failed", fault)
        return
    if posting is None and _stopped(row):
        _settle(actor, row, "cancelled", "")
        return
    if posting is None:
        if issues := carrier.preview(message).issues:
            _later(actor, row, "failed", NotTaken(str(Refused(issues)), again=False))
            return
        try:
            posting = carrier.publish(message)
        except NotTaken as fault:
            _later(actor, row, "failed", fault)
            return
        except Unclear as fault:
            _later(actor, row, "sending", fault)
            return
    _keep(actor, row, posting)


def _lease(row: Delivery) -> timedelta:
    """How long a worker has a delivery in hand; for a film, until the next piece of its upload."""
    return timedelta(seconds=pace().film_lease if ways()[row.carrier].clip.needed else pace().lease)


def _holding(row: Delivery) -> Callable[[str], None]:
    """Keeps a delivery in this worker's hand while its film goes up, and what the upload can be asked by."""

    def hold(handle: str) -> None:
        mine = Delivery.objects.filter(
            pk=row.pk, state="sending", tries=row.tries, release__withdrawn_at__isnull=True
        )  # fmt: skip
        kept = {"reference": handle} if handle and len(handle) <= LONGEST else {}
        if not mine.update(next_at=timezone.now() + _lease(row), **kept):
            raise Overtaken

    return hold


def _put_right(actor: Actor, row: Delivery, before: Delivery, carrier: Carrier, message: Message) -> None:
    """A correction of what stands there. Carriers do it once however often they are asked; so a lost answer asks again.

    Raises NotTaken, Unclear for the caller to keep.
    """
    if before.reference == before.url:
        _leave(row, "by_hand", BY_HAND)
    elif _stopped(row):
        _settle(actor, row, "cancelled", "")
    elif issues := carrier.preview(message).issues:
        raise NotTaken(str(Refused(issues)), again=False)
    else:
        posting = carrier.update(before.reference, message)
        _keep(actor, row, Posting(posting.reference, posting.url or before.url), before)


def _before(row: Delivery) -> Delivery | None:
    """The delivery of an older text of the story by the same way that stands, or may stand, there."""
    held = Delivery.objects.filter(release__story=row.release.story_id, carrier=row.carrier, pk__lt=row.pk)
    return held.filter(state__in=("sending", "unknown", "out")).order_by("-pk").first()


def _stopped(row: Delivery) -> bool:
    """Whether the text may not go out any more: withdrawn, or a newer text of the story is out."""
    return Release.objects.filter(pk=row.release_id, withdrawn_at__isnull=False).exists() or _overtaken(row)


def _overtaken(row: Delivery) -> bool:
    newer = Delivery.objects.filter(release__story=row.release.story_id, release__pk__gt=row.release_id)
    return newer.filter(carrier="portal", state__in=("out", "withdrawn")).exists()


@transaction.atomic
def _wait_for(row: Delivery, was: str) -> None:
    """Nobody knows yet what of the older text stands there; this is no fault of the carrier."""
    Delivery.objects.filter(pk=row.pk).update(state=was, next_at=timezone.now() + _SETTLE, tries=max(row.tries - 1, 0))


@transaction.atomic
def _leave(row: Delivery, state: str, told: str) -> None:
    """A person's from now on."""
    Delivery.objects.filter(pk=row.pk).update(state=state, next_at=None, fault=told[:500])


@transaction.atomic
def _keep(actor: Actor, row: Delivery, posting: Posting, before: Delivery | None = None) -> None:
    """It is out. What was withdrawn meanwhile is taken down next; what it put right counts as replaced."""
    held = Delivery.objects.select_for_update(of=("self",)).select_related("release__story").get(pk=row.pk)
    if held.state != "sending":
        return
    gone = held.release.withdrawn_at is not None
    held.state, held.next_at = ("withdrawing", timezone.now()) if gone else ("out", None)
    held.out_at, held.reference, held.url = timezone.now(), posting.reference[:300], posting.url[:500]
    held.fault, held.tries = "", held.tries if not gone else 0
    held.save(update_fields=["state", "next_at", "out_at", "reference", "url", "fault", "tries"])
    if before is not None:
        Delivery.objects.filter(pk=before.pk, state="out").update(state="replaced")
    _went_well(held)
    if not gone:
        enter(actor, held.release, held)
    write(actor, "channels.deliver", held, "", {"carrier": held.carrier, "reference": held.reference})


def _take_down(actor: Actor, row: Delivery) -> None:
    try:
        carrier_of(actor, row).withdraw(row.reference)
    except (NotTaken, Unclear) as fault:
        _later(actor, row, "withdrawing", fault)
        return
    _settle(actor, row, "withdrawn", "")


@transaction.atomic
def _settle(actor: Actor, row: Delivery, state: str, fault: str) -> None:
    Delivery.objects.filter(pk=row.pk).update(state=state, next_at=None, fault=fault)
    _went_well(row)
    write(actor, "channels.settle", row, "", {"carrier": row.carrier, "state": state})


@transaction.atomic
def _later(actor: Actor, row: Delivery, state: str, fault: NotTaken | Unclear) -> None:
    """Look again later, or leave it to a person. Nothing was done to the public, so the journal has no line of it."""
    again, told = (fault.again, fault.fault) if isinstance(fault, NotTaken) else (True, LOST)
    asked_to_wait = fault.after if isinstance(fault, NotTaken) else 0
    if isinstance(fault, NotTaken) and fault.token and row.outlet is not None:
        again = token_over(actor, row.outlet, fault.fault)
    now, patience = timezone.now(), pace()
    more = again and row.tries < patience.most_tries
    next_at = now + timedelta(seconds=max(patience.wait(row.tries), asked_to_wait)) if more else None
    Delivery.objects.filter(pk=row.pk).update(state=state, next_at=next_at, fault=told[:500])
    if state == "sending" and isinstance(fault, Unclear) and fault.handle:
        Delivery.objects.filter(pk=row.pk).update(reference=fault.handle[:300])
    if again:
        circuit, _ = Circuit.objects.select_for_update().get_or_create(name=circuit_name(row.carrier, row.outlet_id))
        circuit.faults += 1
        pause = patience.paused(circuit.faults)
        circuit.paused_until = now + timedelta(seconds=pause) if pause else None
        circuit.save(update_fields=["faults", "paused_until"])


def _went_well(row: Delivery) -> None:
    Circuit.objects.filter(name=circuit_name(row.carrier, row.outlet_id)).update(faults=0, paused_until=None)


def carrier_of(actor: Actor, row: Delivery) -> Carrier:
    """The carrier of a delivery at its own channel. Raises NotTaken, Unclear where its secrets do not hold."""
    way = way_at(row.carrier)
    if row.carrier == "websub":
        if not settings.NHIP_HUB:
            raise NotTaken("Chưa đặt trạm tin WebSub.", again=False)
        return Hub(settings.NHIP_HUB, settings.NHIP_FEED)
    if row.outlet is None:
        raise NotTaken("Chưa có kênh được nối với nền tảng.", again=False)
    return joined(way, secrets_of(actor, row.outlet))
