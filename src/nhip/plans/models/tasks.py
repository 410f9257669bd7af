"""The duties of a plan and who has which part in them."""

from django.db import models
from django.db.models import Q


class Task(models.Model):
    """One duty of a plan; `start` and `end` are code points of the plan's text as read."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=40)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    section = models.CharField(max_length=40, blank=True)
    request = models.BooleanField(default=False)
    deadline = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "key"), name="task_stands_once_in_its_plan"),)

    def __str__(self) -> str:
        return self.text[:80]


class TaskPart(models.Model):
    """A body's part in a task, as the plan names it.

    `unit` answers for it today, `question` says why nobody does yet (see `landing.py`); exactly one of them is set.
    """

    class Role(models.TextChoices):
        LEAD = "lead", "chủ trì"
        IMPLEMENTING = "implementing", "thực hiện"
        COORDINATING = "coordinating", "phối hợp"
        GUIDING = "guiding", "hướng dẫn"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=400)
    role = models.CharField(max_length=12, choices=Role)
    generic = models.BooleanField(default=False)
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    question = models.CharField(max_length=20, blank=True)
    moved_by = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task", "name", "role"), name="part_said_once_in_its_task"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, question="") | (Q(unit__isnull=True) & ~Q(question="")),
                name="part_has_a_unit_or_a_question",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"
