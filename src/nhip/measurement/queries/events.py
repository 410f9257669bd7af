"""Events that people entered or brought in, as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from nhip.agencies.permits import reach_of
from nhip.measurement import dictionary
from nhip.measurement.dictionary import Entity
from nhip.measurement.forms import enterable
from nhip.measurement.models.events import RecordedEvent, SwitchOver

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def events(asker: Account, entity: str = "") -> QuerySet[RecordedEvent]:
    """The events of units that the asker may see, the newest first; what was put in place of another leaves it out."""
    rows = RecordedEvent.objects.filter(replaced_by__isnull=True).select_related("unit", "recorded_by")
    reach = reach_of(asker, "measurement.read")
    if reach is not None:
        rows = rows.filter(unit_id__in=reach)
    return (rows.filter(entity=entity) if entity else rows).order_by("-recorded_at", "-pk")


def entities(asker: Account) -> list[tuple[Entity, int, SwitchOver | None]]:
    """What may be entered, how many events of it stand, and from when a room keeps it itself."""
    standing = events(asker).filter(withdrawn_at__isnull=True).order_by()
    counts = dict(standing.values_list("entity").annotate(n=Count("pk")))
    switched = {row.entity: row for row in SwitchOver.objects.all()}
    return [(one, counts.get(one.code, 0), switched.get(one.code)) for one in enterable(dictionary.packaged())]


def kept_by_rooms(asker: Account) -> list[tuple[Entity, int, SwitchOver | None]]:
    """What a room keeps by now, how many entered events of it stand, and the day from which only the room speaks.

    Only what has a moment: rows that are valid between two days are never cut at one.
    """
    counts = dict(
        events(asker).filter(withdrawn_at__isnull=True).order_by().values_list("entity").annotate(n=Count("pk"))
    )
    switched = {row.entity: row for row in SwitchOver.objects.all()}
    held = [one for one in dictionary.packaged().values() if one.room != "entered" and one.period]
    return [(one, counts.get(one.code, 0), switched.get(one.code)) for one in held]
