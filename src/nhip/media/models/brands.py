"""The brand kit of an agency: logos, colours, templates, each with who approved it and how long it holds."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class BrandItem(models.Model):
    """One item. A colour has a `value` (#rrggbb), everything else a file. It may be used once approved by another."""

    KINDS = (
        ("logo", "lô-gô, biểu trưng"),
        ("colour", "màu"),
        ("template", "mẫu trình bày"),
        ("font", "phông chữ"),
    )

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    name = models.CharField(max_length=120)
    value = models.CharField(max_length=7, blank=True)
    original = models.ForeignKey("media.Original", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    approved_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kind", "name", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind="colour") | Q(original__isnull=False), name="brand_item_has_file"),
            models.CheckConstraint(condition=~Q(kind="colour") | ~Q(value=""), name="brand_colour_has_a_value"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("added_by")), name="brand_item_by_two"
            ),
        )

    def __str__(self) -> str:
        return self.name
