"""Who speaks to the press for an agency, as its decision says."""

from __future__ import annotations

from django.db import models


class Spokesperson(models.Model):
    """One person named by a decision to speak for an agency, from a day on; a holder of a post, never anybody else.

    Public when `shown_at` is set, the decision holds on the day and the row was not ended. Decree 244/2026/NĐ-CP asks
    for the name, post, telephone and official e-mail address within a day of the decision (`data/rules.toml`).
    """

    KINDS = (
        ("head", "người đứng đầu"),
        ("standing", "người phát ngôn thường xuyên"),
        ("authorised", "người được ủy quyền phát ngôn theo vụ việc"),
    )

    unit = models.ForeignKey("agencies.Unit", models.PROTECT, related_name="spokespersons")
    kind = models.CharField(max_length=10, choices=KINDS, default="standing")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    decision = models.CharField(max_length=200)
    decided_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey("agencies.Account", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    shown_by = models.ForeignKey("agencies.Account", models.PROTECT, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("unit", "kind", "since", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="spokesperson_ends_after_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_by__isnull=True) | ~models.Q(shown_by=models.F("entered_by")),
                name="spokesperson_shown_by_another",
            ),
            models.UniqueConstraint(
                fields=("unit", "name", "since"), condition=models.Q(ended_at__isnull=True),
                name="spokesperson_named_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"
