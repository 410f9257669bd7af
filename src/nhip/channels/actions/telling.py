"""Telling people what only they can do: post or take down by hand, look what a platform has, join a channel again.

Told once for each event. A channel's administrators are posts: who holds them may release at its agency.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from nhip.agencies.queries.accounts import holders_of
from nhip.channels.carrying import ways
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.releases import Delivery, Release
from nhip.notices.actions import tell

if TYPE_CHECKING:
    from nhip.journal.actors import Actor

STAGES = (14, 3, 0)
"""Days before its end on which a token that a person has to renew is spoken of."""
KINDS = {
    "by_hand": "posting_by_hand", "unknown": "posting_unknown", "withdrawing": "posting_take_down",
    "failed": "posting_failed", "out": "posting_missing",
}  # fmt: skip


def tell_people(actor: Actor) -> int:
    """Everything that waits for a person. How many notices were new."""
    return _tell_deliveries(actor) + _tell_keys(actor) + _tell_held(actor)


def _tell_deliveries(actor: Actor) -> int:
    waits = Q(state__in=("by_hand", "unknown")) | Q(state__in=("withdrawing", "failed"), next_at__isnull=True)
    waits |= Q(state="out", missing_at__isnull=False)
    rows = Delivery.objects.filter(waits).select_related("release__story").order_by("-pk")[:500]
    told = 0
    for row in rows:
        story = row.release.story
        facts = {"way": ways()[row.carrier].name, "story": story.draft_title or story.title, "fault": row.fault}
        for account in holders_of(actor, "channels.record", story.unit_id, timezone.localdate()):
            key, link = f"delivery:{row.pk}:{row.state}", f"/kenh/bai-dang/{row.pk}/"
            told += tell(actor, account, KINDS[row.state], key, link, facts) is not None
    return told


def _tell_held(actor: Actor) -> int:
    """What did not go out at its moment: whoever released it, opened it or may release there, once for each reason."""
    told, today = 0, timezone.localdate()
    rows = Release.objects.filter(cancelled_at=None, withdrawn_at=None, due_at__lte=timezone.now()).exclude(held="")
    for row in rows.select_related("story__owner", "by"):
        people = {one.pk: one for one in holders_of(actor, "channels.release", row.story.unit_id, today)}
        people |= {one.pk: one for one in (row.by, row.story.owner) if one is not None}
        key = f"held:{row.pk}:{hashlib.sha256(row.held.encode()).hexdigest()[:12]}"
        facts = {"story": (row.story.draft_title or row.story.title)[:120]}
        for account in people.values():
            told += tell(actor, account, "release_held", key, f"/toa-soan/{row.story_id}/", facts) is not None
    return told


def _tell_keys(actor: Actor) -> int:
    told = 0
    rows = OutletKey.objects.filter(outlet__ended_on__isnull=True).select_related("outlet")
    for row in rows:
        way, outlet = ways().get(row.outlet.platform), row.outlet
        posts = ", ".join(line.strip() for line in outlet.administrators.splitlines() if line.strip())
        facts: dict[str, object] = {"outlet": outlet.name, "posts": posts or "chưa ghi", "fault": row.fault}
        if row.fault:
            kind, key = "channel_key_over", hashlib.sha256(row.fault.encode()).hexdigest()[:16]
        elif row.expires_at is None or way is None or way.life.renews:
            continue
        else:
            left = (row.expires_at - timezone.now()).days
            stage = next((one for one in reversed(STAGES) if left <= one), None)
            if stage is None:
                continue
            kind, key = "channel_key_ends", f"stage:{stage}"
            facts["until"] = f"{timezone.localtime(row.expires_at):%d/%m/%Y}"
        for account in holders_of(actor, "channels.release", outlet.unit_id, timezone.localdate()):
            key_of, link = f"outlet-key:{row.pk}:{row.joined_at:%Y%m%d%H%M}:{key}", f"/kenh/{outlet.pk}/noi/"
            told += tell(actor, account, kind, key_of, link, facts) is not None
    return told
