"""Deliveries as people see them: what waits for somebody, what is under way, what is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.channels.carrying import ways
from nhip.channels.models.outlets import Outlet
from nhip.channels.models.releases import Delivery, PostingCount
from nhip.channels.queries.posting import who_posts

if TYPE_CHECKING:
    from datetime import date

    from nhip.agencies.models.accounts import Account

WAITS = (
    Q(state__in=("by_hand", "unknown"))
    | Q(state__in=("withdrawing", "failed", "sending"), next_at__isnull=True)
    | Q(state="out", missing_at__isnull=False)
)
"""What only a person can do. Newsletters and messages keep `sending` without a moment: their letters have their own."""
MANY = ("newsletter", "push")


def deliveries_for(asker: Account) -> QuerySet[Delivery]:
    """Deliveries of the stories that the asker may read, the newest first; our own pages are left out."""
    reach = reach_of(asker, "newsroom.read")
    rows = Delivery.objects.exclude(carrier__in=("portal", "websub")).order_by("-pk")
    rows = rows.select_related("release__story__locale", "release__by", "outlet")
    return rows if reach is None else rows.filter(release__story__unit__in=reach)


def waiting(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.filter(WAITS).exclude(Q(carrier__in=MANY) & Q(state="sending"))


def moving(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """What machines have in hand, or will."""
    due = Q(state__in=("waiting", "sending", "failed", "withdrawing"), next_at__isnull=False)
    return rows.filter(due | Q(state="waiting") | (Q(carrier__in=MANY) & Q(state="sending")))


def would_go(story_id: int) -> list[tuple[Delivery, str]]:
    """Where a story stands or is awaited, and what taking it down does there: "now" on our own pages, "machine",
    "hand" a person's task, "kept" what was sent and is not called back, "unsent" nothing goes out any more."""
    rows = Delivery.objects.filter(
        release__story=story_id, release__withdrawn_at__isnull=True, release__cancelled_at__isnull=True,
        state__in=("out", "waiting", "by_hand", "failed"),
    )  # fmt: skip
    newest: dict[tuple[str, int | None], Delivery] = {}
    for row in rows.exclude(carrier="websub").select_related("outlet").order_by("pk"):
        newest[row.carrier, row.outlet_id] = row
    return [(row, _goes(row)) for row in newest.values()]


def _goes(row: Delivery) -> str:
    way = ways()[row.carrier]
    if row.state != "out":
        return "unsent"
    if row.carrier == "portal" or way.keeps:
        return "now" if row.carrier == "portal" else "kept"
    posts = who_posts(row.carrier, joined=bool(row.outlet_id))
    return "machine" if posts == "machine" and way.takes_down == "machine" and row.reference != row.url else "hand"


def counts_of(row: Delivery) -> list[PostingCount]:
    """The readings of a posting, the newest of each definition first; a correction in place goes on with them."""
    replaced = Q(delivery__carrier=row.carrier, delivery__reference=row.reference, delivery__state="replaced")
    return list(PostingCount.objects.filter(Q(delivery=row) | replaced).order_by("definition", "-on"))


def older_of(row: Delivery) -> Delivery | None:
    """The posting of an older text that a correction by hand puts right."""
    held = Delivery.objects.filter(release__story=row.release.story_id, carrier=row.carrier, pk__lt=row.pk)
    return held.filter(state="out").exclude(url="").order_by("-pk").first()


def joinable_for(asker: Account, on: date) -> QuerySet[Outlet]:
    """Channels that stand at the agencies where the asker may join them."""
    reach = reach_of(asker, "channels.release")
    rows = Outlet.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).select_related("unit", "joined")
    rows = rows.prefetch_related("shares__unit").order_by("platform", "name", "pk")
    return rows if reach is None else rows.filter(unit__in=reach)
