"""Public pages, and parts that many of them share, kept in memory until something public changes (ruling 11).

A page is kept packed and with its ETag, under its whole address, the day and the editions of the rooms it shows: a
withdrawal counts at the next request. Browsers keep their copy too but ask each time whether it still holds; the answer
is then 304 and empty. Whoever brings a session gets the same pages, drawn anew.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from nhip.newsroom.queries.public import edition
from nhip.places.queries import public as places
from nhip.portal.languages import LANGUAGES

EDITIONS = (edition, places.edition)
"""One for each room below whose public things are shown on kept pages: another number, another page."""
MOST = 2_000
"""Pages kept in one process; the one asked for longest ago goes first."""
HEAVIEST = 300_000
"""Bytes of a page that is kept at all."""
PUBLIC = (*(f"/{code}/" for code in LANGUAGES), "/sitemap.xml", "/robots.txt", "/api/v1/")
CHANGING = (
    "/hoi-dap/", "/co-quan/", "/du-lieu/phan-anh", "/van-ban/", "/kenh/", "/tim/", "/ban-tin/", "/so-luot-xem/",
    "/danh-gia/", "/trao-doi/",
    "/su-kien", "/ke-hoach/", "/bao-cao/", "/nguoi-phat-ngon/",
)  # fmt: skip
"""Second parts of addresses that other rooms fill (law, channels, readers): drawn each time."""
HELD = ("Content-Type", "Content-Language", "Content-Disposition", "Content-Security-Policy",
        "Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it goes out: plain and packed by gzip."""

    body: bytes
    packed: bytes
    headers: dict[str, str]
    etag: str


T = TypeVar("T")
_kept: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
_parts: dict[tuple[str, ...], tuple[object, Any]] = {}
_lock = threading.Lock()


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outside everything that looks at sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if request.method not in ("GET", "HEAD") or not path.startswith(PUBLIC):
            return get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return get_response(request)
        lasting = not path[3:].startswith(CHANGING)
        key = (request.get_host(), request.scheme, request.get_full_path(), timezone.localdate(), *_editions(lasting))
        held = _asked_for(key) if lasting else None
        if held is None:
            drawn = get_response(request)
            if not _may_be_told(drawn):
                return drawn
            held = _packed(drawn)
            if lasting and request.method == "GET" and len(held.body) <= HEAVIEST:
                _keep(key, held)
        return _told(request, held)

    return answer


def _editions(lasting: bool) -> list[object]:
    return [one() for one in EDITIONS] if lasting else []


def _asked_for(key: tuple[object, ...]) -> Kept | None:
    with _lock:
        held = _kept.get(key)
        if held is not None:
            _kept.move_to_end(key)
    return held


def _keep(key: tuple[object, ...], held: Kept) -> None:
    with _lock:
        _kept[key] = held
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _may_be_told(drawn: HttpResponse) -> bool:
    return drawn.status_code == 200 and not drawn.streaming and not drawn.cookies


def _packed(drawn: HttpResponse) -> Kept:
    body = drawn.content
    headers = {name: drawn.headers[name] for name in HELD if name in drawn.headers}
    # the address alone says what is in it, so nothing but the packing varies
    headers |= {"Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    if not getattr(drawn, "xframe_options_exempt", False):  # an embed says by its own policy who may frame it
        headers["X-Frame-Options"] = "DENY"
    # no secret of a reader stands in a public page: packing it tells nobody anything
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    return Kept(body, packed, headers, hashlib.sha256(body).hexdigest()[:24])


def _told(request: HttpRequest, held: Kept) -> HttpResponse:
    """With what a browser needs to ask again cheaply."""
    takes_packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{held.etag}-gzip"' if takes_packed else f'"{held.etag}"'
    told = HttpResponse(held.packed if takes_packed else held.body, headers=held.headers)
    told.headers["ETag"] = etag
    if takes_packed:
        told.headers["Content-Encoding"] = "gzip"
    return get_conditional_response(request, etag=etag, response=told) or told


def part(name: tuple[str, ...], edition: Callable[[], object], make: Callable[[], T]) -> T:
    """A part of pages, made again when the edition of the room that it shows is another one, or the day.

    The edition is asked first: a part made while something changed is made again at the next request.
    """
    now = (edition(), timezone.localdate())
    with _lock:
        version, held = _parts.get(name, (None, None))
    if version != now:
        held = make()
        with _lock:
            _parts[name] = (now, held)
    return held


def forget() -> None:
    """Nothing is kept any more: for tests."""
    with _lock:
        _kept.clear()
        _parts.clear()
