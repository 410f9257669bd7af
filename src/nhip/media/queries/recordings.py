"""Questions about recordings: whose may be seen, what waits to be packed or heard, what exactly there is to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.agencies.permits import reach_of
from nhip.media.models.recordings import Recording
from nhip.media.recordings import digest, needs_listener

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def recordings_for(asker: Account) -> QuerySet[Recording]:
    """Recordings of the agencies whose recordings the asker makes, hears or reads about."""
    reaches = [reach_of(asker, verb) for verb in ("newsroom.read", "media.record", "media.listen")]
    rows = Recording.objects.select_related("packed", "poster", "recorded_by", "heard_by", "unit")
    if None in reaches:
        return rows
    return rows.filter(unit__in=frozenset().union(*(reach for reach in reaches if reach is not None)))


def unpacked(limit: int) -> list[int]:
    """Ids of recordings that wait to be packed, the oldest first."""
    return list(Recording.objects.filter(state="sent").order_by("pk").values_list("pk", flat=True)[:limit])


def heard_of(row: Recording) -> str:
    """What exactly there is to hear now."""
    return digest(row.packed.sha256 if row.packed is not None else "", row.transcript, row.captions)


def heard(row: Recording) -> bool:
    """Whether a second person heard exactly this file with exactly these words, where its language asks for one."""
    if not needs_listener(row.language):
        return True
    mine = row.heard_by_id is None or row.heard_by_id in row.hands or row.heard_by_id == row.recorded_by_id
    return not mine and row.heard_sha256 == heard_of(row)
