"""Places, products, projects and border gates: each is an entry with versions; what is public is one of them."""

from __future__ import annotations

from django.db import models

from nhip.places.catalogue import kinds
from nhip.places.states import PUBLIC, STATES


def kind_names() -> list[tuple[str, str]]:
    return [(kind.code, kind.one) for kind in kinds().values()]


class Entry(models.Model):
    """One thing that the portal tells of. `unit` answers for it; `code` is the unit's own number of it.

    `sha256` is the content that was handed in or approved. `released` is the version that the public has; the columns
    below it are taken from that version, for lists. `checked_on`: the day on which somebody last held it against the
    truth, and at which post.
    """

    kind = models.CharField(max_length=10, choices=kind_names)
    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=100)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    public = models.CharField(max_length=10, choices=PUBLIC, default="none")
    sha256 = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    checked_post = models.CharField(max_length=300, blank=True)
    released = models.ForeignKey("places.Version", models.PROTECT, null=True, blank=True, related_name="+")
    first_public_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    commune = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    sort = models.CharField(max_length=20, blank=True)
    stars = models.PositiveSmallIntegerField(default=0)
    until = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "slug"), name="entry_has_an_address_of_its_own"),
            models.UniqueConstraint(
                fields=("unit", "kind", "code"), condition=~models.Q(code=""), name="entry_code_once_in_a_unit"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("submitted", "approved")) | ~models.Q(sha256=""),
                name="entry_is_bound_to_a_version",
            ),
            models.CheckConstraint(
                condition=~models.Q(public="public") | models.Q(released__isnull=False, checked_on__isnull=False),
                name="public_entry_has_a_version_and_a_check",
            ),
        )
        indexes = (models.Index(fields=("kind", "public", "sort"), name="entry_in_public_lists"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Version(models.Model):
    """What an entry said at one time. Only ever added."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("entry", "number")
        constraints = (models.UniqueConstraint(fields=("entry", "number"), name="version_number_once_in_an_entry"),)

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.number}"


class EntryMove(models.Model):
    """One move of an entry. Only ever added."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    was = models.CharField(max_length=10)
    now = models.CharField(max_length=10)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.verb}"
