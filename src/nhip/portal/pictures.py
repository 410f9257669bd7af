"""Pictures at `/anh/…`: one that stands in a public story or entry is anybody's, others are for writers."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.permits import reach_of
from nhip.newsroom.queries import public
from nhip.places.queries import public as places


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of one size. Not found for everybody who may not see it: nobody learns that it is there."""
    made = public.rendition_of(name)
    if made is None:
        raise Http404
    today = timezone.localdate()
    open_to_all = public.is_public_picture(made.image_id, today) or places.is_public_picture(made.image_id, today)
    if not open_to_all and not _writes(request):
        raise Http404
    try:
        file = made.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer = FileResponse(file, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    # a withdrawn picture must go: browsers ask again after an hour
    answer.headers["Cache-Control"] = "public, max-age=3600" if open_to_all else "private, no-store"
    return answer


INSIDE = ("newsroom.read", "places.read")
"""Who may see pictures before they are public."""


def _writes(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    return any(reach is None or reach for reach in (reach_of(request.user, verb) for verb in INSIDE))
