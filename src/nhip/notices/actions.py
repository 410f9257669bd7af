"""Telling people, and getting it to them. Told twice is told once; what was sent is never sent again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from nhip.journal.actions import write
from nhip.notices.carriers import Carrier, CarrierError, FileCarrier, Message
from nhip.notices.models import CARRIERS, ContactPoint, Delivery, Notice
from nhip.notices.wording import kinds, worded

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

TRIES = 6
WAIT = timedelta(minutes=5)
"""Before a second try; twice as long before each further one."""


@transaction.atomic
def tell(actor: Actor, account: Account, kind: str, key: str, link: str, facts: Mapping[str, object]) -> Notice | None:
    """Tell one person of one event; None when that was done before. It goes out by the ways the person wants.

    Raises KeyError for an unknown kind or a missing fact.
    """
    words = worded(kind, facts)
    notice, fresh = Notice.objects.get_or_create(
        account=account, key=key[:200],
        defaults={
            "kind": kind, "title": words.title[:200], "body": words.body, "link": link, "created_at": timezone.now(),
        },
    )  # fmt: skip
    if not fresh:
        return None
    Delivery.objects.bulk_create(
        Delivery(notice=notice, carrier=carrier, to=to, next_at=notice.created_at)
        for carrier, to in _ways(account).items()
    )
    write(actor, "notices.tell", notice, "", {"kind": kind, "to": account.pk})
    return notice


def deliver(actor: Actor, delivery_id: int) -> bool:
    """Send one; whether it is out. Claimed first, so that two workers never send the same at once."""
    now = timezone.now()
    waits = Delivery.objects.filter(pk=delivery_id, state="waiting", next_at__lte=now)
    if not waits.update(next_at=now + timedelta(minutes=2)):
        return Delivery.objects.filter(pk=delivery_id, state="sent").exists()
    row = Delivery.objects.select_related("notice__account").get(pk=delivery_id)
    row.tries += 1
    try:
        row.number, row.state, row.sent_at, row.trouble = _send(row)[:100], "sent", now, ""
    except (OSError, CarrierError) as error:  # SMTP errors are OSError
        row.trouble = type(error).__name__
        row.state = "failed" if row.tries >= TRIES else "waiting"
        row.next_at = now + WAIT * 2 ** (row.tries - 1)
    with transaction.atomic():
        row.save()
        write(actor, "notices.deliver", row, "", {"carrier": row.carrier, "state": row.state, "tries": row.tries})
    return row.state == "sent"


@transaction.atomic
def mark_read(asker: Account, notice_id: int | None = None) -> int:
    """Mark one notice of one's own, or all of them, as read; how many were not."""
    mine = Notice.objects.filter(account=asker, read_at__isnull=True)
    if notice_id is not None:
        mine = mine.filter(pk=notice_id)
    done = mine.update(read_at=timezone.now())
    if done:
        write(asker, "notices.mark_read", f"notices.account:{asker.pk}", "", {"count": done})
    return done


@transaction.atomic
def set_contact(asker: Account, carrier: str, address: str, *, wanted: bool = True) -> ContactPoint:
    """Say where one's own short messages may go. Raises ValueError for an unknown carrier."""
    if carrier not in dict(CARRIERS):
        raise ValueError(carrier)
    row, _ = ContactPoint.objects.update_or_create(
        account=asker, carrier=carrier, defaults={"address": address.strip()[:254], "wanted": wanted}
    )
    write(asker, "notices.set_contact", row, "", {"carrier": carrier, "wanted": wanted})
    return row


def _ways(account: Account) -> dict[str, str]:
    """Mail unless it is not wanted; Zalo and SMS only where the person gave an address and a carrier is set up."""
    points = {row.carrier: row for row in account.contact_points.all()}
    ways = {}
    mail = points.get("mail")
    if (mail is None or mail.wanted) and settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend":
        ways["mail"] = (mail.address if mail else "") or account.email
    for carrier in ("zalo", "sms"):
        point = points.get(carrier)
        if point is not None and point.wanted and point.address and settings.NHIP_CARRIERS.get(carrier):
            ways[carrier] = point.address
    return ways


def _send(row: Delivery) -> str:
    notice = row.notice
    link = f"{settings.NHIP_ADDRESS}{notice.link}"
    if row.carrier == "mail":
        text = f"{notice.body}\n\n{link}\n"
        headers = {"Message-ID": f"<notice-{notice.pk}-{row.pk}@nhip>"}
        EmailMessage(notice.title, text, to=[row.to], headers=headers).send()
        return headers["Message-ID"]
    line = kinds()[notice.kind]["short"]
    return _carrier(row.carrier).send(Message(row.to, line, link, f"{notice.pk}-{row.pk}"))


def _carrier(code: str) -> Carrier:
    """The carrier of the settings: a dotted path to a class, or "file:NAME" for the local one."""
    named = settings.NHIP_CARRIERS[code]
    if named.startswith("file:"):
        return FileCarrier(Path(settings.NHIP_DATA) / named.removeprefix("file:"))
    made: Carrier = import_string(named)()
    return made
