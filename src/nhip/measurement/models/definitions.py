"""What an organisation decided about indicators: formulas of its own, and what is to be reached."""

from django.db import models
from django.db.models import F, Q


class Definition(models.Model):
    """A version of an indicator's formula that stands in place of the packaged one from a day on. Never changed."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    formula = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=200)
    ground = models.CharField(max_length=300)
    made_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "version")
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="definition_has_one_text_a_version"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="definition_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Target(models.Model):
    """What a unit is to reach in a period, and by which decision."""

    code = models.CharField(max_length=60)
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="+")
    begin = models.DateField()
    end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    ground = models.CharField(max_length=300)
    set_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "begin")
        constraints = (
            models.UniqueConstraint(fields=("code", "unit", "begin", "end"), name="target_is_set_once_for_a_period"),
            models.CheckConstraint(condition=Q(end__gte=F("begin")), name="target_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.value}"
