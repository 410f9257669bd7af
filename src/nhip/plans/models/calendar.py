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


class QuietDay(models.Model):
    """Days on which offices keep quiet, declared here by a decision; those known before are data of `law`."""

    first = models.DateField()
    last = models.DateField()
    kind = models.CharField(
        max_length=10, choices=(("mourning", "quốc tang"), ("election", "bầu cử"), ("other", "khác"))
    )
    name = models.CharField(max_length=200)
    ground = models.CharField(max_length=300)
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("first", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="quiet_days_end_after_start"),
        )

    def __str__(self) -> str:
        return self.name
