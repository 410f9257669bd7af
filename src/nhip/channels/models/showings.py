"""What the public is shown beside stories: signed plans, issued reports, events. Offered by one, shown by another."""

from __future__ import annotations

from django.db import models


class Showing(models.Model):
    """One thing that a person offers for the public pages and another shows; taken away with a reason.

    Public while `shown_at` is set and `ended_at` is not.
    """

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="+")
    offered_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    shown_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(shown_by__isnull=True) | ~models.Q(shown_by=models.F("offered_by")),
                name="%(class)s_shown_by_another",
            ),
        )

    @property
    def state(self) -> str:
        """offered | shown | ended"""
        if self.ended_at is not None:
            return "ended"
        return "shown" if self.shown_at is not None else "offered"


class PublicPaper(Showing):
    """A signed plan or an issued report that anybody may read: what it is called, and the file itself.

    `source`: what of ours it is, as "plan:12" or "dispatch:7"; the same thing stands once.
    """

    KINDS = (("plan", "kế hoạch"), ("report", "báo cáo"))

    kind = models.CharField(max_length=6, choices=KINDS)
    title = models.TextField()
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40)
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, blank=True, related_name="+")
    original = models.ForeignKey("media.Original", models.PROTECT, related_name="+")

    class Meta(Showing.Meta):
        ordering = ("-issued_on", "-pk")
        constraints = (
            *Showing.Meta.constraints,
            models.UniqueConstraint(
                fields=("source",), condition=models.Q(ended_at__isnull=True), name="paper_stands_once"
            ),
        )

    def __str__(self) -> str:
        return self.number or self.title[:80]


class PublicEvent(Showing):
    """Something that will happen and that anybody may come to or follow.

    `texts`: language (Wagtail's code) -> {"title", "text"}; Vietnamese always. `place` is the territory, `venue` says
    where in it. An event that was called off stays on the pages with its reason until its day has passed.
    """

    texts = models.JSONField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.ForeignKey("agencies.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    venue = models.CharField(max_length=300)
    contact = models.CharField(max_length=300)
    activity = models.ForeignKey("plans.Activity", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Showing.Meta):
        ordering = ("begins_at", "pk")
        constraints = (
            *Showing.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("begins_at")),
                name="event_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return str(self.texts.get("vi", {}).get("title", ""))
