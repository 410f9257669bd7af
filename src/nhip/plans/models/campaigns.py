"""A campaign: one effort for one end, planned in the five parts of OASIS."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Campaign(models.Model):
    """Objective, audience, strategy, implementation, scoring (UK Government Communication Service, OASIS).

    `baseline_promised`: the plan wants to show a change, so it is not launched before `baseline_at` says what the
    change is measured from. `smart_ok` is a person's judgement that the objective can be measured.
    """

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=300)
    objective = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    implementation = models.TextField(blank=True)
    scoring = models.TextField(blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    smart_ok = models.BooleanField(default=False)
    baseline_promised = models.BooleanField(default=False)
    baseline = models.CharField(max_length=300, blank=True)
    baseline_at = models.DateField(null=True, blank=True)
    launched_at = models.DateTimeField(null=True, blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)
    learned = models.TextField(blank=True)
    made_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-start", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
                name="campaign_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.title
