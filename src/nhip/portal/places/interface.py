"""The public interface for other programs, version 1: read only, the same things as the pages, described by OpenAPI.

A field may be added within a version; it never changes its meaning or goes away: that would be version 2 elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from nhip.newsroom.queries.public import public_stories
from nhip.places.catalogue import Kind, choices, kinds
from nhip.places.queries.public import public_entries
from nhip.portal.feeds import entry_id
from nhip.portal.languages import LANGUAGES, Language
from nhip.portal.pieces import cards
from nhip.portal.places import data
from nhip.portal.places.lists import narrowed
from nhip.portal.province import province

VERSION = "1.0.0"
ON_A_PAGE = 50
KINDS = {"places": "place", "products": "product", "projects": "project", "gates": "gate"}


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """In the asked language (`lang`), readable from every site: everything here is public."""

    @require_safe
    def answered(request: HttpRequest, **parts: object) -> HttpResponse:
        lang = LANGUAGES.get(request.GET.get("lang", "vi"))
        if lang is None:
            return _told({"error": "unknown language", "known": sorted(LANGUAGES)}, status=400)
        with translation.override(lang.words):
            response = view(request, lang, **parts)
        response.headers["Content-Language"] = lang.tag
        return response

    return answered


def _told(said: dict[str, Any], status: int = 200) -> JsonResponse:
    answer = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@_open
def index(request: HttpRequest, lang: Language) -> HttpResponse:
    whole = request.build_absolute_uri
    links = {name: whole(reverse("portal:api_entries", args=[name])) for name in KINDS}
    links |= {"news": whole(reverse("portal:api_news")), "openapi": whole(reverse("portal:api_described"))}
    return _told({"title": province(lang).title, "version": VERSION, "languages": sorted(LANGUAGES), "links": links})


@_open
def news(request: HttpRequest, lang: Language) -> HttpResponse:
    rows = public_stories(lang.locale)
    place = request.GET.get("commune", "")[:15]
    sheet = _sheet(request, rows.filter(place=int(place)) if place.isdigit() else rows)
    items = [
        {
            "id": entry_id(one.story), "title": one.title, "lead": one.lead, "topic": one.topic, "place": one.place,
            "agency": one.unit, "published": one.at.isoformat(), "changed": one.story.stage.public_at.isoformat(),
            "correction": one.story.stage.note if one.corrected else "", "url": request.build_absolute_uri(one.url),
        }
        for one in cards(sheet.object_list, pictures=False)
    ]  # fmt: skip
    return _told(_listed(request, sheet, items))


@_open
def entries(request: HttpRequest, lang: Language, name: str) -> HttpResponse:
    kind = _kind(name)
    if kind is None:
        return _told({"error": "not found"}, status=404)
    told = {"loai": request.GET.get("sort", "")[:40], "dia-ban": request.GET.get("commune", "")[:15],
            "sao": request.GET.get("stars", "")[:3], "q": request.GET.get("q", "")[:80]}  # fmt: skip
    sheet = _sheet(request, narrowed(public_entries(kind.code, lang.locale), told))
    return _told(_listed(request, sheet, data.rows(request, lang, kind, sheet.object_list)))


@_open
def entry(request: HttpRequest, lang: Language, name: str, slug: str) -> HttpResponse:
    kind = _kind(name)
    found = public_entries(kind.code, lang.locale).filter(slug=slug) if kind else None
    if kind is None or found is None or not found.exists():
        return _told({"error": "not found"}, status=404)
    return _told(data.rows(request, lang, kind, found)[0])


def _kind(name: str) -> Kind | None:
    return kinds().get(KINDS.get(name, ""))


def _sheet(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


def _listed(request: HttpRequest, sheet: Any, items: list[dict[str, Any]]) -> dict[str, Any]:
    asked, following = request.GET.copy(), None
    if sheet.has_next():
        asked["page"] = str(sheet.next_page_number())
        following = request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
    return {"total": sheet.paginator.count, "page": sheet.number, "next": following, "items": items}


@_open
def described(request: HttpRequest, lang: Language) -> HttpResponse:
    """OpenAPI 3.1 of everything below /api/v1/."""
    paths: dict[str, Any] = {
        "/news": _path("Published news", [_query("commune", "Id of a commune"), _page()], "NewsList"),
    }
    schemas: dict[str, Any] = {
        "News": _flat(NEWS),
        "NewsList": _list("News"),
        "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]},
    }
    for name, code in KINDS.items():
        kind, title = kinds()[code], KINDS[name].capitalize()
        asked = [_query("commune", "Id of a commune"), _query("q", "Words of the name"), _page(),
                 _query("sort", "Kind within the list", list(choices(kind.choices)))]  # fmt: skip
        if code == "product":
            asked.append(_query("stars", "OCOP stars that hold today", ["3", "4", "5"]))
        paths[f"/{name}"] = _path(kind.names["en"], asked, f"{title}List")
        slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/{name}/{{slug}}"] = _path(f"One of: {kind.names['en']}", [slug], title)
        schemas |= {title: _flat(data.columns(kind)), f"{title}List": _list(title)}
    return _told({
        "openapi": "3.1.0",
        "info": {"title": province(lang).title, "version": VERSION,
                 "description": "Public data, read only. Name the agency and keep the link."},
        "servers": [{"url": request.build_absolute_uri(reverse("portal:api")).rstrip("/")}],
        "paths": paths, "components": {"schemas": schemas},
    })  # fmt: skip


NEWS = ("id", "title", "lead", "topic", "place", "agency", "published", "changed", "correction", "url")


def _path(summary: str, asked: list[dict[str, Any]], answer: str) -> dict[str, Any]:
    def told(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    return {"get": {
        "summary": summary, "parameters": [_query("lang", "Language", sorted(LANGUAGES)), *asked],
        "responses": {
            "200": {"description": "Found", "content": told(answer)},
            "400": {"description": "Unknown language", "content": told("Error")},
            "404": {"description": "Not there", "content": told("Error")},
        },
    }}  # fmt: skip


def _query(name: str, said: str, known: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": known} if known else {})}
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _page() -> dict[str, Any]:
    return {"name": "page", "in": "query", "description": f"{ON_A_PAGE} on each", "schema": {"type": "integer"}}


def _flat(columns: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in columns}, "required": list(columns)}


def _list(name: str) -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    return {
        "type": "object", "required": ["total", "page", "items"],
        "properties": {"total": {"type": "integer"}, "page": {"type": "integer"},
                       "next": {"type": ["string", "null"]}, "items": items},
    }  # fmt: skip
