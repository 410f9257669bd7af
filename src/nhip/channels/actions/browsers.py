"""A browser asks for messages, says so again by a click on the first one, and leaves. Nothing says whose it is.

The second consent comes back through the push service itself: nobody can ask for another person's browser.
"""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.carriers import push
from nhip.channels.models.browsers import Browser, BrowserNote
from nhip.channels.queries.browsers import hosts, rules
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.text.issues import Issue

PUBLIC = Machine("channels.push")


@transaction.atomic
def ask_for_messages(endpoint: str, key: str, secret: str, language: str) -> None:
    """Keep a browser's address and send it one message; nothing else comes before that is clicked. Raises Refused."""
    told = push.Browser(endpoint.strip(), key.strip(), secret.strip())
    if issues := push.against_browser(told, hosts()):
        raise Refused(issues)
    if Browser.objects.filter(state="asked").count() >= rules().most_waiting:
        raise Refused([Issue("endpoint", "channels.push_full", {})])
    now = timezone.now()
    row, fresh = Browser.objects.get_or_create(
        endpoint_key=_named(told.endpoint),
        defaults={
            "token": secrets.token_hex(16), "endpoint": told.endpoint, "key": told.key, "secret": told.secret,
            "language": language[:10], "asked_at": now,
        },
    )  # fmt: skip
    if not fresh and (row.language, row.key, row.secret) != (language[:10], told.key, told.secret):
        row.language, row.key, row.secret = language[:10], told.key, told.secret
        row.save(update_fields=["language", "key", "secret"])
    if fresh:
        BrowserNote.objects.create(browser=row, next_at=now)
        write(PUBLIC, "channels.ask_for_messages", row, "", {"language": row.language})


@transaction.atomic
def confirm_browser(token: str) -> bool:
    """The first message was shown and clicked. Twice is no error; False where it names no browser."""
    row = Browser.objects.select_for_update().filter(token=token).first()
    if row is None:
        return False
    if row.state == "asked":
        row.state, row.confirmed_at = "confirmed", timezone.now()
        row.save(update_fields=["state", "confirmed_at"])
        write(PUBLIC, "channels.confirm_browser", row)
    return True


@transaction.atomic
def leave_browser(endpoint: str) -> None:
    """Erase a browser. Only the browser itself knows its address; one that is not known is no error."""
    row = Browser.objects.select_for_update().filter(endpoint_key=_named(endpoint.strip())).first()
    if row is not None:
        write(PUBLIC, "channels.leave_browser", row)
        row.delete()


@transaction.atomic
def erase_unanswered() -> int:
    """Erase browsers whose first message nobody clicked."""
    old = Browser.objects.filter(state="asked", asked_at__lt=timezone.now() - rules().holds)
    count = old.count()
    if count:
        old.delete()
        write(PUBLIC, "channels.erase_unanswered", "channels.browser", "", {"count": count})
    return count


def _named(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode("utf-8")).hexdigest()
