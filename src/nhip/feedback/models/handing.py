"""A matter on its way to the province's own feedback system, and how it stands there."""

from __future__ import annotations

from django.db import models


class Handing(models.Model):
    """One matter is handed over at most once, however often it is tried. `state_there` is the other system's word."""

    STATES = (
        ("waiting", "chờ chuyển"),
        ("sending", "đang chuyển"),
        ("out", "đã chuyển"),
        ("failed", "chưa chuyển được"),
    )

    matter = models.OneToOneField("feedback.Matter", models.PROTECT, related_name="handing")
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True, blank=True)
    state_there = models.CharField(max_length=200, blank=True)
    changed_there_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "next_at"), name="handings_to_work"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.state}"
