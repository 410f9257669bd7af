"""What stands on the shared shelf for whom, and who used it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from nhip.agencies.permits import may, reach_of
from nhip.newsroom.models.shelf import ShelfItem, ShelfUse
from nhip.newsroom.states import SHOWN
from nhip.plans.models.activities import Activity
from nhip.plans.queries.activities import STANDING

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

_PROVEN = Activity.objects.filter(pk=OuterRef("activity")).filter(Exists(STANDING))


def on_shelf(on: date | None = None) -> QuerySet[ShelfItem]:
    """Products that may be used on a day (today): not withdrawn, not run out, its story still public."""
    day = on or timezone.localdate()
    rows = ShelfItem.objects.filter(withdrawn_at__isnull=True).exclude(until__lt=day)
    return rows.filter(Q(story__isnull=True) | Q(story__live=True, story__stage__public__in=SHOWN))


def shelf_for(asker: Account) -> QuerySet[ShelfItem]:
    """What the asker's agencies may use, or put there themselves; with the number of uses, the newest first."""
    reach = reach_of(asker, "newsroom.read")
    rows = on_shelf().select_related("unit", "story", "story__locale", "original").annotate(times=Count("used"))
    if reach is not None:
        mine = ShelfItem.objects.filter(Q(everywhere=True) | Q(users__in=reach) | Q(unit__in=reach))
        rows = rows.filter(pk__in=mine.values("pk"))
    return rows.order_by("-at", "-pk")


def may_use(asker: Account, item: ShelfItem, unit_id: int) -> bool:
    """Whether the asker may use the product for an agency: they log its work, and the product is for it."""
    named = item.everywhere or item.unit_id == unit_id or item.users.filter(pk=unit_id).exists()
    return named and may(asker, "plans.record", unit_id)


def item_for(asker: Account, pk: int) -> ShelfItem | None:
    """The product when the asker may see it; those that put it there see a withdrawn one too."""
    found = shelf_for(asker).filter(pk=pk).first()
    if found is not None:
        return found
    held = ShelfItem.objects.select_related("unit", "story", "original").filter(pk=pk).first()
    return held if held is not None and may(asker, "newsroom.shelve", held.unit_id) else None


def uses_seen(asker: Account, item: ShelfItem) -> QuerySet[ShelfUse]:
    """Uses of a product: all of them for who put it there, otherwise those of the asker's agencies."""
    rows = _with_proof(item.used.select_related("unit", "by", "activity", "item"))
    if may(asker, "newsroom.shelve", item.unit_id):
        return rows
    reach = reach_of(asker, "newsroom.read")
    return rows if reach is None else rows.filter(unit__in=reach)


def uses_unproven(asker: Account) -> QuerySet[ShelfUse]:
    """Uses that the asker's agencies logged and have not proven yet, the newest first. Cancelled ones need no proof."""
    reach = reach_of(asker, "plans.record")
    rows = _with_proof(ShelfUse.objects.select_related("unit", "by", "activity", "item")).filter(proven=False)
    rows = rows.filter(activity__state=Activity.State.DONE)
    return rows if reach is None else rows.filter(unit__in=reach)


def use_for(asker: Account, pk: int) -> ShelfUse | None:
    """A use when the asker logs the work of its agency."""
    found = ShelfUse.objects.select_related("unit", "activity", "item").filter(pk=pk).first()
    return found if found is not None and may(asker, "plans.record", found.unit_id) else None


def _with_proof(rows: QuerySet[ShelfUse]) -> QuerySet[ShelfUse]:
    """The same, each with `proven`: whether a proof stands beside its activity, as `plans` judges."""
    return rows.annotate(proven=Exists(_PROVEN))
