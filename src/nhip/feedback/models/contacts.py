"""How to reach whoever asked: apart, sealed, for a time only. In no list, search, export, log or journal."""

from __future__ import annotations

from django.db import models


class Contact(models.Model):
    """Sealed name, address and number. Read by `actions.contacts` alone; the row goes when its day has come."""

    matter = models.OneToOneField("feedback.Matter", models.CASCADE, related_name="contact")
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"{self.matter_id}"


class ReplyLetter(models.Model):
    """One letter to the address that was given: at most one for a step. `unclear`: it may be out; a person decides."""

    STATES = (
        ("waiting", "chờ gửi"),
        ("sending", "đang gửi"),
        ("out", "đã gửi"),
        ("failed", "không gửi được"),
        ("unclear", "không rõ đã gửi"),
    )

    matter = models.ForeignKey("feedback.Matter", models.PROTECT, related_name="letters")
    step = models.OneToOneField("feedback.MatterStep", models.PROTECT, related_name="letter")
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    out_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "next_at"), name="replies_to_send"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.state}"
