"""Public pages kept in memory until something public changes (ruling 11), and their ETag.

A page is kept under its whole address, the day and the edition: a withdrawal counts at the next request. Browsers keep
their copy too but ask each time whether it still holds; the answer is then 304 and empty. Whoever brings a session
gets the same pages, drawn anew.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from nhip.newsroom.queries.public import edition
from nhip.portal.languages import LANGUAGES

MOST = 2_000
"""Pages kept in one process; the one asked for longest ago goes first."""
HEAVIEST = 300_000
"""Bytes of a page that is kept at all."""
PUBLIC = (*(f"/{code}/" for code in LANGUAGES), "/sitemap.xml", "/robots.txt")
CHANGING = ("/van-ban/", "/kenh/", "/tim/")
"""Second parts of addresses that other rooms fill (law, the register of channels): drawn each time."""
HELD = ("Content-Type", "Content-Language", "Content-Disposition")
_kept: OrderedDict[tuple[object, ...], tuple[bytes, dict[str, str]]] = OrderedDict()
_lock = threading.Lock()


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outside everything that looks at sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if request.method not in ("GET", "HEAD") or not path.startswith(PUBLIC):
            return get_response(request)
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if path[3:].startswith(CHANGING) or not anonymous:
            return _told(request, get_response(request), anonymous)
        key = (request.get_host(), request.scheme, request.get_full_path(), timezone.localdate(), edition())
        with _lock:
            held = _kept.get(key)
            if held is not None:
                _kept.move_to_end(key)
        if held is None:
            drawn = get_response(request)
            if request.method == "GET" and _may_keep(drawn):
                headers = {name: drawn.headers[name] for name in HELD if name in drawn.headers}
                with _lock:
                    _kept[key] = (drawn.content, headers)
                    while len(_kept) > MOST:
                        _kept.popitem(last=False)
            return _told(request, drawn, anonymous)
        return _told(request, HttpResponse(held[0], headers=held[1]), anonymous)

    return answer


def _may_keep(drawn: HttpResponse) -> bool:
    whole = drawn.status_code == 200 and not drawn.streaming and not drawn.cookies
    return whole and len(drawn.content) <= HEAVIEST


def _told(request: HttpRequest, drawn: HttpResponse, anonymous: bool) -> HttpResponse:
    """With what a browser needs to ask again cheaply."""
    if drawn.status_code != 200 or drawn.streaming or drawn.cookies or not anonymous:
        return drawn
    etag = f'"{hashlib.sha256(drawn.content).hexdigest()[:24]}"'
    drawn.headers["ETag"] = etag
    drawn.headers["Cache-Control"] = "public, no-cache"
    drawn.headers.pop("Vary", None)  # the address alone says what is in it
    drawn.headers["X-Frame-Options"] = "DENY"
    return get_conditional_response(request, etag=etag, response=drawn) or drawn


def forget() -> None:
    """Nothing is kept any more: for tests."""
    with _lock:
        _kept.clear()
