"""Rounds: a period opened for reporting ("mở kỳ báo cáo"), with its outline, window, last days and who reports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nhip.agencies.models.units import Unit
from nhip.documents.models import Document
from nhip.reporting.models.regimes import Regime


class Round(models.Model):
    """One period of one regime (or of one letter) opened once: `key` makes a second opening find the first.

    `receiver` collects; `receivers` names everybody the report is addressed to, on each line. `feeds`: the round of the
    level above, in which the receiver reports what it rolled up. `outline`: the parts as opened, never changed after.
    """

    key = models.CharField(max_length=200, unique=True)
    regime = models.ForeignKey(Regime, models.PROTECT, null=True, blank=True, related_name="rounds")
    title = models.CharField("tên báo cáo", max_length=300)
    field = models.CharField("lĩnh vực", max_length=40, blank=True)
    receiver = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    receivers = models.JSONField(default=list)  # [{line, name}]
    feeds = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="fed_by")
    kind = models.CharField("loại kỳ", max_length=12)
    label = models.CharField("kỳ", max_length=120)
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")
    window = models.CharField(max_length=20, blank=True)
    period_assumed = models.BooleanField(default=False)
    cut_off = models.DateField("chốt số liệu")
    outline = models.JSONField(default=list)  # parts, `regimes.Part.as_json`
    outline_status = models.CharField(max_length=12, default="given")  # given | attached | elsewhere | missing
    request = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="rounds")
    ground = models.CharField("căn cứ", max_length=300, blank=True)
    doubts = models.JSONField(default=list)  # [{field, code, facts}]
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-end", "-pk")
        constraints = (models.CheckConstraint(condition=Q(end__gte=F("start")), name="reporting_round_ends_after"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"

    @property
    def called(self) -> str:
        """The title with the period, which is not said twice where the title says it already."""
        return self.title if self.label.lower() in self.title.lower() else f"{self.title}, {self.label}"


class RoundDeadline(models.Model):
    """A last day as the letter or the regime gives it: for whom, by when; `due_on` empty where only words stand."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="deadlines")
    who = models.CharField("đối tượng", max_length=300, blank=True)
    level = models.CharField("cấp", max_length=10, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_at = models.TimeField("giờ", null=True, blank=True)
    stated = models.CharField("nguyên văn", max_length=300, blank=True)
    send_to = models.CharField("gửi về", max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.who or self.level}: {self.due_on or self.stated}"
