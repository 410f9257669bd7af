"""Approved is not issued: what went to the document system, what came back signed, and how it was judged."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhip.reporting.models.reports import Report
from nhip.reporting.models.versions import ReportVersion

STATES = (("sent", "chờ bản ký"), ("refused", "bản ký chưa đạt"), ("issued", "đã ban hành"), ("withdrawn", "đã rút"))


class Dispatch(models.Model):
    """An approved version on its way through the document system. `text` is what was approved, as printed."""

    WAYS = (("file", "tệp"), ("edxml", "edXML"))

    report = models.ForeignKey(Report, models.PROTECT, related_name="dispatches")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="dispatches")
    way = models.CharField("cách chuyển", max_length=6, choices=WAYS)
    state = models.CharField("trạng thái", max_length=10, choices=STATES, default="sent")
    docx = models.ForeignKey("media.Original", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    title = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("chuyển lúc")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("report",), condition=Q(state__in=("sent", "refused", "issued")), name="reporting_one_dispatch"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(number="") & Q(issued_on__isnull=False)),
                name="reporting_issued_has_number_and_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"


class SignedCopy(models.Model):
    """A signed PDF that came back, with its verdict. Every one is kept; only a good one issues the report.

    `signatures`: `signatures.Signed` as JSON; `differences`: `comparing.Difference`. `problems`: codes of `issuing.py`.
    """

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="copies")
    original = models.ForeignKey("media.Original", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    signatures = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    good = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("dispatch", "sha256"), name="reporting_copy_once"),
            models.UniqueConstraint(fields=("dispatch",), condition=Q(good=True), name="reporting_one_good_copy"),
        )

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.sha256[:8]}"
