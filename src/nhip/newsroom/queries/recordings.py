"""Recordings that anybody may have: those that stand in a public story and that nothing stops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from nhip.media.models.recordings import Recording
from nhip.newsroom.models.people import PublicRecording
from nhip.newsroom.states import SHOWN


def is_public_recording(recording_id: int, on: date) -> bool:
    """Whether anybody may hear or see it."""
    rows = PublicRecording.objects.filter(recording_id=recording_id, recording__stopped="")
    rows = rows.filter(story__live=True, story__stage__public__in=SHOWN)
    return rows.filter(Q(recording__rights_until__isnull=True) | Q(recording__rights_until__gte=on)).exists()


def playable(pks: Sequence[int], on: date) -> dict[int, Recording]:
    """Recordings by their id, those that may be shown on a day, with their files."""
    rows = Recording.objects.filter(pk__in=pks, state="ready", stopped="", packed__isnull=False)
    rows = rows.filter(Q(rights_until__isnull=True) | Q(rights_until__gte=on))
    return {one.pk: one for one in rows.select_related("packed", "poster")}
