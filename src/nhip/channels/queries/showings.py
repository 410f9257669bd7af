"""Papers and events: those the public has, and those that people of an agency look after."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import may
from nhip.channels.models.showings import PublicEvent, PublicPaper
from nhip.plans.queries.plans import plans_for

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.plans.models.plans import Plan


def public_papers(kind: str = "") -> QuerySet[PublicPaper]:
    """Plans, or reports, or both, that anybody may read, the latest first."""
    rows = PublicPaper.objects.filter(shown_at__isnull=False, ended_at__isnull=True).select_related("original")
    return rows.filter(kind=kind) if kind else rows


def shown_events(now: datetime) -> QuerySet[PublicEvent]:
    """Every event that stands on the pages: those to come, called off or not, and those that took place."""
    over = Q(ends_at__lt=now) | Q(ends_at__isnull=True, begins_at__lt=now)
    return PublicEvent.objects.filter(shown_at__isnull=False).exclude(over & Q(ended_at__isnull=False))


def public_events(now: datetime, language: str) -> QuerySet[PublicEvent]:
    """Events to come or going on, told in a language; one that was called off after it was shown stays, marked."""
    rows = PublicEvent.objects.filter(shown_at__isnull=False, **{f"texts__{language}__title__isnull": False})
    return rows.filter(Q(ends_at__gte=now) | Q(ends_at__isnull=True, begins_at__gte=now))


def past_events(now: datetime, language: str) -> QuerySet[PublicEvent]:
    """Events that took place, the latest first."""
    rows = PublicEvent.objects.filter(shown_at__isnull=False, ended_at__isnull=True)
    rows = rows.filter(Q(ends_at__lt=now) | Q(ends_at__isnull=True, begins_at__lt=now))
    return rows.filter(**{f"texts__{language}__title__isnull": False}).order_by("-begins_at", "-pk")


def events_between(begin: datetime, end: datetime, now: datetime, language: str) -> QuerySet[PublicEvent]:
    """Events on the pages, told in a language, of which some part lies from `begin` until before `end`."""
    rows = shown_events(now).filter(**{f"texts__{language}__title__isnull": False})
    return rows.filter(Q(begins_at__gte=begin) | Q(ends_at__gt=begin), begins_at__lt=end)


def known_event(pk: int, language: str) -> PublicEvent | None:
    """An event that was ever shown, told in a language."""
    return PublicEvent.objects.filter(
        pk=pk, shown_at__isnull=False, **{f"texts__{language}__title__isnull": False}
    ).first()


def plans_to_offer(asker: Account) -> list[Plan]:
    """Signed plans of the asker's agencies that stand and that nobody offered yet."""
    standing = PublicPaper.objects.filter(plan__isnull=False, ended_at__isnull=True).values("plan")
    rows = plans_for(asker).filter(state="adopted", unit__isnull=False, document__original__isnull=False)
    return [row for row in rows.exclude(pk__in=standing) if may(asker, "channels.record", row.unit_id)]


def showings_for(asker: Account, model: type[PublicPaper] | type[PublicEvent]) -> list[PublicPaper | PublicEvent]:
    """Those of the agencies where the asker records or releases, what waits first."""
    rows = model.objects.order_by("-offered_at")[:400]
    mine = [
        row for row in rows if may(asker, "channels.record", row.unit_id) or may(asker, "channels.release", row.unit_id)
    ]
    return sorted(mine, key=lambda row: ("offered", "shown", "ended").index(row.state))
