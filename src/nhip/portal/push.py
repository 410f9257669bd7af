"""Messages of the province on a reader's browser: the page that explains and asks, the script that shows them, and the
three answers of that script. Whoever has no JavaScript reads the page and the feeds."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nhip.agencies.refusals import Refused
from nhip.channels.actions import browsers
from nhip.channels.carriers.push import public_key
from nhip.channels.queries.browsers import key
from nhip.portal.asking import Pace, from_here
from nhip.portal.languages import Language, spoken
from nhip.portal.pages import page

PACE = Pace(most=20, seconds=3600)
LONGEST = 4_000
"""Bytes of what a browser tells of itself."""


@require_safe
@spoken
def messages(request: HttpRequest, lang: Language) -> HttpResponse:
    return page(request, lang, "push", {"public_key": public_key(key())})


@require_safe
def worker(request: HttpRequest, lang: Language) -> HttpResponse:
    """The script that the browser keeps. It lies at its own language's address, so that it stands for no other page."""
    script = Path(str(finders.find("scripts/day.js"))).read_text("utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@csrf_exempt  # no cookie is read: JSON from our own pages only
@require_POST
def answer(request: HttpRequest, lang: Language, deed: str) -> HttpResponse:
    """`nhan` asks for messages, `xac-nhan` answers the first one, `thoi` leaves. Nothing is told of who is known."""
    if not from_here(request) or request.content_type != "application/json":
        return HttpResponse(status=403)
    if not PACE.takes(request):
        return HttpResponse(status=429)
    try:
        told = json.loads(request.body[:LONGEST])
        if deed == "nhan":
            keys = told["keys"]
            browsers.ask_for_messages(str(told["endpoint"]), str(keys["p256dh"]), str(keys["auth"]), lang.locale)
        elif deed == "xac-nhan":
            browsers.confirm_browser(str(told["token"]))
        else:
            browsers.leave_browser(str(told["endpoint"]))
    except (ValueError, KeyError, TypeError, Refused):
        return HttpResponse(status=400)
    return HttpResponse(status=204)
