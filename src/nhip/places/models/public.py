"""What the public has, kept at the moment of publishing: names by language, pictures, files, and the edition."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from nhip.places.models.gates import GateStatus


class PublicText(models.Model):
    """An entry can be read in a language: its name, the short text, the name without marks for order and for search."""

    entry = models.ForeignKey("places.Entry", models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    lead = models.CharField(max_length=500)
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "language"), name="entry_read_once_in_a_language"),)
        indexes = (models.Index(fields=("language", "folded"), name="entry_text_in_order"),)

    def __str__(self) -> str:
        return self.name


class EntryPicture(models.Model):
    """A picture stands in a public entry; without such a row nobody outside may have it. `scene`: all around."""

    entry = models.ForeignKey("places.Entry", models.CASCADE, related_name="public_pictures")
    picture = models.ForeignKey("media.Picture", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    scene = models.BooleanField(default=False)

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("entry", "picture", "scene"), name="picture_once_in_an_entry"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.picture_id}"


class EntryFile(models.Model):
    """A file that anybody may have: a paper of a project, the model of a place."""

    entry = models.ForeignKey("places.Entry", models.CASCADE, related_name="public_files")
    original = models.ForeignKey("media.Original", models.PROTECT, related_name="+")
    what = models.CharField(max_length=10)
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("entry", "original"), name="file_once_in_an_entry"),)

    def __str__(self) -> str:
        return self.title


class PlacesEdition(models.Model):
    """One row. `number` grows with every change of what is public; `ends`: moments (seconds since 1970) at which what
    is told of a gate stops being current, so that a kept page ends with it."""

    number = models.PositiveBigIntegerField(default=0)
    ends = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def turn(cls) -> None:
        """Something public changed: the next number, and the ends of all that is now told as current."""
        cls.objects.get_or_create(pk=1)
        told = GateStatus.objects.filter(withdrawn_at=None, ends_at__gt=timezone.now())
        ends = sorted({at.timestamp() for at in told.values_list("ends_at", flat=True)})
        cls.objects.filter(pk=1).update(number=models.F("number") + 1, ends=ends)
