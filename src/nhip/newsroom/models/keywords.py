"""Words that people look for and that an official page ought to answer: kept by agency, language and topic."""

from __future__ import annotations

from django.db import models


class Keyword(models.Model):
    """One wording. `unit` answers for it; `topic` is a code of `data/topics.toml` or empty. Ended, never deleted."""

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    topic = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=120)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("language", "topic", "words", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "language", "words"), condition=models.Q(ended_at__isnull=True),
                name="keyword_stands_once_at_a_unit",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.words
