"""Where a story stands, who moved it, and what exactly was approved."""

from __future__ import annotations

from django.db import models

from nhip.newsroom.states import PUBLIC, STATES


class Stage(models.Model):
    """One row for each story: its state at the desk, and what the public has of it.

    `planned_on` is the day it is meant for and approves nothing; `embargo_until` holds everywhere until that moment.
    `sha256` is the text that was submitted or approved; any other text is a draft again. `search_key` is what the desk
    finds the newest text by (`searching.desk_key`). `people_named` is how many people the writer says it names
    who have to agree to it; officials in their office and public figures need no consent.
    """

    story = models.OneToOneField("newsroom.Story", models.PROTECT, related_name="stage")
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    public = models.CharField(max_length=12, choices=PUBLIC, default="none")
    planned_on = models.DateField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    released = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    first_public_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    search_key = models.TextField(blank=True, editable=False)
    people_named = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state__in=("submitted", "approved", "scheduled")) | ~models.Q(sha256=""),
                name="stage_is_bound_to_a_text",
            ),
        )
        indexes = (models.Index(fields=("public", "-public_at"), name="stage_by_public_day"),)

    def __str__(self) -> str:
        return f"{self.story_id} {self.state}"


class StoryMove(models.Model):
    """One move of a story. Only ever added."""

    story = models.ForeignKey("newsroom.Story", models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    was = models.CharField(max_length=12)
    now = models.CharField(max_length=12)
    by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.story_id} {self.verb}"
