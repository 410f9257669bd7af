"""The ledger: what was done or is planned to go out, how it was amended, and who had nothing to tell."""

from django.db import models
from django.db.models import F, Q

from nhip.plans.qualifiers import QUALIFIERS


class Activity(models.Model):
    """Something an agency did or plans to put out: what kind, when, how much.

    `entry` is the sender's own id: sent twice, kept once. `quantity` counts in `measure`; `values` holds the other
    figures of the kind (`kinds.py`), keyed by field. `qualifier` is the word before the number as it was given
    ("trên", "khoảng"); `estimate` says that it was not counted. A figure is proven when evidence stands beside it;
    that is judged in `measurement` (ruling 6). `search_key` is what is found by, without marks (`ledger.search_key`).
    """

    class Source(models.TextChoices):
        ENTERED = "entered", "nhập tay"
        IMPORTED = "imported", "nhập từ bảng tính"
        LOG = "log", "nhật ký phát"
        PAST = "past", "báo cáo cũ"

    class State(models.TextChoices):
        PLANNED = "planned", "dự kiến"
        DONE = "done", "đã thực hiện"
        CANCELLED = "cancelled", "đã hủy"

    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="activities")
    entry = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    on = models.DateField()
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=18, decimal_places=3)
    measure = models.CharField(max_length=40)
    values = models.JSONField(default=dict, blank=True)
    qualifier = models.CharField(max_length=20, blank=True, choices=QUALIFIERS)
    estimate = models.BooleanField(default=False)
    language = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    topics = models.ManyToManyField("plans.Topic", blank=True, related_name="activities")
    source = models.CharField(max_length=10, choices=Source, default=Source.ENTERED)
    state = models.CharField(max_length=10, choices=State, default=State.DONE)
    release_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    spokesperson = models.CharField(max_length=200, blank=True)
    search_key = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=0), name="activity_counts_no_negative"),
            models.CheckConstraint(
                condition=Q(begins_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gte=F("begins_at")),
                name="activity_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "on"), name="activity_by_unit_and_day"),
            models.Index(fields=("kind", "on"), name="activity_by_kind_and_day"),
            models.Index(fields=("state", "on"), name="activity_by_state_and_day"),
        )

    def __str__(self) -> str:
        return self.title


class Amendment(models.Model):
    """One change of an activity: `before` and `after` hold the fields that differ, as JSON. Only ever added."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="amendments")
    version = models.PositiveIntegerField()
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ("activity", "version")
        constraints = (models.UniqueConstraint(fields=("activity", "version"), name="amendment_makes_one_version"),)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.version}"


class NilReturn(models.Model):
    """“Không phát sinh”: a unit says that it had nothing of a kind in those days. Taken back when it had after all."""

    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, related_name="nil_returns")
    kind = models.CharField(max_length=40)
    begin = models.DateField()
    end = models.DateField()
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begin", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(end__gte=F("begin")), name="nil_return_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("unit", "kind", "begin", "end"),
                condition=Q(taken_back_at__isnull=True),
                name="nil_return_said_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.begin}"


class AddedKind(models.Model):
    """A kind that the province added, or its own version of a packaged one: `spec` is what `kinds.read_kind` reads."""

    code = models.CharField(max_length=40, unique=True)
    spec = models.JSONField()
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code
