"""The register of official channels: whose they are, where, their numbers, and what became of them."""

from __future__ import annotations

from django.db import models


class Outlet(models.Model):
    """One official site, page, account, station or board. `unit` owns it today.

    `administrators` are posts, one a line, never people. `verified_on` is the day somebody held the address against the
    agency itself. `ended_on` is the first day on which it is no more; `into` the channel that took its place.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="outlets")
    platform = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=500)
    address_key = models.CharField(max_length=500)
    language = models.CharField(max_length=20, default="vi")
    administrators = models.TextField(max_length=1000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    licence_until = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="took_over")
    paused = models.BooleanField(default=False)
    it_enabled = models.BooleanField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    verified_how = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("platform", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("platform", "address_key"),
                condition=models.Q(ended_on__isnull=True),
                name="outlet_stands_once_in_the_register",
            ),
        )

    def __str__(self) -> str:
        return self.name


class OutletShare(models.Model):
    """Another agency that speaks through a channel it does not own. Its numbers stay the owner's: never added twice."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="shares")
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="shared_outlets")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("outlet", "unit"), name="outlet_shared_once_by_a_unit"),)

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.unit_id}"


class OutletTurn(models.Model):
    """What was decided of a channel at a merger, by which decision, from which day. Only ever added."""

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="turns")
    fate = models.CharField(max_length=12)
    on = models.DateField()
    decision = models.CharField(max_length=300)
    breaks = models.BooleanField()
    was_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    now_unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    was_name = models.CharField(max_length=200)
    was_address = models.CharField(max_length=500)
    into = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.fate} {self.on}"


class OutletCount(models.Model):
    """A number of a channel: on a day (`since` empty), or of the days from `since` to `on`.

    `definition` is how the platform counted it then (`data/platforms.toml`). A corrected reading stands beside the old.
    """

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="counts")
    name = models.CharField(max_length=20)
    definition = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=18, decimal_places=0)
    since = models.DateField(null=True, blank=True)
    on = models.DateField()
    proof = models.URLField(max_length=500, blank=True)
    machine = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("outlet", "definition", "on"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="outlet_counted_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.definition} {self.on}"
