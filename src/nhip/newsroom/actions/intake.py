"""Links to published pieces, sent on a form or by a press agency's own system: counted once, the page is the proof."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media import fetching
from nhip.newsroom.folding import folded
from nhip.newsroom.models.intake import IntakeKey, SentLink
from nhip.newsroom.queries.intake import hash_of
from nhip.plans.actions.activities import record_activity
from nhip.plans.models.activities import Activity
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.tasks import Task

KINDS = ("news_electronic", "news_print", "news_broadcast")
"""Kinds of activities that a press agency's piece may be."""
_ENTRY = uuid.UUID("8a0c54a2-3f5e-4a53-9a6a-0d9b1d5d8c44")
"""Namespace of the entries that links make: the same page of the same agency is the same entry for ever."""


@transaction.atomic
def open_key(asker: Account, unit: Unit, name: str) -> tuple[IntakeKey, str]:
    """A key for one system of a press agency, and its secret, told this once. Raises PermissionDenied, Refused."""
    if not (may(asker, "newsroom.connect", unit) and may(asker, "plans.record", unit)):
        raise PermissionDenied("newsroom.connect")
    if not name.strip():
        raise Refused([Issue("name", "newsroom.key_name", {})])
    secret = secrets.token_urlsafe(32)
    key = IntakeKey.objects.create(
        unit=unit, name=name.strip()[:120], sha256=hash_of(secret), by=asker, at=timezone.now()
    )
    write(asker, "newsroom.open_key", key, key.name)
    return key, secret


@transaction.atomic
def revoke_key(asker: Account, key: IntakeKey) -> IntakeKey:
    """Nobody comes in by this key any more. Revoked already is no error."""
    if not may(asker, "newsroom.connect", key.unit_id):
        raise PermissionDenied("newsroom.connect")
    held = IntakeKey.objects.select_for_update().get(pk=key.pk)
    if held.revoked_at is None:
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        write(asker, "newsroom.revoke_key", held, held.name)
    return held


@transaction.atomic
def send_link(
    asker: Account, unit: Unit, link: str, title: str, published_on: date, *, kind: str = "news_electronic",
    task: Task | None = None, contract: str = "", key: IntakeKey | None = None,
) -> tuple[SentLink, bool]:  # fmt: skip
    """Take in a published piece as an activity of its agency; whether it is new. The page is fetched later and kept.

    `key`: by which system it came; its opener is the asker. Raises PermissionDenied, Refused.
    """
    if not may(asker, "plans.record", unit):
        raise PermissionDenied("plans.record")
    address = fetching.written(link)
    issues = [address] if isinstance(address, Issue) else []
    if not title.strip():
        issues.append(Issue("title", "newsroom.title_missing", {}))
    if kind not in KINDS:
        issues.append(Issue("kind", "newsroom.kind_unknown", {"kind": kind}))
    if published_on > timezone.localdate():
        issues.append(Issue("published_on", "newsroom.link_ahead", {"day": f"{published_on:%d/%m/%Y}"}))
    if isinstance(address, Issue) or issues:
        raise Refused(issues)
    one = folded(address)[:700]
    known = SentLink.objects.filter(address=one).first()
    if known is not None and known.unit_id != unit.pk:
        raise Refused([Issue("link", "newsroom.link_of_other", {})])
    if known is not None:
        return known, False
    activity = record_activity(
        asker, entry=uuid.uuid5(_ENTRY, f"{unit.pk} {one}"), unit=unit, task=task, kind=kind, title=title.strip()[:300],
        on=published_on, quantity=Decimal(1), proofs=[address], source=Activity.Source.LOG,
    )  # fmt: skip
    row = SentLink.objects.create(
        unit=unit, address=one, link=address, title=title.strip()[:300], published_on=published_on, task=task,
        contract=contract.strip()[:120], activity=activity, key=key, by=asker, at=timezone.now(),
    )  # fmt: skip
    if key is not None:
        IntakeKey.objects.filter(pk=key.pk).update(last_at=row.at)
    write(asker, "newsroom.send_link", row, title.strip()[:200], {"by_system": key is not None, "kind": kind})
    return row, True
