"""What the clock has to do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, QuerySet, Subquery

from nhip.channels.models.releases import Release

if TYPE_CHECKING:
    from nhip.newsroom.models.stages import Stage


def due_releases(now: datetime) -> list[int]:
    """Releases whose moment has come and that have not gone out, the oldest first."""
    rows = Release.objects.filter(
        due_at__lte=now, cancelled_at__isnull=True, withdrawn_at__isnull=True,
        deliveries__state="waiting", deliveries__next_at__isnull=True,
    )  # fmt: skip
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True).distinct())


def by_moment(rows: QuerySet[Stage]) -> QuerySet[Stage]:
    """Stages in the order in which they go out, each with `due`, the moment of its release; without one, last."""
    waiting = Release.objects.filter(story=OuterRef("story"), cancelled_at=None, withdrawn_at=None)
    due = Subquery(waiting.filter(deliveries__state="waiting").order_by("due_at").values("due_at")[:1])
    return rows.annotate(due=due).order_by(F("due").asc(nulls_last=True), "pk")
