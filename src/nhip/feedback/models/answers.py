"""Answers: drafted, approved by another person, and what of them the public may read."""

from __future__ import annotations

from django.db import models


class Answer(models.Model):
    """One answer to a matter. Several follow each other where a matter was opened again; one is open at a time.

    `question` is the matter in words that name nobody, written by a person; it and the answer are public while
    `published_at` stands and `taken_down_at` does not. `sha256` is the text that was submitted and is approved.
    """

    matter = models.ForeignKey("feedback.Matter", models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_why = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("matter",), condition=models.Q(approved_at__isnull=True), name="matter_has_one_open_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(approved_at__isnull=False, public=True),
                name="answer_published_is_approved",
            ),
        )
        indexes = (models.Index(fields=("-published_at",), name="answers_by_day"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.pk}"


class AnswerEdit(models.Model):
    """Who wrote a part of an answer, and when. Only ever added."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="edits")
    by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.answer_id} {self.by_id}"
