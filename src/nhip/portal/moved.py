"""Addresses of an agency's own sites that are no more and were handed to this portal (`NHIP_OLD_HOSTS`).

What was merged, redirected or renamed leads on for good (301); what was closed says so, by which decision (410). No
other page is shown under such a name.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone, translation

from nhip.agencies.queries.units import names
from nhip.channels.queries.genuine import Checked, left_behind, turns_shown
from nhip.channels.register import address_key
from nhip.portal.languages import BY_LOCALE, LANGUAGES
from nhip.portal.province import province


def old_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before anything of the portal is looked at. Hosts that are not listed pass untouched."""

    def answer(request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").partition(":")[0].lower()
        if host not in settings.NHIP_OLD_HOSTS or request.path.startswith(settings.STATIC_URL):
            return get_response(request)
        return _answered(request, host)

    return answer


def _answered(request: HttpRequest, host: str) -> HttpResponse:
    found = left_behind(f"{host}{request.path}", timezone.localdate())
    onward = _onward(found, request, host) if found is not None else ""
    if onward:
        told: HttpResponse = HttpResponsePermanentRedirect(onward)
    else:
        told = _gone(request, found)
    told.headers["Cache-Control"] = "public, max-age=86400"
    return told


def _onward(found: Checked, request: HttpRequest, host: str) -> str:
    """Where it leads: the same page of a site that has another name, the first page of one that took its place."""
    address = found.now.address if found.now is not None else ""
    if urlsplit(address).scheme not in ("http", "https") or urlsplit(address).hostname == host:
        return ""
    if found.word != "renamed" or found.outlet is None:
        return address
    before = next(
        (turn.was_address for turn in reversed(turns_shown(found.outlet)) if turn.fate == "renamed"
         and f"{address_key(f'{host}{request.path}')}/".startswith(f"{address_key(turn.was_address)}/")), "",
    )  # fmt: skip
    below = request.get_full_path()[len(urlsplit(before).path.rstrip("/")) :] if before else "/"
    return f"{address.rstrip('/')}/{below.lstrip('/')}"


def _gone(request: HttpRequest, found: Checked | None) -> HttpResponse:
    locale = translation.get_language_from_request(request)
    lang = BY_LOCALE.get(locale, LANGUAGES["vi"])
    row = found.outlet if found is not None else None
    turns = turns_shown(row) if row is not None else []
    unit = names(None, [row.unit_id], timezone.localdate()).get(row.unit_id, "") if row is not None else ""
    with translation.override(lang.words):
        facts = {
            "lang": lang, "province": province(lang), "portal": settings.NHIP_PORTAL, "row": row, "unit": unit,
            "turn": turns[-1] if turns else None,
        }  # fmt: skip
        told = render(request, "portal/moved.html", facts, status=410)
    told.headers["Content-Language"] = lang.tag
    return told
