"""Consent of people who are named, pictured or heard. Their names stand here alone and are erased on time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Consent(models.Model):
    """One person's consent to be shown, for stated uses, from a day until a day.

    Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP. `name` and `given_by` (the guardian of a
    child) are erased when the day in `data/consents.toml` has come; the row stays and says that a consent was there.
    `evidence` is a sealed file. `replaced_by` is the newer consent of the same person, so that this one's end stops
    nothing.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    child = models.BooleanField(default=False)
    given_by = models.CharField(max_length=200, blank=True)
    uses = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField()
    evidence = models.ForeignKey("media.Original", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    erased_at = models.DateTimeField(null=True)
    pictures = models.ManyToManyField("media.Picture", related_name="consents")
    recordings = models.ManyToManyField("media.Recording", related_name="consents")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="consent_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(child=False) | ~Q(given_by="") | Q(erased_at__isnull=False),
                                   name="a_childs_consent_is_given_by_a_guardian"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"consent {self.pk}"
