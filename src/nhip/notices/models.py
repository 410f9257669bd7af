"""Notices to people, each way out of the house with what became of it, and where messages may go."""

from django.conf import settings
from django.db import models

CARRIERS = (("mail", "Thư điện tử"), ("zalo", "Zalo"), ("sms", "Tin nhắn"))


class Notice(models.Model):
    """One event told to one person. `key` names the event: told again, it is the same notice."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300)  # a path of this site
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("account", "key"), name="notices_told_once"),)
        indexes = (models.Index(fields=("account", "read_at"), name="notices_unread"),)

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One way out for one notice. `sent` is final: it is never sent again."""

    STATES = (("waiting", "chờ gửi"), ("sent", "đã gửi"), ("failed", "không gửi được"))

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    carrier = models.CharField(max_length=8, choices=CARRIERS)
    to = models.CharField(max_length=254)
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=100, blank=True)  # the carrier's own
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("notice", "carrier"), name="notices_each_way_once"),)
        indexes = (models.Index(fields=("state", "next_at"), name="notices_to_send"),)

    def __str__(self) -> str:
        return f"{self.notice_id} {self.carrier} {self.state}"


class ContactPoint(models.Model):
    """Where a person lets short messages go; without a row nothing goes there. `mail` off stops mail."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contact_points")
    carrier = models.CharField(max_length=8, choices=CARRIERS)
    address = models.CharField(max_length=254, blank=True)
    wanted = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "carrier"), name="notices_contact_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.carrier}"
