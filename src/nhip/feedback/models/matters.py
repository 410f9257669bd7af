"""What somebody asked, where it stands, and who moved it. Who asked is in `contacts`, apart and for a time only."""

from __future__ import annotations

from django.db import models

from nhip.feedback.asking import WAYS
from nhip.feedback.states import OPEN, STATES


class Matter(models.Model):
    """One question, report, proposal or praise.

    `text` is what was written; whoever works on it sees it, and it is erased on time (`text_erased_at`). `code_mark`
    and `ticket_mark` say nothing without the key folder. `term_*` is the clock as it was set on the day it came.
    """

    number = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001 - given in the same transaction
    code_mark = models.CharField(max_length=64, blank=True)
    ticket_mark = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - empty is not unique
    came_by = models.CharField(max_length=12, choices=WAYS, default="portal")
    kind = models.CharField(max_length=12)
    category = models.CharField(max_length=20)
    language = models.CharField(max_length=10, default="vi")
    text = models.TextField(blank=True)
    text_erased_at = models.DateTimeField(null=True, blank=True)
    may_publish = models.BooleanField(default=False)
    place = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default="received")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    term_days = models.PositiveSmallIntegerField()
    term_source = models.CharField(max_length=300)
    term_certainty = models.CharField(max_length=1)
    replied_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    passed_to = models.CharField(max_length=300, blank=True)
    passed_number = models.CharField(max_length=80, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    handed_number = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state__in=("routed", "submitted", "answered")) | models.Q(unit__isnull=False),
                name="matter_at_work_has_an_office",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False), name="matter_closed_has_a_day"
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_at"), name="matters_by_clock"),
            models.Index(fields=("received_at",), name="matters_by_day"),
        )

    def __str__(self) -> str:
        return self.number or ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class MatterStep(models.Model):
    """One move of a matter. Only ever added."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=12)
    was = models.CharField(max_length=12)
    now = models.CharField(max_length=12)
    by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.verb}"


class MatterPhoto(models.Model):
    """A picture that came with it: cleaned, sealed, erased on time."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="photos")
    original = models.ForeignKey("media.Original", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.original_id}"


class TermSetting(models.Model):
    """A term that the province set for a category (empty: for all) from a day on. The newest counts."""

    category = models.CharField(max_length=20, blank=True)
    days = models.PositiveSmallIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return f"{self.category} {self.days}"
