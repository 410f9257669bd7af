"""What a press agency with its own system hands us: links to what it published, and the key of its system."""

from __future__ import annotations

from django.db import models


class IntakeKey(models.Model):
    """The key of one press agency's system. Only its hash is kept; who opened it answers for what comes in by it."""

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    last_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class SentLink(models.Model):
    """A published piece that its agency sent us as a link. `address` is its folded form: the same page is one row."""

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    address = models.CharField(max_length=700)
    link = models.URLField(max_length=1000)
    title = models.CharField(max_length=300)
    published_on = models.DateField()
    contract = models.CharField(max_length=120, blank=True)
    task = models.ForeignKey("plans.Task", models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey("plans.Activity", models.PROTECT, related_name="+")
    key = models.ForeignKey(IntakeKey, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-published_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("unit", "address"), name="link_sent_once_by_an_agency"),)

    def __str__(self) -> str:
        return self.link
