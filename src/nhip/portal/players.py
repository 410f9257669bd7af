"""Recordings in stories: what a player needs, and the files at `/ban-ghi/…`, whole or in stretches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.permits import reach_of
from nhip.media import originals
from nhip.media.models.recordings import Recording
from nhip.media.recordings import digest, languages
from nhip.newsroom.queries.recordings import is_public_recording, playable
from nhip.portal.ranges import sent

if TYPE_CHECKING:
    from nhip.media.models.originals import Original

ENDINGS = {"audio": "mp3", "video": "mp4"}


@dataclass(frozen=True, slots=True)
class Player:
    """A recording as a page plays it. `tag`: the language that is spoken; `transcript`: its words."""

    kind: str
    url: str
    type: str
    title: str
    tag: str
    language: str
    seconds: int
    width: int
    height: int
    transcript: str
    captions: str
    poster: str
    caption: str
    credit: str
    machine_made: bool

    @property
    def length(self) -> str:
        """As players write it: 3:05."""
        return f"{self.seconds // 60}:{self.seconds % 60:02d}"


def players(pks: Sequence[int], on: date) -> dict[int, Player]:
    """Players by the id of their recording; those that may not be shown are left out."""
    return {pk: player(row) for pk, row in playable(pks, on).items()} if pks else {}


def player(row: Recording, caption: str = "") -> Player:
    """What a page needs to play a recording."""
    language = languages().get(row.language)
    return Player(
        row.kind, _address(row, ENDINGS[row.kind]), row.packed.type, row.title, language.tag if language else "und",
        language.name if language else row.language, row.seconds, row.width, row.height, row.transcript,
        _address(row, "vtt") if row.captions else "", _address(row, "jpg") if row.poster_id else "", caption,
        row.credit, row.machine_made,
    )  # fmt: skip


def _address(row: Recording, ending: str) -> str:
    return reverse("portal:recording", args=[row.pk, mark(row), ending])


def mark(row: Recording) -> str:
    """Another file or other words have another address."""
    return digest(row.packed.sha256, row.transcript, row.captions)[:16]


@require_safe
def recording(request: HttpRequest, number: int, sha: str, ending: str) -> HttpResponseBase:
    """Anybody's while it stands in a public story; otherwise for whoever reads at a newsroom."""
    row = Recording.objects.select_related("packed", "poster").filter(pk=number, packed__isnull=False).first()
    if row is None or mark(row) != sha:
        raise Http404
    open_to_all = is_public_recording(row.pk, timezone.localdate())
    if not open_to_all and not _inside(request, row):
        raise Http404
    if ending == "vtt" and row.captions:
        answer: HttpResponseBase = HttpResponse(row.captions, content_type="text/vtt; charset=utf-8")
    elif ending == "jpg" and row.poster is not None:
        answer = _file(request, row.poster)
    elif ending == ENDINGS[row.kind]:
        answer = _file(request, row.packed)
    else:
        raise Http404
    answer.headers["Cache-Control"] = "public, no-cache" if open_to_all else "private, no-store"
    return answer


def _file(request: HttpRequest, original: Original) -> HttpResponseBase:
    try:
        return sent(request, originals.place(settings.NHIP_MEDIA, original.sha256), original.type, original.sha256[:24])
    except FileNotFoundError as missing:
        raise Http404 from missing


def _inside(request: HttpRequest, row: Recording) -> bool:
    if not request.user.is_authenticated:
        return False
    reach = reach_of(request.user, "newsroom.read")
    return reach is None or row.unit_id in reach
