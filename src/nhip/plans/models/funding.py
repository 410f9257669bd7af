"""The money of tasks: how much at what norm, and how far it has come."""

from django.db import models
from django.db.models import Q

from nhip.plans.funding import STATES


class FundingLine(models.Model):
    """One line of a task's budget: quantity x norm. `amount` (đồng) is what stands at the line's present state."""

    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, related_name="funding")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=300)
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    measure = models.CharField(max_length=40)
    norm = models.DecimalField(max_digits=18, decimal_places=2)
    norm_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    amount = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        ordering = ("task", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gt=0, norm__gte=0, amount__gte=0), name="funding_is_positive"),
        )

    def __str__(self) -> str:
        return self.what


class FundingStep(models.Model):
    """One step of a line's money, with its decision. Only ever added."""

    line = models.ForeignKey(FundingLine, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=STATES)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    on = models.DateField()
    ground = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("line", "pk")

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"
