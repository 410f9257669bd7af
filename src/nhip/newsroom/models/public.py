"""What the public has, kept at the moment of publishing: which pictures stand in public stories, and a number that
changes whenever anything public changes."""

from __future__ import annotations

from django.db import models


class PublicPicture(models.Model):
    """A picture stands in a public story; without such a row nobody outside may have it."""

    story = models.ForeignKey("newsroom.Story", models.CASCADE, related_name="public_pictures")
    picture = models.ForeignKey("media.Picture", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("story", "picture"), name="picture_public_once_in_a_story"),)

    def __str__(self) -> str:
        return f"{self.story_id} {self.picture_id}"


class PublicEdition(models.Model):
    """One row. `number` grows with every change of what is public: kept pages of an older number are stale."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def turn(cls) -> None:
        """Something public changed: whoever keeps or indexes it looks again."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=models.F("number") + 1)
