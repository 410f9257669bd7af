"""Links that press agencies sent, and the keys of their systems."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.agencies.permits import may, reach_of
from nhip.newsroom.models.intake import IntakeKey, SentLink

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def links_for(asker: Account) -> QuerySet[SentLink]:
    """Links of the agencies whose newsroom the asker may read, the latest first."""
    reach = reach_of(asker, "newsroom.read")
    rows = SentLink.objects.select_related("unit", "task", "key", "by", "activity")
    return rows if reach is None else rows.filter(unit__in=reach)


def keys_for(asker: Account) -> QuerySet[IntakeKey]:
    """Keys of the agencies for which the asker may open and revoke them."""
    reach = reach_of(asker, "newsroom.connect")
    rows = IntakeKey.objects.select_related("unit", "by")
    return rows if reach is None else rows.filter(unit__in=reach)


def key_of(secret: str) -> IntakeKey | None:
    """The key that a system showed, while it holds and whoever opened it still answers for the agency."""
    found = IntakeKey.objects.select_related("unit", "by").filter(sha256=hash_of(secret), revoked_at=None).first()
    return found if found is not None and may(found.by, "plans.record", found.unit_id) else None


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
