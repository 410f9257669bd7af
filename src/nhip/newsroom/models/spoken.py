"""Stories read aloud by a machine: made in advance for the public text, gone with it."""

from __future__ import annotations

from django.db import models


class SpokenStory(models.Model):
    """The recording of a story's public text. `revision` is the text it was made for, `sha256` what was read.

    `original` is empty where nothing could be made; `fault` then says why, and the same text is not tried again.
    """

    story = models.OneToOneField("newsroom.Story", models.CASCADE, related_name="spoken")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    original = models.ForeignKey("media.Original", models.PROTECT, null=True, related_name="+")
    seconds = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.story_id} {self.seconds}"
