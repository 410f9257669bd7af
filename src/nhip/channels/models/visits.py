"""How often public pages are opened and found useful: sums of days. No row is about a person, none can be made one."""

from __future__ import annotations

from django.db import models


class PageDay(models.Model):
    """One page of our own portal on one day. `visits`: openings that came from outside the portal."""

    on = models.DateField()
    path = models.CharField(max_length=300)
    views = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("on", "path"), name="page_counted_once_a_day"),)
        indexes = (models.Index(fields=("path", "on"), name="days_of_a_page"),)

    def __str__(self) -> str:
        return f"{self.path} {self.on}"


class CountsTaken(models.Model):
    """A file of counts that was added already: read again after a crash, it adds nothing."""

    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class WebSource(models.Model):
    """Where the numbers of a site are read: the kind of counter, and sealed what asking it takes."""

    outlet = models.OneToOneField("channels.Outlet", models.PROTECT, related_name="counter")
    kind = models.CharField(max_length=20)
    base = models.URLField(max_length=300, blank=True)
    site = models.CharField(max_length=120, blank=True)
    sealed = models.TextField(blank=True)
    since = models.DateField()
    read_until = models.DateField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    joined_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.kind}"


class WebDay(models.Model):
    """A site's numbers of one day in one language (empty: all), as the counter named by `definition` counts them."""

    outlet = models.ForeignKey("channels.Outlet", models.PROTECT, related_name="days")
    on = models.DateField()
    language = models.CharField(max_length=20, blank=True)
    definition = models.CharField(max_length=60)
    views = models.PositiveBigIntegerField()
    visits = models.PositiveBigIntegerField()
    foreign_visits = models.PositiveBigIntegerField(null=True, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")
        constraints = (models.UniqueConstraint(fields=("outlet", "on", "language"), name="site_counted_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.on} {self.language}"


class RatingDay(models.Model):
    """How often one page was called useful, or not, or not for a reason, on one day. `said`: yes, no, or the reason."""

    on = models.DateField()
    path = models.CharField(max_length=300)
    said = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("on", "path", "said"), name="page_rated_once_a_day"),)
        indexes = (models.Index(fields=("path", "on"), name="ratings_of_a_page"),)

    def __str__(self) -> str:
        return f"{self.path} {self.on} {self.said}"
