"""Guidance to desks: what to stress, which names to use, what to hold back and until when. Never a secret."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class GuidanceNote(models.Model):
    """A dated note of an agency. `desks` and `roles` narrow who it is for; none named means all of them.

    `everywhere` reaches the desks of every agency; without it and without `desks`, the author's own agency. The text
    never changes after somebody read it: another text is another note.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=4000)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    everywhere = models.BooleanField(default=False)
    desks = models.ManyToManyField("agencies.Unit", related_name="+")
    roles = models.JSONField(default=list)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="guidance_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.title


class GuidanceSeen(models.Model):
    """Somebody says that they have read a note. Only ever added."""

    note = models.ForeignKey(GuidanceNote, models.PROTECT, related_name="seen")
    account = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("note", "account"), name="guidance_seen_once"),)

    def __str__(self) -> str:
        return f"{self.note_id} {self.account_id}"
