"""What went out, and what came back to say that it did."""

from django.db import models


class Receipt(models.Model):
    """A carrier's word that an activity's message went out: at most one for a carrier's own reference."""

    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, related_name="receipts")
    carrier = models.CharField(max_length=40)
    reference = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("carrier", "reference"), name="receipt_comes_once"),)

    def __str__(self) -> str:
        return f"{self.carrier}: {self.reference}"
