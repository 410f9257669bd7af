"""Search over public stories and the legal library, with marks and without."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.law.queries import search as search_acts
from nhip.newsroom.queries import public
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.portal.pieces import cards

MOST = 30
MOST_ACTS = 8
LONGEST = 120
"""Signs of a question that are read; the rest is left out."""


@require_safe
@spoken
def search(request: HttpRequest, lang: Language) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    ids = public.found_ids(words, lang.locale) if words else []
    held = {row.pk: row for row in public.with_pictures(public.public_stories(lang.locale).filter(pk__in=ids[:MOST]))}
    acts = search_acts(None, words, timezone.localdate(), limit=MOST_ACTS) if words else []
    return page(request, lang, "search", {
        "words": words, "cards": cards([held[pk] for pk in ids[:MOST] if pk in held]), "total": len(ids), "acts": acts,
    })  # fmt: skip
