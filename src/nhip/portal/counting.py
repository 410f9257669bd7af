"""Counts how often public pages are opened, without a cookie, a script or anything of the reader.

Every page is asked for at each opening (browsers may not show their copy unasked), so the server sees them all, the
kept ones too. In this process's memory a number goes up; once a minute the sums are laid down as a file, and a job
adds them to the day. The path that answers a kept page asks no database for it.
"""

from __future__ import annotations

import atexit
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nhip.channels.counting import Counter, comes_from_outside, is_reader, write_counts
from nhip.portal.languages import LANGUAGES

SPOKEN = tuple(f"/{code}/" for code in LANGUAGES)
EVERY = 60
"""Seconds between two files; a process that is killed loses no more."""
_LOOKED_AT = {
    "User-Agent": "HTTP_USER_AGENT", "Referer": "HTTP_REFERER", "DNT": "HTTP_DNT", "Sec-GPC": "HTTP_SEC_GPC",
    "Sec-Purpose": "HTTP_SEC_PURPOSE", "Purpose": "HTTP_PURPOSE", "Sec-Fetch-Dest": "HTTP_SEC_FETCH_DEST",
    "Cache-Control": "HTTP_CACHE_CONTROL",
}  # fmt: skip
_counter = Counter()


def counted_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outside the one that keeps pages. Feeds, files and pages of staff are not counted."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        path = request.path_info
        if (
            request.method == "GET" and path.startswith(SPOKEN) and path.endswith("/")
            and response.status_code in (200, 304) and settings.NHIP_COUNT_PAGES
        ):  # fmt: skip
            _count(request, path)
        return response

    return answer


def _count(request: HttpRequest, path: str) -> None:
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return
    asked = {name: request.META[key] for name, key in _LOOKED_AT.items() if key in request.META}
    if is_reader(asked):
        visit = comes_from_outside(asked, request.get_host())
        if _counter.add(timezone.localdate(), path, visit=visit):
            later = threading.Timer(EVERY, lay_down)
            later.daemon = True
            later.start()


def folder() -> Path:
    """Where counts wait for the job."""
    return Path(settings.NHIP_DATA) / "counts"


def lay_down() -> None:
    """Write what was counted so far as one file."""
    if counts := _counter.taken():
        write_counts(folder(), uuid.uuid4().hex, counts)


atexit.register(lay_down)
