"""Browsers that asked for messages, and each message to each of them: at most one for a story.

A browser is an address that its own push service gave it and two keys. Nothing says whose it is; the row is erased when
the browser leaves, or its service says that it has.
"""

from __future__ import annotations

from django.db import models


class Browser(models.Model):
    """One browser. It is `confirmed` once a first message, shown there, was answered by a click."""

    STATES = (("asked", "chờ xác nhận"), ("confirmed", "đang nhận"))

    token = models.CharField(max_length=32, unique=True)
    endpoint = models.CharField(max_length=1000)
    endpoint_key = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=120)
    secret = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="vi")
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class BrowserNote(models.Model):
    """One message to one browser: the question whether it wants them (`delivery` empty), or a released story."""

    STATES = (
        ("waiting", "chờ gửi"),
        ("sending", "đang gửi"),
        ("out", "đã gửi"),
        ("failed", "không gửi được"),
        ("cancelled", "đã hủy"),
    )

    delivery = models.ForeignKey("channels.Delivery", models.CASCADE, null=True, blank=True, related_name="notes")
    browser = models.ForeignKey(Browser, models.CASCADE, related_name="notes")
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("delivery", "browser"), name="note_goes_once_to_a_browser"),)
        indexes = (models.Index(fields=("state", "next_at"), name="notes_to_send"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
