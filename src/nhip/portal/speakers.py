"""Who speaks to the press for each agency, and what they said: the list and the official statements."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.newsroom.kinds import official
from nhip.newsroom.queries import public
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.portal.pieces import cards
from nhip.press.queries.spokespersons import public_spokespersons
from nhip.text.sorting import key

ON_A_PAGE = 12


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
    """What agencies say in their own name: what answers a falsehood and statements first, then press releases.

    `loai`: only one kind of it."""
    held = {one.code: one for one in official()}
    asked = held.get(request.GET.get("loai", ""))
    rows = public.public_stories(lang.locale).filter(kind__in=[asked.code] if asked else held)
    order = Case(*(When(kind=code, then=at) for at, code in enumerate(held)), output_field=IntegerField())
    rows = rows.annotate(rank=order).order_by("rank", "-stage__first_public_at", "-pk")
    sheet = Paginator(public.with_pictures(rows), ON_A_PAGE).get_page(request.GET.get("trang"))
    return page(request, lang, "statements", {
        "cards": cards(sheet.object_list), "sheet": sheet, "asked": f"loai={asked.code}" if asked else "",
        "only": asked.code if asked else "",
        "kinds": [(code, one.called.get(lang.locale, one.name)) for code, one in held.items()],
    })  # fmt: skip
