"""Who speaks to the press for each agency, and what they said: the list and the official statements."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.newsroom.queries import public
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.portal.pieces import cards
from nhip.press.queries.spokespersons import public_spokespersons
from nhip.text.sorting import key

ON_A_PAGE = 12
STATEMENTS = ("release", "statement")
"""Kinds of stories that are said on behalf of an agency (newsroom/data/kinds.toml)."""


@require_safe
@spoken
def spokespersons(request: HttpRequest, lang: Language) -> HttpResponse:
    today = timezone.localdate()
    rows = list(public_spokespersons(today))
    called = names(None, sorted({one.unit_id for one in rows}), today) if rows else {}
    listed = sorted(((called.get(one.unit_id, ""), one) for one in rows), key=lambda one: (key(one[0]), one[1].pk))
    return page(request, lang, "spokespersons", {"rows": listed, "today": today})


@require_safe
@spoken
def statements(request: HttpRequest, lang: Language) -> HttpResponse:
    rows = public.with_pictures(public.public_stories(lang.locale).filter(kind__in=STATEMENTS))
    sheet = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    return page(request, lang, "statements", {"cards": cards(sheet.object_list), "sheet": sheet})
