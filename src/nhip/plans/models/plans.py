"""A plan: what was meant. Adopted from a confirmed document, written here, or copied from last year's."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nhip.plans.lifecycle import STATES


class Plan(models.Model):
    """A plan of one agency. `document` is the paper it was adopted from; None for a plan written here.

    `unit` issued it, as that body stands today. `parent` is the plan above that it carries out. `seal`
    is the hash of the content that was approved, so that nothing changes unseen between approval and adoption.
    """

    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="plan"
    )
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.TextField()
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="adopted")
    made_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-adopted_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=models.F("begins")),
                name="plan_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlanAuthor(models.Model):
    """Somebody who wrote a part of a plan: whoever stands here never approves it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="authors")
    account = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "account"), name="author_named_once_in_the_plan"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.account_id}"


class Line(models.Model):
    """A sentence of a plan with its place in the text as read (code points); without a place where it was typed."""

    position = models.PositiveIntegerField()
    section = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class Objective(Line):
    """What the plan wants to reach."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")


class Audience(Line):
    """Whom the plan speaks to."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="audiences")


class Content(Line):
    """Something the plan wants done or said, before anybody is made responsible for it. `key` is the record's."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contents")
    key = models.CharField(max_length=40, blank=True)
