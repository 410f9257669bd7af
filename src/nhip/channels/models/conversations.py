"""Doors by which platforms tell what was written to a channel, and conversations that an answer can still reach.

No table holds who wrote: no name, no number, no picture. `sealed_key` is what an answer needs, readable with the key
folder alone; it is erased when the answer is out, when the question is taken back, and when its time is over.
"""

from __future__ import annotations

from django.db import models


class Door(models.Model):
    """The address of one channel for its platform's notifications: `name` cannot be guessed, `sealed` proves who calls.

    `account` is the channel's own number at the platform: page or official account.
    """

    outlet = models.OneToOneField("channels.Outlet", models.PROTECT, related_name="door")
    name = models.CharField(max_length=40, unique=True)
    account = models.CharField(max_length=40)
    sealed = models.TextField()
    opened_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.outlet_id}"


class Conversation(models.Model):
    """One matter that came by a channel, while an answer there is possible. `post` is one's own post."""

    STATES = (
        ("open", "chờ câu trả lời được duyệt"),
        ("sending", "đang trả lời"),
        ("out", "đã trả lời"),
        ("failed", "không trả lời được"),
        ("expired", "hết hạn trả lời"),
        ("gone", "người viết đã gỡ"),
    )

    outlet = models.ForeignKey("channels.Outlet", models.PROTECT, related_name="conversations")
    matter = models.OneToOneField("feedback.Matter", models.PROTECT, related_name="conversation")
    post = models.CharField(max_length=120, blank=True)
    sealed_key = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    out_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "sending", "failed")) | models.Q(sealed_key=""),
                name="conversation_ended_has_no_key",
            ),
        )
        indexes = (models.Index(fields=("state", "expires_at"), name="conversations_by_end"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.state}"
