"""Figures that somebody signed: frozen with the rows they were computed from, and what came to light later."""

from django.db import models
from django.db.models import F, Q


class SignedPeriod(models.Model):
    """A unit's figures of a period as signed. `hash` covers every figure and row of it. Nothing in it ever changes."""

    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="signed_periods")
    begin = models.DateField()
    end = models.DateField()
    kind = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=80, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    signed_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("unit", "begin")
        constraints = (
            models.UniqueConstraint(fields=("unit", "begin", "end"), name="period_is_signed_once_by_a_unit"),
            models.CheckConstraint(condition=Q(end__gte=F("begin")), name="signed_period_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.begin} {self.end}"


class SignedRow(models.Model):
    """A row as it was when a period was signed; kept once for all figures that read it."""

    period = models.ForeignKey(SignedPeriod, on_delete=models.CASCADE, related_name="rows")
    entity = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    unit = models.CharField(max_length=200)
    fields = models.JSONField()
    standing = models.CharField(max_length=10)
    qualifier = models.CharField(max_length=20, blank=True)
    count = models.CharField(max_length=40, default="1")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("period", "entity", "key"), name="row_is_signed_once"),)

    def __str__(self) -> str:
        return self.key


class SignedFigure(models.Model):
    """One figure as signed: the value, how much of it was proven, by which formula, and a hash over its rows."""

    period = models.ForeignKey(SignedPeriod, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    formula = models.TextField()
    state = models.CharField(max_length=10)
    value = models.CharField(max_length=80, blank=True)
    proven = models.CharField(max_length=80, blank=True)
    declared = models.CharField(max_length=80, blank=True)
    estimated = models.CharField(max_length=80, blank=True)
    qualifier = models.CharField(max_length=20, blank=True)
    row_keys = models.JSONField(default=list)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("period", "code"), name="figure_is_signed_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.value}"


class Restatement(models.Model):
    """Evidence that came after the signature gives another number: shown beside the signed one until decided."""

    class State(models.TextChoices):
        OPEN = "open", "chờ quyết định"
        ACCEPTED = "accepted", "đã điều chỉnh"
        REFUSED = "refused", "giữ số đã ký"

    figure = models.ForeignKey(SignedFigure, on_delete=models.PROTECT, related_name="restatements")
    value = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=64)
    added = models.JSONField(default=list)
    removed = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("figure", "hash"), name="restatement_is_opened_once"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="restatement_is_decided_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.figure_id} {self.state}"
