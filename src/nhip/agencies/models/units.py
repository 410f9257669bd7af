"""Units, their versions, hierarchies, names and events. A unit is a key; its name, place and code are dated."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from nhip.agencies.units import BASES, CONFIDENCES, EVENT_KINDS, LEVELS, LINES


def _one_of(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=name
    )


class Unit(models.Model):
    """An agency or a unit of territory. The key was made from a name once and means nothing since."""

    key = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.key


class UnitVersion(models.Model):
    """A unit as it was between two days; the last day is the last day of this version. Empty: not found in a source."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    kind = models.CharField(max_length=30)
    level = models.CharField(max_length=10, choices=_one_of(LEVELS))
    line = models.CharField(max_length=10, choices=_one_of(LINES))
    territory = models.ForeignKey(Unit, models.PROTECT, related_name="bodies")
    code = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    exact = models.BooleanField(default=True)
    confidence = models.CharField(max_length=1, choices=_one_of(CONFIDENCES))
    source = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=600, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            _ends_after_start("unit_version_ends_after_start"),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="unit_version_starts_once"),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(valid_from__isnull=True), name="unit_version_one_without_start"
            ),
        )
        indexes = (
            models.Index(fields=("name_key",), name="unit_version_name"),
            models.Index(fields=("code", "level"), name="unit_version_code"),
        )

    def __str__(self) -> str:
        return self.name


class HierarchyLink(models.Model):
    """A unit stands under another in one hierarchy between two days."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ties")
    above = models.ForeignKey(Unit, models.PROTECT, related_name="ties_below")
    line = models.CharField(max_length=10, choices=_one_of(LINES))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            _ends_after_start("hierarchy_ends_after_start"),
            models.CheckConstraint(condition=~Q(unit=F("above")), name="hierarchy_not_under_itself"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.above_id} ({self.line})"


class Alias(models.Model):
    """Another name of a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            _ends_after_start("alias_ends_after_start"),
            models.UniqueConstraint(fields=("unit", "name"), name="alias_once"),
        )

    def __str__(self) -> str:
        return self.name


class UnitEvent(models.Model):
    """One change of organisation, with its act. `on` is the first day of the new state; empty: no source gives it."""

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20, choices=_one_of(EVENT_KINDS))
    on = models.DateField(null=True, blank=True)
    exact = models.BooleanField(default=True)
    act = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=600, blank=True)
    confidence = models.CharField(max_length=1, choices=_one_of(CONFIDENCES))
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key


class EventLink(models.Model):
    """What of one unit went to another in an event. Without `new` nobody knows where it went."""

    event = models.ForeignKey(UnitEvent, models.PROTECT, related_name="links")
    old = models.ForeignKey(Unit, models.PROTECT, related_name="links_out")
    new = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="links_in")
    basis = models.CharField(max_length=12, choices=_one_of(BASES))
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    functions = models.JSONField(default=list, blank=True)
    confidence = models.CharField(max_length=1, choices=_one_of(CONFIDENCES))
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(share__gt=0) & Q(share__lte=1)), name="event_link_share_of_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"


class UnitDisagreement(models.Model):
    """Two sources that do not say the same, and what a person decided about it."""

    province = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=200)
    code = models.CharField(max_length=10)
    about = models.CharField(max_length=12)
    one = models.TextField(blank=True)
    other = models.TextField(blank=True)
    source_one = models.CharField(max_length=300)
    source_other = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=_one_of(("unconfirmed", "settled")))
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("province", "code", "about"), name="unit_disagreement_once"),)

    def __str__(self) -> str:
        return f"{self.unit_name} ({self.about})"


class Edition(models.Model):
    """A stamp that changes with every change of the directory, so that a copy in memory knows when it is stale."""

    stamp = models.UUIDField()

    def __str__(self) -> str:
        return str(self.stamp)

    @classmethod
    def renew(cls) -> None:
        """Make every copy in memory stale."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid.uuid4()})


class PackagedFacts(models.Model):
    """The sums of the packaged facts as the last load found them (one row): what is still so, nobody touched."""

    edition = models.CharField(max_length=64)
    sums = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.edition
