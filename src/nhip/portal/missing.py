"""What readers of the public pages are told where nothing stands, and where something broke: in their language.

Staff keep their own pages (`project/templates`). The page of a fault asks no database, which may be what broke.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults

from nhip.portal.languages import BY_LOCALE, LANGUAGES, Language
from nhip.portal.pages import page
from nhip.portal.province import province


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 of a public address, with ways on; any other 404 is the staff's."""
    lang = _language(request)
    if lang is None:
        return defaults.page_not_found(request, exception)
    with translation.override(lang.words):
        answer = page(request, lang, "missing", {"languages": {}}, status=404)
    answer.headers["Content-Language"] = lang.tag
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """500 of a public address."""
    lang = _language(request)
    if lang is None:
        return defaults.server_error(request)
    with translation.override(lang.words):
        parts = {"lang": lang, "province": province(lang), "here": request.path}
        return HttpResponse(render_to_string("portal/broken.html", parts), status=500, content_type="text/html")


def _language(request: HttpRequest) -> Language | None:
    """By the address; for public addresses without one, what the browser asks for; None for the staff's."""
    lang = LANGUAGES.get(request.path.split("/")[1])
    if lang is None and getattr(request.resolver_match, "namespace", "") == "portal":
        wished = translation.get_language_from_request(request)
        lang = BY_LOCALE.get(wished) or LANGUAGES.get(wished.split("-")[0], LANGUAGES["vi"])
    return lang
