"""Feeds of each kind of entry, RSS, Atom and JSON alike: what became public or changed last.

An entry keeps its id for ever: it is made of its kind, its address and its language, whatever happens to its name.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.views.decorators.http import require_safe

from nhip.agencies.queries.units import names
from nhip.places.catalogue import Kind, chosen
from nhip.places.queries.public import public_entries, with_pictures
from nhip.portal.languages import Language, spoken
from nhip.portal.pieces import image
from nhip.portal.places.cards import address
from nhip.portal.province import province
from nhip.text.languages import said_in

if TYPE_CHECKING:
    from nhip.places.models.entries import Entry

MOST = 30


@require_safe
@spoken
def rss(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    return _feed(request, lang, kind, Rss201rev2Feed)


@require_safe
@spoken
def atom(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    return _feed(request, lang, kind, Atom1Feed)


def _feed(request: HttpRequest, lang: Language, kind: Kind, form: type[SyndicationFeed]) -> HttpResponse:
    whole = request.build_absolute_uri
    home = whole(reverse("portal:entries", args=[lang, kind]))
    feed = form(
        _title(kind, lang), home, said_in(kind.names, lang.locale), language=lang.tag, feed_url=whole(request.path),
        feed_guid=home,
    )  # fmt: skip
    rows = _rows(kind, lang)
    called = _agencies(rows)
    for one in rows:
        feed.add_item(
            one.name, whole(address(kind.code, one.slug, lang)), one.lead, unique_id=_id(kind, one, lang),
            unique_id_is_permalink=False, pubdate=one.first_public_at, updateddate=one.public_at,
            author_name=called.get(one.unit_id, ""), categories=_sorts(kind, one, lang),
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
@spoken
def json_feed(request: HttpRequest, lang: Language, kind: Kind) -> HttpResponse:
    """JSON Feed 1.1."""
    whole, today = request.build_absolute_uri, timezone.localdate()
    rows = _rows(kind, lang)
    called, items = _agencies(rows), []
    for one in rows:
        held = next((each.picture for each in one.public_pictures.all() if not each.scene), None)
        card = image(held, "card", today, language=lang.locale)
        items.append({
            "id": _id(kind, one, lang), "url": whole(address(kind.code, one.slug, lang)), "title": one.name,
            "summary": one.lead, "content_text": one.lead, "language": lang.tag,
            "date_published": one.first_public_at.isoformat(), "date_modified": one.public_at.isoformat(),
            "tags": _sorts(kind, one, lang), "authors": [{"name": called.get(one.unit_id, "")}],
            **({"image": whole(card.url)} if card else {}),
        })  # fmt: skip
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": _title(kind, lang), "language": lang.tag,
        "home_page_url": whole(reverse("portal:entries", args=[lang, kind])), "feed_url": whole(request.path),
        "items": items,
    }  # fmt: skip
    return JsonResponse(
        told, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False}
    )


def _title(kind: Kind, lang: Language) -> str:
    return f"{said_in(kind.names, lang.locale)} · {province(lang).title}"


def _rows(kind: Kind, lang: Language) -> list[Entry]:
    return list(with_pictures(public_entries(kind.code, lang.locale)).order_by("-public_at", "-pk")[:MOST])


def _agencies(rows: list[Entry]) -> dict[int, str]:
    return names(None, sorted({one.unit_id for one in rows}), timezone.localdate()) if rows else {}


def _sorts(kind: Kind, one: Entry, lang: Language) -> list[str]:
    return [chosen(kind.choices, one.sort, lang.locale)] if one.sort else []


def _id(kind: Kind, one: Entry, lang: Language) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"nhip:{kind.code}:{one.slug}:{lang.locale}").urn
