"""The duties of a plan, who has which part in them, and every move they made."""

from django.db import models
from django.db.models import F, Q

from nhip.plans.recurring import RULES
from nhip.plans.states import STATES


class Task(models.Model):
    """One duty; `start` and `end` are code points of the plan's text as read, empty where it was written here.

    `parent` is the task it is a piece of. A task with `recurs` is a standing duty: it makes one task a period, each
    with `instance_of` and its own period. `extended_from` is the first time limit, where a decision moved it.
    """

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="pieces")
    key = models.CharField(max_length=40)
    text = models.TextField()
    summary = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    section = models.CharField(max_length=40, blank=True)
    request = models.BooleanField(default=False)
    deadline = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="assigned")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    extended_from = models.DateField(null=True, blank=True)
    campaign = models.ForeignKey(
        "plans.Campaign", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    topics = models.ManyToManyField("plans.Topic", blank=True, related_name="tasks")
    recurs = models.CharField(max_length=12, choices=RULES, blank=True)
    instance_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="instances")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    result = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "key"), name="task_stands_once_in_its_plan"),
            models.UniqueConstraint(
                fields=("instance_of", "begins"),
                condition=Q(instance_of__isnull=False),
                name="duty_has_one_task_a_period",
            ),
            models.CheckConstraint(
                condition=Q(instance_of__isnull=True) | Q(begins__isnull=False, ends__isnull=False),
                name="instance_has_a_period",
            ),
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="task_ends_after_it_begins",
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="task_by_state_and_limit"),)

    def __str__(self) -> str:
        return (self.summary or self.text)[:80]


class TaskPart(models.Model):
    """A body's part in a task, as the plan names it.

    Exactly one of three holds: `unit` answers for it today; `question` says why nobody does yet (see `landing.py`);
    `expanded` says that the name stood for several bodies, whose own parts point here by `of`. `was` is the key of the
    body meant on the plan's day. `asked` marks a body that the issuer cannot order ("đề nghị").
    """

    class Role(models.TextChoices):
        LEAD = "lead", "chủ trì"
        IMPLEMENTING = "implementing", "thực hiện"
        COORDINATING = "coordinating", "phối hợp"
        GUIDING = "guiding", "hướng dẫn"
        REQUESTED = "requested", "đề nghị thực hiện"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=400)
    role = models.CharField(max_length=12, choices=Role)
    generic = models.BooleanField(default=False)
    asked = models.BooleanField(default=False)
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    was = models.CharField(max_length=200, blank=True)
    question = models.CharField(max_length=20, blank=True)
    choices = models.JSONField(default=list, blank=True)
    expanded = models.BooleanField(default=False)
    of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="members")
    moved_by = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "name", "role"), condition=Q(of__isnull=True), name="part_said_once_in_its_task"
            ),
            models.UniqueConstraint(
                fields=("of", "was", "unit"), condition=Q(of__isnull=False), name="member_stands_once_in_its_class"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, question="", expanded=False)
                | (Q(unit__isnull=True, expanded=False) & ~Q(question=""))
                | Q(unit__isnull=True, question="", expanded=True),
                name="part_has_a_unit_a_question_or_members",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class TaskMove(models.Model):
    """One move of a task: from which state to which, by whom, when, why and on what decision. Never changed."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    was = models.CharField(max_length=10, blank=True)
    now = models.CharField(max_length=10)
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    ground = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("task", "pk")

    def __str__(self) -> str:
        return f"{self.task_id} {self.verb}"


class Progress(models.Model):
    """What somebody said about how far a task is, with a link that proves it where there is one. Only ever added."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="progress")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    link = models.URLField(max_length=1000, blank=True)

    class Meta:
        ordering = ("task", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="progress_is_a_share_of_a_hundred"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
