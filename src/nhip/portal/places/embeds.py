"""Small lists for the province's other sites: a page of their own that only the named hosts may frame."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nhip.newsroom.queries.public import public_stories
from nhip.places.catalogue import kind_at
from nhip.places.queries.public import public_entries, with_pictures
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page
from nhip.portal.pieces import cards
from nhip.portal.places.cards import entry_cards

MOST = 20
FEWEST = 6


def frameable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page may stand in a frame of the hosts in `NHIP_EMBED_HOSTS`, and of nobody else."""

    def answered(request: HttpRequest, *args: object, **parts: object) -> HttpResponse:
        response = view(request, *args, **parts)
        ancestors = " ".join(settings.NHIP_EMBED_HOSTS) or "'none'"
        rules = {**settings.NHIP_CSP, "frame-ancestors": [ancestors], "script-src": ["'none'"]}
        told = "; ".join(
            f"{name} {' '.join(source for source in sources if source != chr(39) + 'nonce' + chr(39))}"
            for name, sources in rules.items()
        )
        response.headers["Content-Security-Policy"] = told
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.xframe_options_exempt = True
        return response

    return answered


@require_safe
@frameable
@spoken
def embed(request: HttpRequest, lang: Language, what: str) -> HttpResponse:
    """`tin`, or the word of a kind. `so`: how many; `dia-ban`: the id of a commune."""
    told = request.GET.get("so", "")
    most = min(int(told), MOST) if told.isdigit() and int(told[:6]) else FEWEST
    place = request.GET.get("dia-ban", "")[:15]
    if what == "tin":
        rows = public_stories(lang.locale)
        shown = cards((rows.filter(place=int(place)) if place.isdigit() else rows)[:most], pictures=False)
        return page(request, lang, "places/embed", {"stories": shown, "what": what})
    kind = kind_at(what)
    if kind is None:
        raise Http404
    found = public_entries(kind.code, lang.locale)
    found = found.filter(commune=int(place)) if place.isdigit() else found
    listed = entry_cards(with_pictures(found)[:most], lang, pictures=kind.code in ("place", "product"))
    parts = {"cards": listed, "kind": kind, "what": what, "title": kind.names[lang.locale]}
    return page(request, lang, "places/embed", parts)
