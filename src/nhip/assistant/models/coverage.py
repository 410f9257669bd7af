"""Which official page answered a wording, month by month."""

from __future__ import annotations

from django.db import models


class Coverage(models.Model):
    """What the index said of a keyword in a month. Not covered: `kind`, `number` and `title` are empty.

    `month` is its first day; asked again in the same month the row is written over.
    """

    keyword = models.ForeignKey("newsroom.Keyword", models.PROTECT, related_name="coverage")
    month = models.DateField()
    covered = models.BooleanField()
    kind = models.CharField(max_length=12, blank=True)
    number = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=600, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("-month", "-pk")
        constraints = (models.UniqueConstraint(fields=("keyword", "month"), name="coverage_of_a_month_once"),)

    def __str__(self) -> str:
        return f"{self.keyword_id} {self.month}"
