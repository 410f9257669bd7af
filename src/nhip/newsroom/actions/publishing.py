"""What `channels` calls when an exact text becomes public or stops being it. The permit was asked at the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.newsroom.actions.previews import revoke_previews
from nhip.newsroom.actions.reading_aloud import silence
from nhip.newsroom.actions.remembering import forget, remember
from nhip.newsroom.actions.shelf import withdraw_story_items
from nhip.newsroom.models.addresses import FormerSlug
from nhip.newsroom.models.people import PublicRecording
from nhip.newsroom.models.public import PublicEdition, PublicPicture
from nhip.newsroom.models.stages import Stage, StoryMove
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.pieces import recordings_in
from nhip.newsroom.queries.stories import shown_in

if TYPE_CHECKING:
    from wagtail.models import Revision

    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor


@transaction.atomic
def hold_for(asker: Account, stage: Stage) -> None:
    """The approved text waits for its moment."""
    _record(asker, asker, stage, "schedule", "scheduled", "", stage.revision)


@transaction.atomic
def make_public(actor: Actor, by: Account, stage: Stage, revision: Revision, sha256: str, note: str) -> bool:
    """Put an approved text before the public; doing it again changes nothing. True when it was this call's deed."""
    stage = Stage.objects.select_for_update().select_related("story").get(pk=stage.pk)
    if stage.released_id == revision.pk and stage.public in ("published", "corrected"):
        return False
    now = timezone.now()
    first = stage.first_public_at is None
    before = Story.objects.get(pk=stage.story_id)
    revision.publish(log_action=False)
    remember(actor, stage.story, revision)
    _remember_address(before, first)
    _show(Story.objects.get(pk=stage.story_id))
    stage.public = "published" if first else "corrected"
    stage.first_public_at = stage.first_public_at or now
    stage.public_at, stage.released, stage.note = now, revision, note
    stage.save(update_fields=["public", "first_public_at", "public_at", "released", "note"])
    kept = stage.state == "scheduled" and stage.sha256 == sha256
    if kept:
        stage.story.people.filter(dropped=True).delete()
    # a newer text may already be under way at the desk; it keeps its own state
    _record(actor, by, stage, "release" if first else "correct", "published" if kept else stage.state, note, revision)
    return True


@transaction.atomic
def take_down(asker: Account, stage: Stage, reason: str) -> None:
    """Take a story away from the public; its address then says when and why."""
    stage = Stage.objects.select_for_update().select_related("story").get(pk=stage.pk)
    stage.story.unpublish(log_action=False)
    forget(asker, stage.story)
    _hide(stage.story)
    silence(asker, stage.story_id, reason[:300])
    stage.public, stage.note, stage.public_at = "withdrawn", reason, timezone.now()
    stage.save(update_fields=["public", "note", "public_at"])
    withdraw_story_items(asker, stage.story, reason)
    revoke_previews(asker, stage.story)
    _record(asker, asker, stage, "withdraw", "draft", reason, None)


def _record(
    actor: Actor, by: Account, stage: Stage, verb: str, now: str, reason: str, revision: Revision | None
) -> None:
    was, stage.state = stage.state, now
    if now in ("published", "draft") and was != now:
        stage.revision, stage.sha256 = None, stage.sha256 if now == "published" else ""
    stage.save(update_fields=["state", "revision", "sha256"])
    StoryMove.objects.create(
        story=stage.story, verb=verb, was=was, now=now, by=by, at=timezone.now(), reason=reason[:500],
        sha256=stage.sha256, revision=revision,
    )  # fmt: skip
    write(actor, f"newsroom.{verb}", stage.story, reason[:300], {"was": was, "sha256": stage.sha256})


def _remember_address(before: Story, first: bool) -> None:
    """An address that readers had leads to the new one for good; one taken into use again leads nowhere else."""
    now = Story.objects.get(pk=before.pk)
    FormerSlug.objects.filter(locale=now.locale, slug=now.slug).delete()
    if not first and before.slug != now.slug:
        FormerSlug.objects.update_or_create(
            locale=before.locale, slug=before.slug, defaults={"story": now, "since": timezone.now()}
        )


def _show(story: Story) -> None:
    """The story as its row has it now is what the public has."""
    _hide(story)
    PublicPicture.objects.bulk_create(
        PublicPicture(story=story, picture_id=pk) for pk in dict.fromkeys(one.pk for one, _ in shown_in(story))
    )
    PublicRecording.objects.bulk_create(
        PublicRecording(story=story, recording_id=pk) for pk in dict.fromkeys(one.pk for one in recordings_in(story))
    )


def _hide(story: Story) -> None:
    """Nobody sees its pictures any more; the edition grows, so that whoever keeps or indexes it looks again."""
    PublicPicture.objects.filter(story=story).delete()
    PublicRecording.objects.filter(story=story).delete()
    PublicEdition.turn()
