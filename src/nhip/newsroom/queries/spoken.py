"""Recordings of public stories: which are due, and the one that stands with a story."""

from __future__ import annotations

from django.db.models import F, Q

from nhip.newsroom.models.spoken import SpokenStory
from nhip.newsroom.models.stories import Story
from nhip.newsroom.queries.public import public_stories


def unread(languages: list[str], limit: int) -> list[int]:
    """Ids of public stories whose public text nobody has read yet, the newest first."""
    rows = public_stories().filter(locale__language_code__in=languages)
    due = rows.filter(Q(spoken__isnull=True) | ~Q(spoken__revision=F("stage__released")))
    return list(due.values_list("pk", flat=True)[:limit])


def spoken_of(story: Story) -> SpokenStory | None:
    """The recording of exactly the text that the public has now; None without one."""
    return _standing().filter(story=story).first()


def spoken_at(story_id: int, sha256: str) -> SpokenStory | None:
    """The recording behind an address. None for any other text than the public one, and for what is not public."""
    return _standing().filter(story_id=story_id, sha256__startswith=sha256).first() if len(sha256) == 16 else None


def _standing():  # type: ignore[no-untyped-def]
    rows = SpokenStory.objects.filter(original__isnull=False, original__erased_at__isnull=True)
    rows = rows.filter(story__live=True, story__in=public_stories(), revision=F("story__stage__released"))
    return rows.select_related("original")
