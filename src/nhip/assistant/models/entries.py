"""The search index: one entry for each public thing and language, its words in a table of migration 0001."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One public thing in one language, as its source last told it. Never the only copy of anything.

    `kind` names the source, `number` the thing within it, `handle` what its address needs. `everywhere`: shown to
    readers of every language (laws, agencies and channels speak Vietnamese only). `place`, `unit` are keys of units.
    `version` changes whenever what was told changes; empty asks for the words to be written again.
    """

    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    everywhere = models.BooleanField(default=False)
    handle = models.CharField(max_length=255)
    title = models.CharField(max_length=600)
    topic = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    version = models.CharField(max_length=64, blank=True)
    title_exact = models.TextField(blank=True)
    title_folded = models.TextField(blank=True)
    lead_folded = models.TextField(blank=True)
    # the long ones last: SQLite walks through them to reach what stands behind
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    aside = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "number", "language"), name="entry_of_a_thing_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.language}"


class Shelf(models.Model):
    """What the index knows of one source. `stamp` is the source's own at the last full look; `edition` grows with each
    change of its entries."""

    kind = models.CharField(max_length=12, primary_key=True)
    stamp = models.CharField(max_length=200, blank=True)
    edition = models.PositiveBigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.kind


class Term(models.Model):
    """A word of the index (exact), or two neighbours of a title, and in how many entries it stands."""

    word = models.CharField(max_length=130, primary_key=True)
    folded = models.CharField(max_length=130)
    pair = models.BooleanField(default=False)
    entries = models.IntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("folded",), name="term_by_folded"),)

    def __str__(self) -> str:
        return self.word
