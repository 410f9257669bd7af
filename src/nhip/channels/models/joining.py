"""How a channel of the register is joined to its platform, and which carriers are left alone for a while."""

from __future__ import annotations

from django.db import models


class OutletKey(models.Model):
    """The sealed secrets of a channel. `renewing_until` is the lease of whoever exchanges the single-use token."""

    outlet = models.OneToOneField("channels.Outlet", models.PROTECT, related_name="joined")
    sealed = models.TextField()
    expires_at = models.DateTimeField(null=True, blank=True)
    renewing_until = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    joined_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outlet_id}"


class Circuit(models.Model):
    """Faults in a row of one carrier at one channel; until `paused_until` it is left alone."""

    name = models.CharField(max_length=60, unique=True)
    faults = models.PositiveIntegerField(default=0)
    paused_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
