"""Questions to the register of official channels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from nhip.agencies.permits import reach_of
from nhip.channels.models.outlets import Outlet, OutletCount, OutletShare, OutletTurn
from nhip.channels.register import Count, Segment, Turn, segments

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def public_list(on: date) -> QuerySet[Outlet]:
    """Channels that stand on a day, for the public list: owners first by name. Only verified ones are shown there."""
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Outlet.objects.filter(stands, verified_on__isnull=False).exclude(opened_on__gt=on)
    shares = OutletShare.objects.select_related("unit")
    return rows.select_related("unit").prefetch_related(Prefetch("shares", shares)).order_by("platform", "name", "pk")


def outlets_for(asker: Account) -> QuerySet[Outlet]:
    """The channels of the agencies whose register the asker may read and write."""
    reach = reach_of(asker, "channels.record")
    rows = Outlet.objects.select_related("unit", "into", "verified_by").order_by("ended_on", "platform", "name", "pk")
    return rows if reach is None else rows.filter(unit__in=reach)


def turns_of(outlet: Outlet) -> list[Turn]:
    rows = OutletTurn.objects.filter(outlet=outlet).select_related("was_unit", "now_unit").order_by("on", "pk")
    return [Turn(one.on, one.fate, one.was_unit.key, one.now_unit.key, one.breaks) for one in rows]


def series(outlet: Outlet, name: str) -> list[Segment]:
    """The readings of a number, cut wherever they may not be compared: at what was decided of the channel itself, and
    where another one was led or merged into it."""
    rows = OutletCount.objects.filter(outlet=outlet, name=name, withdrawn_at__isnull=True).order_by("on", "pk")
    joined = OutletTurn.objects.filter(into=outlet, breaks=True)
    came = [Turn(one.on, one.fate, "", "", breaks=True) for one in joined]
    return segments([Count(one.on, one.value, one.definition) for one in rows], [*turns_of(outlet), *came])
