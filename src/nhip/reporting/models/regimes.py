"""Regimes and outlines as this province keeps them: the packaged ones, changed where a decision says so."""

from django.db import models
from django.db.models import F, Q


class Outline(models.Model):
    """The parts of a report as data (`reporting.regimes.outline_from`). `packaged`: nobody changed it."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField("tên", max_length=200)
    data = models.JSONField()
    packaged = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Regime(models.Model):
    """A duty to report as data (`reporting.regimes.regime_from`), valid between two days."""

    code = models.CharField(max_length=60)
    name = models.CharField("tên", max_length=300)
    data = models.JSONField()
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    packaged = models.BooleanField(default=True)
    ground = models.CharField("căn cứ thay đổi", max_length=300, blank=True)

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="reporting_regime_starts_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reporting_regime_ends_after",
            ),
        )

    def __str__(self) -> str:
        return self.name
