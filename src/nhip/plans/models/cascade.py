"""A plan on its way down: who received it, who passed it on."""

from django.db import models
from django.db.models import Q


class PlanReceipt(models.Model):
    """An agency received a plan of the level above, and passed it on to its own people."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    disseminated_on = models.DateField(null=True, blank=True)
    disseminated_how = models.CharField(max_length=300, blank=True)
    disseminated_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("received_at",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "unit"), name="plan_is_received_once_by_an_agency"),
            models.CheckConstraint(
                condition=Q(disseminated_on__isnull=True) | ~Q(disseminated_how=""),
                name="dissemination_says_how",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id}"
