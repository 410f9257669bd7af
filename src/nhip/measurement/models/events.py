"""Events that people declare, enter or import, and those that rooms above write down: one table for all entities."""

from django.db import models
from django.db.models import F, Q


class RecordedEvent(models.Model):
    """One row of an entity of the event dictionary. Its fields never change: a correction is a new row in its place.

    `at` is the moment that says in which period it counts (empty for a stock, valid from `since` to `until`).
    `entry` is the sender's own id: sent twice, counted once. `source` is entered, imported, or the room that wrote it.
    """

    class Source(models.TextChoices):
        ENTERED = "entered", "nhập tay"
        IMPORTED = "imported", "nhập từ tệp"
        ROOM = "room", "phân hệ khác ghi"

    entry = models.UUIDField(unique=True)
    entity = models.CharField(max_length=40)
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="recorded_events")
    at = models.DateTimeField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    fields = models.JSONField(default=dict)
    source = models.CharField(max_length=8, choices=Source, default=Source.ENTERED)
    estimate = models.BooleanField(default=False)
    proof = models.CharField(max_length=1000, blank=True)
    qualifier = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    in_place_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="recorded_event_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=("entity", "at", "unit"), name="recorded_event_in_period"),
            models.Index(fields=("unit", "entity"), name="recorded_event_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.entity} {self.unit_id} {self.at or self.since or ''}"


class SwitchOver(models.Model):
    """From this day on the rows of an entity come from the room that keeps them; what was entered speaks before it."""

    entity = models.CharField(max_length=40, unique=True)
    on = models.DateField()
    room = models.CharField(max_length=40)
    ground = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.entity} {self.on}"
