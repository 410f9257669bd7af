"""A draft shown to somebody without an account: by a signed link that ends, can be taken back, and is logged."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.newsroom.models.addresses import PreviewLink
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.queries.previews import closed, link_of
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.newsroom.models.stories import Story

LONGEST = 14
"""Days that a link may hold."""


@transaction.atomic
def make_preview(asker: Account, story: Story, to: str, days: int) -> PreviewLink:
    """A link for one named reader, for some days. Refused for a withdrawn story and under embargo."""
    _may(asker, story)
    stage = Stage.objects.get(story=story)
    issues = [] if to.strip() else [Issue("to", "newsroom.preview_nobody", {})]
    if not 1 <= days <= LONGEST:
        issues.append(Issue("days", "newsroom.preview_days", {"most": LONGEST}))
    issues += closed(stage)
    if issues:
        raise Refused(issues)
    now = timezone.now()
    link = PreviewLink.objects.create(
        story=story, nonce=secrets.token_urlsafe(32), to=to.strip()[:200], until=now + timedelta(days=days), by=asker,
        at=now,
    )  # fmt: skip
    write(asker, "newsroom.make_preview", link, link.to, {"story": story.pk, "until": link.until})
    return link


@transaction.atomic
def revoke_preview(asker: Account, link: PreviewLink) -> PreviewLink:
    """The link shows nothing any more. Revoked already is no error."""
    _may(asker, link.story)
    held = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if held.revoked_at is None:
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        write(asker, "newsroom.revoke_preview", held, held.to)
    return held


@transaction.atomic
def revoke_previews(asker: Account, story: Story) -> None:
    """Every link to a withdrawn story ends. The permit was asked at the withdrawal."""
    ended = PreviewLink.objects.filter(story=story, revoked_at__isnull=True).update(revoked_at=timezone.now())
    if ended:
        write(asker, "newsroom.revoke_preview", story, "", {"links": ended})


@transaction.atomic
def open_preview(token: str) -> PreviewLink | None:
    """The link behind a token while it holds, its opening logged; None for everything else."""
    link = link_of(token)
    if link is None:
        return None
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=timezone.now())
    write(Machine("liên kết xem trước"), "newsroom.open_preview", link, link.to, {"story": link.story_id})
    return link


def _may(asker: Account, story: Story) -> None:
    if not (may(asker, "newsroom.write", story.unit_id) or may(asker, "newsroom.approve", story.unit_id)):
        raise PermissionDenied("newsroom.write")
