"""What the management board of a border gate said of it, and when. Only ever added."""

from __future__ import annotations

from django.db import models


class GateStatus(models.Model):
    """The state of a gate as its board told it at a moment. `ends_at`: up to when it is told as current.

    `notes`: a short note by language, "" for none. `withdrawn_at`: it was said in error.
    """

    entry = models.ForeignKey("places.Entry", models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=20)
    notes = models.JSONField(default=dict)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    post = models.CharField(max_length=300)
    said_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-said_at", "-pk")
        indexes = (models.Index(fields=("entry", "-said_at"), name="gate_status_by_moment"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"
