"""What the clock has to do."""

from __future__ import annotations

from datetime import datetime

from nhip.channels.models.releases import Release


def due_releases(now: datetime) -> list[int]:
    """Releases whose moment has come and that have not gone out, the oldest first."""
    rows = Release.objects.filter(
        due_at__lte=now, cancelled_at__isnull=True, withdrawn_at__isnull=True,
        deliveries__state="waiting", deliveries__next_at__isnull=True,
    )  # fmt: skip
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True).distinct())
