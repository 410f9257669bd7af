"""A story that is translated beside its source, segment by segment, and what was translated before."""

from __future__ import annotations

from django.db import models


class Translation(models.Model):
    """A story whose text is made from another one's. Its structure is the source's; only its words are its own."""

    story = models.OneToOneField("newsroom.Story", models.PROTECT, related_name="translation")
    source = models.ForeignKey("newsroom.Story", models.PROTECT, related_name="translated_into")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source_id} → {self.story_id}"


class TranslatedSegment(models.Model):
    """One segment's translation, of exactly the words in `source`. Fields as `newsroom.aligning.Kept` says."""

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="segments")
    key = models.CharField(max_length=300)
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    target = models.TextField(blank=True)
    unread = models.BooleanField(default=False)
    by_machine = models.BooleanField(default=False)
    excuse = models.CharField(max_length=300, blank=True)
    edition = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("translation", "key"), name="segment_translated_once"),)

    def __str__(self) -> str:
        return f"{self.translation_id} {self.key}"


class OfficialName(models.Model):
    """A name as an office fixes it, over the packaged one of the same key. `forms`: spellings by language.

    A proposal to change a name stands beside it; `replaces` is the key that it takes over once it is settled.
    """

    key = models.SlugField(max_length=80, unique=True)
    replaces = models.SlugField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10)
    forms = models.JSONField()
    forbidden = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=500)
    agency = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class MemoryUnit(models.Model):
    """The same words in two languages, once published or taken from a file. `story` is null for a file's.

    `source_sha256` is `newsroom.memory.key_of`; `folded` and its `length` narrow the search for what is alike.
    """

    source_language = models.CharField(max_length=12)
    target_language = models.CharField(max_length=12)
    source = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    folded = models.TextField()
    length = models.PositiveIntegerField()
    target = models.TextField()
    story = models.ForeignKey("newsroom.Story", models.CASCADE, null=True, related_name="remembered")
    origin = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("source_language", "target_language", "source_sha256"), name="memory_by_words"),
            models.Index(fields=("source_language", "target_language", "length"), name="memory_by_length"),
        )

    def __str__(self) -> str:
        return f"{self.source_language} → {self.target_language} {self.pk}"
