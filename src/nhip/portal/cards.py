"""Pictures for shared links at `/the/…`: from the agency's brand kit, for stories without a picture of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.media.cards import SIZE, Letters, draw
from nhip.newsroom.queries.cards import agency_of, card_mark, kit_for, public_by_number
from nhip.newsroom.queries.stories import draft_of, stages_for

if TYPE_CHECKING:
    from nhip.newsroom.models.stories import Story

_FONTS = Path(__file__).resolve().parents[1] / "web" / "fonts"
STRONG, PLAIN = (
    Letters(*(_FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2" for part in ("latin", "vietnamese")))
    for weight in (700, 500)
)


@dataclass(frozen=True, slots=True)
class Shared:
    """A card as pages name it. `alt` says what stands on it."""

    url: str
    width: int
    height: int
    alt: str


def card_of(story: Story, agency: str, on: date) -> Shared | None:
    """The card of a story; None where it has a picture of its own or its agency has no kit."""
    mark = card_mark(story, agency, on)
    return Shared(reverse("portal:card", args=[story.pk, mark]), *SIZE, f"{agency}: {story.title}") if mark else None


@require_safe
def card(request: HttpRequest, number: int, mark: str) -> HttpResponse:
    """The picture. Before publication whoever reads at the desk sees the draft's; nobody else learns that it is there.

    An older `mark` gets today's card: platforms keep addresses for long.
    """
    found, today = public_by_number(number), timezone.localdate()
    open_to_all = found is not None
    if found is None:
        stage = stages_for(request.user).filter(story=number).first() if request.user.is_authenticated else None
        found = draft_of(stage.story) if stage is not None else None
    if found is None:
        raise Http404
    agency = agency_of(found)
    if not card_mark(found, agency, today):
        raise Http404
    answer = HttpResponse(draw(found.title, agency, kit_for(found, today), STRONG, PLAIN), content_type="image/png")
    # a withdrawn story's card must go: whoever keeps it asks again after an hour
    answer.headers["Cache-Control"] = "public, max-age=3600" if open_to_all else "private, no-store"
    return answer
