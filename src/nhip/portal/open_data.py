"""Published news as data: CSV (RFC 4180), JSON, and a DCAT catalogue that names both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.newsroom.queries.public import public_stories
from nhip.places.catalogue import kinds
from nhip.portal import registers
from nhip.portal.described import data_sets
from nhip.portal.feeds import entry_id
from nhip.portal.languages import Language, spoken
from nhip.portal.office import office
from nhip.portal.pages import page
from nhip.portal.pieces import cards
from nhip.portal.places.data import data_set, in_catalogue, two_ways
from nhip.portal.province import province
from nhip.portal.spreadsheets import csv_of
from nhip.text.languages import said_in

MOST = 5_000
COLUMNS = ("id", "language", "title", "lead", "topic", "place", "agency", "published", "changed", "state", "correction",
           "url")  # fmt: skip


NEWS = {"vi": "Tin, bài đã công bố", "en": "Published news", "zh": "已发布新闻"}


@require_safe
@spoken
def data(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "data", {
        "kinds": [(one, one.names[lang.locale]) for one in kinds().values()],
        "registers": _registers(request, lang),
        "described": data_sets(request, lang, _data_sets(request, lang)),
    })  # fmt: skip


@require_safe
@spoken
def as_csv(request: HttpRequest, lang: Language) -> HttpResponse:
    return csv_of(COLUMNS, _rows(request, lang), f"tin-{lang.code}.csv")


@require_safe
@spoken
def as_json(request: HttpRequest, lang: Language) -> HttpResponse:
    return JsonResponse({"stories": _rows(request, lang)}, json_dumps_params={"ensure_ascii": False})


@require_safe
@spoken
def as_dcat(request: HttpRequest, lang: Language) -> HttpResponse:
    """DCAT 2 in JSON-LD: every set of data, who answers for it, on what terms, and the ways to have it."""
    whole = request.build_absolute_uri
    words = _("News, events, places, products, gates, channels, legal texts and questions of the province as data.")
    told = {"dct:license": whole(reverse("portal:about", args=[lang])) + "#reuse", "dct:description": words}
    said: dict[str, Any] = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                     "foaf": "http://xmlns.com/foaf/0.1/"},
        "@type": "dcat:Catalog",
        "@id": whole(reverse("portal:data", args=[lang])),
        "dct:title": province(lang).title,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": office(lang).name},
        "dcat:dataset": [one | told for one in _data_sets(request, lang)],
    }  # fmt: skip
    return JsonResponse(
        said, content_type="application/ld+json; charset=utf-8", json_dumps_params={"ensure_ascii": False}
    )


def _data_sets(request: HttpRequest, lang: Language) -> list[dict[str, Any]]:
    """News, the entries of each kind, the reports of gates, events, channels, legal texts, questions: with the ways."""
    base = request.build_absolute_uri(reverse("portal:data", args=[lang]))
    news = data_set(base, "news", said_in(NEWS, lang.code), lang, two_ways(request, "data", lang))
    return [news, *in_catalogue(request, lang), *registers.in_catalogue(request, lang)]


def _registers(request: HttpRequest, lang: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """What each other table is called, and its forms with their addresses."""
    return [
        (str(one.title), [(form, url) for form, _, url in two_ways(request, one.code, lang)])
        for one in registers.REGISTERS.values()
    ]


def _rows(request: HttpRequest, lang: Language) -> list[dict[str, str]]:
    return [
        {
            "id": entry_id(one.story), "language": lang.tag, "title": one.title, "lead": one.lead, "topic": one.topic,
            "place": one.place, "agency": one.unit, "published": one.at.isoformat(),
            "changed": one.story.stage.public_at.isoformat(), "state": one.story.stage.public,
            "correction": one.story.stage.note if one.corrected else "", "url": request.build_absolute_uri(one.url),
        }
        for one in cards(public_stories(lang.locale)[:MOST], pictures=False)
    ]  # fmt: skip
