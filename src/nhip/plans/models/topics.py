"""Topics of plans: what is to be spoken about, as a tree."""

from django.db import models


class Topic(models.Model):
    """One topic. It hangs under another of the same plan; `plan` is None for the province's own standing topics."""

    class Kind(models.TextChoices):
        TASK = "task", "nhiệm vụ trọng tâm"
        BREAKTHROUGH = "breakthrough", "khâu đột phá"
        AXIS = "axis", "trục, hành lang"
        REGION = "region", "vùng"
        THEME = "theme", "chủ đề"

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, null=True, blank=True, related_name="topics")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.THEME)
    name = models.CharField(max_length=600)
    position = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ("plan", "position", "pk")

    def __str__(self) -> str:
        return self.name
