"""Where the packed files of a recording are heard or seen, on its own page and within a story's."""

from __future__ import annotations

from django.urls import reverse

from nhip.media.models.recordings import Recording
from nhip.media.queries.recordings import heard_of


def player_of(row: Recording) -> dict[str, str] | None:
    """Addresses of its files; another file or other words have other ones. None until it is packed."""
    if not row.packed_id:
        return None
    mark = heard_of(row)[:16]
    return {
        "url": reverse("portal:recording", args=[row.pk, mark, "mp3" if row.kind == "audio" else "mp4"]),
        "captions": reverse("portal:recording", args=[row.pk, mark, "vtt"]) if row.captions else "",
        "poster": reverse("portal:recording", args=[row.pk, mark, "jpg"]) if row.poster_id else "",
    }
