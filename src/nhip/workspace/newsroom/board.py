"""The board of translations: what is missing, out of date or under way in each language."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from nhip.agencies.permits import may, reach_of
from nhip.newsroom.languages import languages
from nhip.newsroom.queries.board import board
from nhip.workspace.guarding import staff

PER_PAGE = 20
STATES = {
    "missing": (gettext_lazy("not translated yet"), ""),
    "stale": (gettext_lazy("out of date"), "late"),
    "working": (gettext_lazy("being translated"), "wait"),
    "submitted": (gettext_lazy("waiting for approval"), "wait"),
    "approved": (gettext_lazy("approved"), "ours"),
    "public": (gettext_lazy("published"), "ok"),
    "apart": (gettext_lazy("written by itself"), ""),
    "orphan": (gettext_lazy("its source was taken down"), "late"),
}


@staff("newsroom.read")
def translations(request: HttpRequest) -> HttpResponse:
    language, state = request.GET.get("tieng", ""), request.GET.get("xem", "")
    rows = board(request.user, language if language in languages() else "", state if state in STATES else "")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    shown = [(row.source, [(cell, *STATES[cell.state]) for cell in row.cells]) for row in page.object_list]
    facts = {
        "rows": shown, "page": page, "tongue": language, "state": state, "languages": languages().values(),
        "states": [(code, label) for code, (label, _tint) in STATES.items()], "count": len(rows),
        "may_write": may(request.user, "newsroom.translate"), "reach": reach_of(request.user, "newsroom.read"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/translations.html", facts)
