"""What was decided to go out, by which carriers, and what became of each."""

from __future__ import annotations

from django.db import models

from nhip.channels.deliveries import STATES


class Release(models.Model):
    """One exact text of a story, released by one person to go out at one moment.

    `sha256` is the text that was approved; only that text goes out. `held`: why it did not go out at
    its moment.
    """

    story = models.ForeignKey("newsroom.Story", models.PROTECT, related_name="releases")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    held = models.CharField(max_length=500, blank=True)
    activity = models.ForeignKey("plans.Activity", models.PROTECT, null=True, blank=True, related_name="releases")

    class Meta:
        ordering = ("-due_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("story", "sha256"),
                condition=models.Q(cancelled_at__isnull=True, withdrawn_at__isnull=True),
                name="text_released_once",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=models.Q(cancelled_at__isnull=True), name="release_by_moment"),
        )

    def __str__(self) -> str:
        return f"{self.story_id} {self.due_at:%Y-%m-%d %H:%M}"


class Delivery(models.Model):
    """One release on one carrier: at most one, however often it is tried. `key` is what the carrier is told, so that a
    second try is known there as the same. `next_at` is when a machine looks at it again; empty: a person has to.
    `proof` shows that a person took it down; `missing_at`: when the platform said that it is there no more."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="deliveries")
    carrier = models.CharField(max_length=40)
    outlet = models.ForeignKey("channels.Outlet", models.PROTECT, null=True, blank=True, related_name="deliveries")
    key = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=12, choices=STATES, default="waiting")
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    out_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    fault = models.CharField(max_length=500, blank=True)
    proof = models.CharField(max_length=500, blank=True)
    missing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("release", "carrier"), name="release_goes_once_by_a_carrier"),)
        indexes = (models.Index(fields=("state", "next_at"), name="deliveries_to_work"),)

    def __str__(self) -> str:
        return f"{self.release_id} {self.carrier}"


class PostingCount(models.Model):
    """What came of a posting, as its platform counted it at the end of a reading: one for a day and a definition.

    `definition` is a row of `data/platforms.toml`; two definitions never make one series.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="counts")
    definition = models.CharField(max_length=60)
    value = models.PositiveBigIntegerField()
    on = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("delivery", "definition", "on"), name="posting_counted_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.definition} {self.on}"
