"""What a report promises and asks for, and what became of it: it stands again in the next report."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nhip.agencies.models.units import Unit
from nhip.reporting.models.reports import Report
from nhip.reporting.promises import KINDS, STATES


class Promise(models.Model):
    """A direction for the next period, a proposal or a reward proposal, word for word, with who has to see to it.

    `report` is where it was written; a promise of an old report taken in has none and bears `past` (its words there).
    """

    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="promises")
    past = models.ForeignKey("plans.PastWord", models.PROTECT, null=True, blank=True, related_name="promises")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="promises", verbose_name="cơ quan hứa hoặc đề nghị")
    kind = models.CharField("loại", max_length=10, choices=KINDS)
    text = models.TextField("nội dung")
    addressee = models.CharField("gửi", max_length=300, blank=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan xử lý"
    )
    due_on = models.DateField("thời hạn", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=STATES, default="open")
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    gathered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gathered_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(report__isnull=False) | Q(past__isnull=False), name="reporting_promise_stands_somewhere"
            ),
        )
        indexes = (models.Index(fields=("unit", "state"), name="reporting_promises_of"),)

    def __str__(self) -> str:
        return self.text[:80]


class PromiseNews(models.Model):
    """How far a promise has come, as told for a later report ("đã thực hiện đến đâu"). Never changed, only followed."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="news")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="promise_news")
    state = models.CharField(max_length=10, choices=STATES)
    text = models.TextField("đã thực hiện đến đâu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.promise_id} {self.state}"
