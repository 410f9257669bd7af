"""Who is named in a story and which recordings the public has: pointers, never names."""

from __future__ import annotations

from django.db import models


class StoryPerson(models.Model):
    """A story names somebody; the consent says who and how long.

    `dropped`: the newest text names the person no more, the public one still does; the row goes when the newest text
    becomes public.
    """

    story = models.ForeignKey("newsroom.Story", models.CASCADE, related_name="people")
    consent = models.ForeignKey("media.Consent", models.PROTECT, related_name="named_in")
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "consent"), name="person_once_in_a_story"),)

    def __str__(self) -> str:
        return f"{self.story_id} {self.consent_id}"


class PublicRecording(models.Model):
    """A recording stands in a public story; without such a row nobody outside may have it."""

    story = models.ForeignKey("newsroom.Story", models.CASCADE, related_name="public_recordings")
    recording = models.ForeignKey("media.Recording", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "recording"), name="recording_public_once_in_a_story"),)

    def __str__(self) -> str:
        return f"{self.story_id} {self.recording_id}"
