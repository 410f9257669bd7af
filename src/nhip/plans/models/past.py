"""The past: what old reports declared for their unit and period, each value with the sentence it stands in."""

from django.db import models
from django.db.models import F, Q


class PastReport(models.Model):
    """A confirmed old report taken into the ledger. `unit` is the body as it was; a doubt about it is a `question`.

    `begin` and `end` are the days the report speaks of, both included; `label` is how it names them.
    """

    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="past")
    confirmation = models.ForeignKey("documents.Confirmation", on_delete=models.PROTECT, related_name="+")
    source_file = models.CharField(max_length=255)
    body = models.CharField(max_length=300)
    unit = models.ForeignKey(
        "agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="past_reports"
    )
    question = models.CharField(max_length=20, blank=True)
    choices = models.JSONField(default=list, blank=True)
    province = models.CharField(max_length=200, blank=True)
    home = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    number = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300, blank=True)
    told_on = models.DateField(null=True, blank=True)
    label = models.CharField(max_length=300, blank=True)
    begin = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("begin", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=False, question="") | (Q(unit__isnull=True) & ~Q(question="")),
                name="past_report_has_a_unit_or_a_question",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.body


class Sentence(models.Model):
    """Words of the report with their place in the text as read: `raw` is `text[start:end_at]`, code points."""

    key = models.CharField(max_length=40)
    text = models.TextField()
    raw = models.TextField()
    start = models.PositiveIntegerField()
    end_at = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]


class PastFigure(Sentence):
    """A declared value. `kind`: profile, result, target or enumeration. Its days need not be the report's."""

    report = models.ForeignKey(PastReport, on_delete=models.CASCADE, related_name="figures")
    indicator = models.TextField()
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=120, blank=True)
    qualifier = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)
    per = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=300, blank=True)
    estimate = models.BooleanField(default=False)
    cumulative = models.BooleanField(default=False)
    section = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=300, blank=True)
    begin = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=12)
    number_raw = models.CharField(max_length=200)
    number_start = models.PositiveIntegerField()
    number_end = models.PositiveIntegerField()

    class Meta(Sentence.Meta):
        constraints = (
            models.UniqueConstraint(fields=("report", "key"), name="past_figure_stands_once"),
            models.CheckConstraint(condition=Q(end__gte=F("begin")) | Q(begin=None) | Q(end=None), name="past_days"),
        )


class PastWord(Sentence):
    """A strength, limitation, cause, direction, proposal or reward proposal of the report."""

    report = models.ForeignKey(PastReport, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=12)
    title = models.TextField(blank=True)
    addressee = models.CharField(max_length=300, blank=True)

    class Meta(Sentence.Meta):
        constraints = (models.UniqueConstraint(fields=("report", "kind", "key"), name="past_word_stands_once"),)
