"""What is offered in full to another portal: stories that were released to it, and those that were withdrawn since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nhip.channels.models.releases import Delivery
from nhip.newsroom.states import SHOWN

WAY = "vietnam_vn"
_GONE = ("withdrawing", "withdrawn", "cancelled")


@dataclass(frozen=True, slots=True)
class Offered:
    """One story. `approved_at`: when somebody else than its writer approved exactly this text."""

    delivery: Delivery
    withdrawn: bool
    approved_at: datetime | None


def offered(language: str, most: int) -> list[Offered]:
    """The newest first, each story once, in a language (Wagtail's code of its locale)."""
    rows = Delivery.objects.filter(carrier=WAY, release__story__locale__language_code=language)
    rows = rows.filter(release__cancelled_at__isnull=True).exclude(state="waiting").order_by("-pk")
    rows = rows.select_related("release__story__stage", "release__story__unit", "release__revision")
    found: dict[int, Offered] = {}
    for row in rows[: most * 2]:
        story = row.release.story
        if story.pk in found or len(found) >= most:
            continue
        withdrawn = row.release.withdrawn_at is not None
        if not withdrawn and (row.state in _GONE or story.stage.public not in SHOWN):
            continue
        moves = story.moves.filter(verb="approve", sha256=row.release.sha256).order_by("-pk")
        found[story.pk] = Offered(row, withdrawn, moves.values_list("at", flat=True).first())
    return list(found.values())
