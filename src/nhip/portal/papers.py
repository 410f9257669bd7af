"""Signed plans and issued reports that anybody may read."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.channels.queries.showings import public_papers
from nhip.media.originals import load
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

ON_A_PAGE = 30
KINDS = {"ke-hoach": "plan", "bao-cao": "report"}
"""The part of the address and the kind of paper."""


@require_safe
@spoken
def papers(request: HttpRequest, lang: Language, kind: str) -> HttpResponse:
    sheet = Paginator(public_papers(KINDS[kind]), ON_A_PAGE).get_page(request.GET.get("trang"))
    rows = list(sheet.object_list)
    called = names(None, sorted({one.unit_id for one in rows}), timezone.localdate()) if rows else {}
    listed = [(one, called.get(one.unit_id, "")) for one in rows]
    return page(request, lang, "papers", {"rows": listed, "sheet": sheet, "kind": kind})


@require_safe
def paper_file(request: HttpRequest, lang: Language, kind: str, number: int) -> HttpResponse:
    """The signed file, to be saved: never opened inside the site."""
    held = public_papers(KINDS[kind]).filter(pk=number).first()
    if held is None:
        raise Http404
    answer = HttpResponse(load(settings.NHIP_MEDIA, held.original.sha256), content_type=held.original.type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(held.original.name)}"
    answer.headers["Content-Language"] = "vi"
    return answer
