"""The ledger: what was done, and what people attach to prove it."""

from django.db import models
from django.db.models import Q


class Activity(models.Model):
    """Something an agency did: what kind, when, how much. `entry` is the client's own id: sent twice, counted once."""

    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="activities")
    entry = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    on = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=3)
    measure = models.CharField(max_length=40)
    recorded_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(quantity__gte=0), name="activity_counts_no_negative"),)

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """What a person attached to prove an activity: a link or a note of where the proof is kept."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    link = models.URLField(max_length=1000)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("activity", "link"), name="evidence_attached_once"),)

    def __str__(self) -> str:
        return self.link
