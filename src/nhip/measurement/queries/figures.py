"""Figures on demand, counted from what the rooms below recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from nhip.agencies.permits import may
from nhip.channels.models import Receipt
from nhip.measurement.counting import Counted, Event, Indicator, count
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries.activities import activities_between

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def figures(asker: Account, indicators: Iterable[Indicator], begin: date, end: date) -> tuple[Counted, ...]:
    """Each indicator over the period, with the activities it was counted from."""
    if not may(asker, "measurement.read"):
        return ()
    events = tuple(_events(asker, begin, end))
    return tuple(count(indicator, events, begin, end) for indicator in indicators)


def _events(asker: Account, begin: date, end: date) -> Iterator[Event]:
    """An activity is proven by a receipt of a channel or by what a person attached; otherwise it is declared."""
    activities = activities_between(asker, begin, end)
    proven = set(Receipt.objects.filter(activity__in=activities).values_list("activity_id", flat=True))
    proven |= set(Evidence.objects.filter(activity__in=activities).values_list("activity_id", flat=True))
    for activity in activities:
        yield Event(activity.pk, activity.kind, activity.on, activity.quantity, activity.measure, activity.pk in proven)
