"""The doors by which platforms tell what was written to our own channels. Nobody reads a page here.

Each call is proved by the platform's signature before a word of it is read; nothing of a call is logged.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nhip.channels.actions.conversations import take_in
from nhip.channels.conversing import meta_signed, of_meta, of_zalo, zalo_signed
from nhip.channels.models.conversations import Door
from nhip.channels.queries.conversations import door_by_name, secrets_at

MOST = 1_000_000
"""Bytes of one call."""


@csrf_exempt
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, name: str) -> HttpResponse:
    found = door_by_name(name)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _handshake(request, found)
    if int(request.headers.get("Content-Length") or 0) > MOST:
        return HttpResponse(status=413)
    try:
        told = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=400)
    if not isinstance(told, dict) or not _genuine(request, found, told):
        return HttpResponse(status=403)
    read = of_meta if found.outlet.platform == "facebook" else of_zalo
    take_in(found, read(told, found.account))
    return HttpResponse("OK", content_type="text/plain")


def _handshake(request: HttpRequest, found: Door) -> HttpResponse:
    """Meta asks once whether the address is ours: the challenge goes back to whoever knows the token we chose."""
    verify = secrets_at(found).get("verify", "")
    asked = request.GET.get("hub.verify_token", "")
    if not verify or request.GET.get("hub.mode") != "subscribe" or not constant_time_compare(verify, asked):
        return HttpResponse(status=403)
    return HttpResponse(request.GET.get("hub.challenge", "")[:200], content_type="text/plain")


def _genuine(request: HttpRequest, found: Door, told: dict[str, Any]) -> bool:
    held = secrets_at(found)
    if found.outlet.platform == "facebook":
        return meta_signed(held["secret"], request.body, request.headers.get("X-Hub-Signature-256", ""))
    stamp, header = str(told.get("timestamp") or ""), request.headers.get("X-ZEvent-Signature", "")
    return zalo_signed(held["app"], held["secret"], request.body, stamp, header)
