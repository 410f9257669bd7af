"""Recordings of public stories at `/nghe/…`. One of another text than the public one is not there for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhip.media import originals
from nhip.newsroom.queries.spoken import spoken_at, spoken_of
from nhip.portal.ranges import sent

if TYPE_CHECKING:
    from nhip.newsroom.models.stories import Story


@dataclass(frozen=True, slots=True)
class Listen:
    """What a player needs: where, how long, how heavy."""

    url: str
    type: str
    seconds: int
    size: int

    @property
    def length(self) -> str:
        """As players write it: 3:05."""
        return f"{self.seconds // 60}:{self.seconds % 60:02d}"


def listen(story: Story) -> Listen | None:
    """The recording of a story's public text, where there is one."""
    row = spoken_of(story)
    if row is None:
        return None
    url = reverse("portal:spoken", args=[story.pk, row.sha256[:16]])
    return Listen(url, row.original.type, row.seconds, row.original.size)


@require_safe
def spoken(request: HttpRequest, number: int, sha: str) -> HttpResponseBase:
    row = spoken_at(number, sha)
    if row is None:
        raise Http404
    try:
        path = originals.place(settings.NHIP_MEDIA, row.original.sha256)
        answer = sent(request, path, row.original.type, row.original.sha256[:24])
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer.headers["Cache-Control"] = "public, no-cache"  # withdrawn means withdrawn: asked again each time
    return answer
