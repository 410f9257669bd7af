"""Who asked for the newsletter, with the address apart, and each letter to each of them: at most one for a story."""

from __future__ import annotations

from django.db import models


class Subscriber(models.Model):
    """A consent to be written to. `token` names it in links and in the path that bounces come back by.

    `topics`: codes of the topics that are wanted; none says all. The address is apart and is erased when the person
    leaves or the address is found dead; this row keeps only when.
    """

    STATES = (
        ("asked", "chờ xác nhận"),
        ("confirmed", "đang nhận"),
        ("left", "đã thôi"),
        ("dead", "địa chỉ không còn"),
    )

    token = models.CharField(max_length=32, unique=True)
    language = models.CharField(max_length=10, default="vi")
    topics = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    bounces = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class SubscriberAddress(models.Model):
    """Where letters go. Read by the sender alone; in no list, export or log."""

    subscriber = models.OneToOneField(Subscriber, models.CASCADE, related_name="where")
    address = models.CharField(max_length=254)
    address_key = models.CharField(max_length=254, unique=True)

    def __str__(self) -> str:
        return f"{self.subscriber_id}"


class Letter(models.Model):
    """One letter to one subscriber: the question whether they want it (`delivery` empty), or a released story."""

    STATES = (
        ("waiting", "chờ gửi"),
        ("sending", "đang gửi"),
        ("out", "đã gửi"),
        ("failed", "không gửi được"),
        ("unclear", "không rõ đã gửi"),
        ("cancelled", "đã hủy"),
    )

    delivery = models.ForeignKey("channels.Delivery", models.CASCADE, null=True, blank=True, related_name="letters")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="letters")
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    out_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("delivery", "subscriber"), name="letter_goes_once_to_a_subscriber"),
        )
        indexes = (models.Index(fields=("state", "next_at"), name="letters_to_send"),)

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
