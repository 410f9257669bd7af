"""Asking for the newsletter, saying so again by a signed link (double opt-in), and leaving it with one click.

No answer tells whether an address is known. The address is erased on leaving and when it is found dead.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.models.subscribers import Letter, Subscriber, SubscriberAddress
from nhip.channels.queries.newsletter import HOLDS, token_in
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.newsroom.topics import topics
from nhip.text.issues import Issue

PUBLIC = Machine("channels.newsletter")
_AGAIN = timedelta(hours=1)
"""A second asking within this time sends no second letter."""
_ADDRESS = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\".]+(\.[^@\s<>\".]+)+")
SOFT_BOUNCES = 5
"""So many soft bounces in a row say that an address is dead as well."""


@transaction.atomic
def subscribe(address: str, language: str = "vi", wanted: Iterable[str] = ()) -> None:
    """Ask to be written to, of the topics wanted (none: all). A letter with a link goes out; nothing else does before
    it is followed. Raises Refused."""
    address = address.strip()
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise Refused([Issue("address", "channels.mail_address_wrong", {})])
    now = timezone.now()
    where = SubscriberAddress.objects.select_related("subscriber").filter(address_key=address.casefold()).first()
    if where is None:
        row = Subscriber.objects.create(
            token=secrets.token_hex(16), language=language[:10], topics=_known(wanted), asked_at=now
        )
        try:
            with transaction.atomic():
                SubscriberAddress.objects.create(subscriber=row, address=address, address_key=address.casefold())
        except IntegrityError:  # the same address asked twice in the same moment
            row.delete()
            return
    else:
        row = where.subscriber
        if row.state == "confirmed" or row.letters.filter(delivery=None, next_at__gt=now - _AGAIN).exists():
            return
        row.asked_at, row.language, row.topics = now, language[:10], _known(wanted)
        row.save(update_fields=["asked_at", "language", "topics"])
    key = f"confirm-{row.pk}-{secrets.token_hex(4)}"
    Letter.objects.create(subscriber=row, key=key, next_at=now)
    write(PUBLIC, "channels.subscribe", row, "", {"language": row.language})


@transaction.atomic
def confirm(told: str) -> bool:
    """Follow the link of the first letter. Twice is no error; False where it does not hold (any more)."""
    token = token_in(told)
    row = Subscriber.objects.select_for_update().filter(token=token).first() if token else None
    if row is None or row.state not in ("asked", "confirmed"):
        return False
    if row.state == "asked":
        row.state, row.confirmed_at = "confirmed", timezone.now()
        row.save(update_fields=["state", "confirmed_at"])
        write(PUBLIC, "channels.confirm_subscription", row)
    return True


@transaction.atomic
def choose(token: str, language: str, wanted: Iterable[str]) -> bool:
    """Change what somebody gets who holds the link of a letter. False where it names nobody who gets any."""
    row = Subscriber.objects.select_for_update().filter(token=token, state="confirmed").first()
    if row is None:
        return False
    chosen = (language[:10], _known(wanted))
    if chosen != (row.language, row.topics):
        row.language, row.topics = chosen
        row.save(update_fields=["language", "topics"])
        write(PUBLIC, "channels.change_subscription", row, "", {"language": row.language, "topics": len(row.topics)})
    return True


@transaction.atomic
def leave(token: str) -> bool:
    """Stop at once and erase the address: a person's one click, or their mail program's. Twice is no error."""
    row = Subscriber.objects.select_for_update().filter(token=token).first()
    if row is None:
        return False
    if row.state in ("asked", "confirmed"):
        _end(row, "left")
        write(PUBLIC, "channels.leave_newsletter", row)
    return True


@transaction.atomic
def note_bounce(token: str, *, dead: bool) -> None:
    """A letter came back. A dead address is erased; so is one from which letters came back several times in a row."""
    row = Subscriber.objects.select_for_update().filter(token=token, state__in=("asked", "confirmed")).first()
    if row is None:
        return
    row.bounces += 1
    row.save(update_fields=["bounces"])
    if dead or row.bounces >= SOFT_BOUNCES:
        _end(row, "dead")
    write(PUBLIC, "channels.note_bounce", row, "", {"dead": dead, "bounces": row.bounces})


@transaction.atomic
def erase_unconfirmed() -> int:
    """Erase what was asked for and never confirmed."""
    old = Subscriber.objects.filter(state="asked", asked_at__lt=timezone.now() - HOLDS)
    count = old.count()
    if count:
        old.delete()
        write(PUBLIC, "channels.erase_unconfirmed", "channels.subscriber", "", {"count": count})
    return count


def _known(wanted: Iterable[str]) -> list[str]:
    """The topics that exist, in the order of the list; every one of them is the same as none: all."""
    asked = set(wanted)
    found = [code for code in topics() if code in asked]
    return [] if len(found) == len(topics()) else found


def _end(row: Subscriber, state: str) -> None:
    row.state, row.ended_at = state, timezone.now()
    row.save(update_fields=["state", "ended_at"])
    SubscriberAddress.objects.filter(subscriber=row).delete()
    row.letters.filter(state__in=("waiting", "failed")).update(state="cancelled", next_at=None)
