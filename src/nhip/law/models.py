"""The legal library: acts, what later acts did to them, and their full text where it was imported."""

from django.db import models
from django.db.models import F, Q


class Act(models.Model):
    """One legal document. Its symbol is kept as printed and once more as a key with one spelling."""

    symbol = models.CharField(max_length=60)
    symbol_key = models.CharField(max_length=60, unique=True)
    type = models.CharField(max_length=60)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, default="U")
    source = models.CharField(max_length=400)
    note = models.TextField(blank=True)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    public = models.BooleanField(null=True)
    """Whether the public library shows it. None: nobody decided, so it does not; the packaged book shows its own."""

    class Meta:
        ordering = ("symbol_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="act_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} số {self.symbol}"


class ActLink(models.Model):
    """What an act does to an earlier one, since when, and who says so."""

    class Relation(models.TextChoices):
        REPLACES = "replaces", "thay thế"
        REPEALS = "repeals", "bãi bỏ"
        AMENDS = "amends", "sửa đổi, bổ sung"
        DETAILS = "details", "quy định chi tiết"

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="done_by")
    relation = models.CharField(max_length=12, choices=Relation)
    target = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="done_to")
    since = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, default="U")
    source = models.CharField(max_length=400)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("act", "relation", "target"), name="act_link_said_once"),
            models.CheckConstraint(condition=~Q(act=F("target")), name="act_does_nothing_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.act.symbol} {self.get_relation_display()} {self.target.symbol}"


class PackagedState(models.Model):
    """The packaged rows as the last load found them (one row): what is still so was not touched by a person."""

    edition = models.CharField(max_length=64)
    rows = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.edition
