"""One agency's report in a round: its paragraphs, its figures, what was attached."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhip.agencies.models.units import Unit
from nhip.media.models.originals import Original
from nhip.reporting.models.rounds import Round
from nhip.reporting.states import STATES


class Report(models.Model):
    """One report of one agency. `sent_at`: when the head approved the version that stands; None until then.

    `first_sent_at` stays when a report is returned: it tells whether the agency was in time the first time.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    state = models.CharField("trạng thái", max_length=12, choices=STATES, default="drafting")
    due_on = models.DateField("hạn gửi", null=True, blank=True)
    due_at = models.TimeField("giờ", null=True, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    rolls_up = models.BooleanField("tổng hợp từ cấp dưới", default=False)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    filled_at = models.DateTimeField("lấy số liệu lúc", null=True, blank=True)
    numbers = models.PositiveIntegerField("số phiên bản", default=0)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="reporting_report_once"),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _ in STATES]), name="reporting_report_state_known"
            ),
        )
        indexes = (models.Index(fields=("unit", "state"), name="reporting_by_unit"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.unit_id}"


class ReportParagraph(models.Model):
    """The text of one part. `edition` counts the saves: whoever saves says which edition they saw.

    `sources`: what was collected here when rolled up, as [{unit, report, paragraph, text, same_as}].
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    help = models.TextField("kỳ trước viết", blank=True)
    edition = models.PositiveIntegerField(default=0)
    sources = models.JSONField(default=list)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="reporting_paragraph_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.key}"


class ParagraphSave(models.Model):
    """Every text that anybody sent, whether it stands, was joined with another's, or is held for a person to settle."""

    OUTCOMES = (("saved", "đã lưu"), ("merged", "đã ghép"), ("held", "chờ chọn"), ("settled", "đã chọn"))

    paragraph = models.ForeignKey(ReportParagraph, models.CASCADE, related_name="saves")
    base = models.PositiveIntegerField()  # the edition the writer saw
    edition = models.PositiveIntegerField()  # the edition that stood afterwards
    typed = models.TextField(blank=True)
    text = models.TextField(blank=True)  # what stood afterwards
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("paragraph", "edition"), name="reporting_saves"),)

    def __str__(self) -> str:
        return f"{self.paragraph_id}@{self.edition} {self.outcome}"


class ReportFigure(models.Model):
    """One figure of a report: what the records give (`counted`) and what the agency says (`value`).

    `value` None and `nil` False: not reported. `nil`: "không phát sinh". The two differ from 0. A value that is not the
    counted one needs an explanation. `previous`: kỳ trước; `last_year`: cùng kỳ; `reported`: which of the two are what
    the agency reported then ("previous last_year"), the others come from the records.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    unit_name = models.CharField("đơn vị tính", max_length=60)
    rule = models.CharField("cách tổng hợp", max_length=12)  # sum | ratio | separate
    counted = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    proven = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    estimated = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    nil = models.BooleanField("không phát sinh", default=False)
    qualifier = models.CharField(max_length=20, blank=True)
    explanation = models.TextField("giải trình", blank=True)
    previous = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    last_year = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    reported = models.CharField("lấy từ báo cáo đã gửi", max_length=20, blank=True)
    series_break = models.CharField("ngắt chuỗi", max_length=200, blank=True)
    rows = models.JSONField(default=list)  # what was counted, as `measurement` names it
    sources = models.JSONField(default=list)  # rolled up from: [{unit, report, figure, value, nil}]
    formula_version = models.CharField(max_length=40, blank=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("report", "code"), name="reporting_figure_once"),
            models.CheckConstraint(condition=Q(nil=False) | Q(value__isnull=True), name="reporting_nil_has_no_value"),
        )

    def __str__(self) -> str:
        return f"{self.report_id}/{self.code}"


class FigureSave(models.Model):
    """Every value that anybody sent for a figure; `held`: it had changed meanwhile, so this did not stand."""

    figure = models.ForeignKey(ReportFigure, models.CASCADE, related_name="saves")
    edition = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    nil = models.BooleanField(default=False)
    qualifier = models.CharField(max_length=20, blank=True)
    explanation = models.TextField(blank=True)
    held = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.figure_id}@{self.edition}"


class ReportAttachment(models.Model):
    """A file or a link that explains the report or one figure of it. The file lies in the store under its hash."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    figure = models.ForeignKey(ReportFigure, models.CASCADE, null=True, blank=True, related_name="attachments")
    name = models.CharField("tên tệp", max_length=255)
    original = models.ForeignKey(Original, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=1000, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(original__isnull=False) | ~Q(link=""), name="reporting_attachment_is_something"
            ),
        )

    def __str__(self) -> str:
        return self.name
