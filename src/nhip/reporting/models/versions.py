"""What was sent, word for word, each move with who and why, and who may approve for the head for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhip.agencies.models.units import Unit
from nhip.reporting.models.reports import Report


class ReportVersion(models.Model):
    """The whole report as it stood at a move. Never changed; `sha256` is of `content` as canonical JSON."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="reporting_version_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class Delegation(models.Model):
    """The head lets somebody approve at the unit from one day to another, in writing; not handed on further."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày")
    ground = models.CharField("văn bản ủy quyền", max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="reporting_delegation_ends_after"),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="reporting_delegation_to_another"),
            models.CheckConstraint(condition=~Q(ground=""), name="reporting_delegation_in_writing"),
        )

    def __str__(self) -> str:
        return f"{self.giver_id} > {self.holder_id} ({self.since} - {self.until})"


class ReportMove(models.Model):
    """One move in the chain."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=12)
    was = models.CharField(max_length=12)
    now = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(ReportVersion, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.report_id}: {self.was} > {self.now}"
