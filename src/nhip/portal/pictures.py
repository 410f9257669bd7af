"""Pictures at `/anh/…`: one that stands in a public story is anybody's, any other one is for whoever writes."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.permits import reach_of
from nhip.newsroom.queries import public


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of one size. Not found for everybody who may not see it: nobody learns that it is there."""
    made = public.rendition_of(name)
    if made is None:
        raise Http404
    open_to_all = public.is_public_picture(made.image_id, timezone.localdate())
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


def _writes(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    reach = reach_of(request.user, "newsroom.read")
    return reach is None or bool(reach)
