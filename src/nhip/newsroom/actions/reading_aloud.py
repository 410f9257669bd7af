"""Public stories read aloud by a machine: made when the public text is another one, gone when it is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.journal.actions import write
from nhip.media.actions.originals import erase, keep
from nhip.media.programs import Failed
from nhip.media.speaking import FORM, TYPE, Sound, speak, voices
from nhip.newsroom.models.public import PublicEdition
from nhip.newsroom.models.spoken import SpokenStory
from nhip.newsroom.models.stages import Stage
from nhip.newsroom.models.stories import Story
from nhip.newsroom.spoken import digest, script_of
from nhip.newsroom.states import SHOWN

if TYPE_CHECKING:
    from nhip.journal.actors import Actor


def read_aloud(actor: Actor, story_id: int) -> SpokenStory | None:
    """The recording of a story's public text, made now unless it is there; None for what the public does not have.

    Speaking takes seconds and happens outside the transaction; the text is looked at again before anything is kept.
    """
    story = Story.objects.select_related("stage", "locale").get(pk=story_id)
    if not _public(story.stage) or story.locale.language_code not in voices():
        return None
    language, revision = story.locale.language_code, story.stage.released_id
    held = SpokenStory.objects.filter(story=story).first()
    if held is not None and held.revision_id == revision:
        return held
    script = script_of(story.title, story.lead, story.body.raw_data, language)
    sha256 = digest(script, f"{FORM} {voices()[language]}")
    sound, fault = None, ""
    if held is None or held.sha256 != sha256 or held.original_id is None:
        try:
            sound = speak(script, language, story.title)
        except Failed as failed:
            fault = str(failed)[:300]
        held = None
    return _keep(actor, story_id, revision, sha256, held is not None, sound, fault)


@transaction.atomic
def _keep(
    actor: Actor, story_id: int, revision: int | None, sha256: str, same: bool, sound: Sound | None, fault: str
) -> SpokenStory | None:
    """`same`: what is read has not changed (sources were corrected, say), so the recording stays."""
    stage = Stage.objects.select_for_update().select_related("story").get(story=story_id)
    if not _public(stage) or stage.released_id != revision:
        return None  # withdrawn or corrected while the machine spoke
    row = SpokenStory.objects.filter(story=story_id).select_related("original").first()
    before = row.original if row is not None else None
    row = row or SpokenStory(story_id=story_id)
    row.revision_id, row.sha256, row.made_at, row.fault = revision, sha256, timezone.now(), fault
    if not same:
        row.original, row.seconds = None, 0
        if sound is not None:
            row.original = keep(actor, sound.data, f"tin-{story_id}.mp3", TYPE)
            row.seconds = sound.seconds
    row.save()
    if before is not None and not same:
        erase(actor, before, "bản đọc của nội dung trước")
    facts = {"sha256": sha256, "seconds": row.seconds}
    write(actor, "newsroom.read_aloud", stage.story, fault, facts)
    PublicEdition.turn()
    return row


@transaction.atomic
def silence(actor: Actor, story_id: int, ground: str) -> None:
    """Take the recording of a story away for good. Without one it does nothing."""
    row = SpokenStory.objects.filter(story=story_id).select_related("original", "story").first()
    if row is None:
        return
    story, original = row.story, row.original
    row.delete()
    if original is not None:
        erase(actor, original, ground)
    write(actor, "newsroom.silence", story, ground)
    PublicEdition.turn()


def _public(stage: Stage) -> bool:
    return stage.public in SHOWN and stage.released_id is not None
