"""The key to a person's own calendar feed."""

from django.db import models
from django.utils import timezone


class FeedKey(models.Model):
    """The secret in a feed's address, kept as a hash only: who holds the address reads what the account may read."""

    account = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=(("mine", "việc của tôi"), ("all", "cả lịch")), default="mine")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.account_id}"
