"""Who makes the products: organisations, and households that agreed to be named."""

from __future__ import annotations

from django.db import models


class Maker(models.Model):
    """One maker. A household's name stands here alone, never in a version of a product, so that it can be erased.

    `agreed_on`, `agreed_until`, `agreement`: the day, the last day and the paper of a household's consent.
    `ended_at`: when it was withdrawn or ran out; the name is gone then.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    commune = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    household = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    agreement = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(household=False)
                | models.Q(name="", contact="")
                | models.Q(agreed_on__isnull=False, agreed_until__isnull=False, ended_at__isnull=True),
                name="household_is_named_by_consent_only",
            ),
        )

    def __str__(self) -> str:
        return self.name or f"Hộ sản xuất {self.pk}"
