"""Addresses of stories beside the present one: those they had before, and links that show a draft for a while."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FormerSlug(models.Model):
    """A public story once had this address; it leads to the present one for good."""

    story = models.ForeignKey("newsroom.Story", models.CASCADE, related_name="former_slugs")
    locale = models.ForeignKey("wagtailcore.Locale", models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=255, allow_unicode=True)
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("locale", "slug"), name="former_slug_leads_one_way"),)

    def __str__(self) -> str:
        return self.slug


class PreviewLink(models.Model):
    """A draft shown to somebody without an account until a moment. `nonce` makes the signed address unguessable."""

    story = models.ForeignKey("newsroom.Story", models.CASCADE, related_name="preview_links")
    nonce = models.CharField(max_length=43, unique=True)
    to = models.CharField(max_length=200)
    until = models.DateTimeField()
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(to=""), name="preview_is_for_somebody"),)

    def __str__(self) -> str:
        return f"{self.story_id} {self.to}"
