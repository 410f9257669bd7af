"""The shared shelf: approved products that other agencies play, post or print, and each use of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ShelfItem(models.Model):
    """A product on the shelf: a public story, or a file (a poster, a recording).

    `unit` put it there. `everywhere` or `users` say who may use it, `until` the last day. `uses` are codes of
    `data/uses.toml`. A withdrawn one stays as a row, so that its uses keep what they were made of.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    story = models.ForeignKey("newsroom.Story", models.PROTECT, null=True, blank=True, related_name="shelved")
    original = models.ForeignKey("media.Original", models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(max_length=200)
    language = models.CharField(max_length=20, default="vi")
    uses = models.JSONField(default=list)
    everywhere = models.BooleanField(default=True)
    users = models.ManyToManyField("agencies.Unit", related_name="+")
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(story__isnull=False, original__isnull=True) | Q(story__isnull=True, original__isnull=False),
                name="shelf_item_is_a_story_or_a_file",
            ),
            models.UniqueConstraint(
                fields=("story",), condition=Q(withdrawn_at__isnull=True), name="story_stands_once_on_the_shelf"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ShelfUse(models.Model):
    """An agency used a product. `entry` is made by the page that was tapped: sent twice, counted once."""

    item = models.ForeignKey(ShelfItem, models.PROTECT, related_name="used")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    entry = models.UUIDField(unique=True)
    use = models.CharField(max_length=20)
    activity = models.ForeignKey("plans.Activity", models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.item_id} {self.unit_id} {self.use}"
