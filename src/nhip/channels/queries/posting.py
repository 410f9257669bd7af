"""By which channel an agency speaks on a platform today, and who posts there: a machine or a person."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from nhip.channels.carrying import ways
from nhip.channels.models.outlets import Outlet, OutletShare


def joined_outlet(unit_id: int, code: str) -> Outlet | None:
    """The agency's own channel there that is joined to its platform; else one that its owner shares with it."""
    return joined_outlets(unit_id, [code]).get(code)


def joined_outlets(unit_id: int, codes: Collection[str]) -> dict[str, Outlet]:
    """By which channel an agency speaks on each of these platforms; where it has none, the platform is left out."""
    held = Outlet.objects.filter(platform__in=codes, ended_on__isnull=True, paused=False)
    held = held.filter(joined__isnull=False, verified_on__isnull=False).select_related("joined").order_by("pk")
    today = timezone.localdate()
    shares = OutletShare.objects.filter(unit=unit_id).exclude(since__gt=today).exclude(until__lt=today)
    reached = held.filter(Q(unit=unit_id) | Q(pk__in=shares.values("outlet")))
    found: dict[str, Outlet] = {}
    for row in sorted(reached, key=lambda one: one.unit_id != unit_id):  # the agency's own before a shared one
        found.setdefault(row.platform, row)
    return found


def who_posts(code: str, *, joined: bool) -> str:
    """portal, machine or hand: a machine only where there is something to post with. `joined`: to a channel."""
    how = ways()[code].how
    if how != "machine" or code in ("websub", "push"):
        return how
    if code == "newsletter":
        return "machine" if settings.NHIP_NEWSLETTER_FROM and settings.EMAIL_HOST else "hand"
    return "machine" if joined else "hand"
