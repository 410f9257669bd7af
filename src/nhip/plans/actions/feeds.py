"""Keys to calendar feeds. The address is shown once; only its hash is kept."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.journal.actions import write
from nhip.plans.feeds import hash_of
from nhip.plans.models.calendar import FeedKey

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def open_feed(asker: Account, *, scope: str = "mine") -> str:
    """A new secret for the asker's feed; the one before it ends. `scope`: mine | all. Raises PermissionDenied."""
    if not may(asker, "plans.read"):
        raise PermissionDenied("plans.read")
    _end(asker)
    secret = secrets.token_urlsafe(32)
    key = FeedKey.objects.create(account=asker, hash=hash_of(secret), scope="all" if scope == "all" else "mine")
    write(asker, "plans.open_feed", key, "", {"scope": key.scope})
    return secret


@transaction.atomic
def close_feed(asker: Account) -> None:
    """End the asker's feed: its address answers nobody any more."""
    ended = _end(asker)
    write(asker, "plans.close_feed", asker, "", {"ended": ended})


def _end(asker: Account) -> int:
    return FeedKey.objects.filter(account=asker, ended_at=None).update(ended_at=timezone.now())
