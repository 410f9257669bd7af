"""What was typed into a form that was refused is kept for the page it goes back to, sealed, once."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels import sealing
from nhip.workspace.refilling import refilled

HELD = "typed"
LASTS = 15 * 60
"""Seconds after which what was typed is let go."""
MOST = 60_000
"""Characters kept; a longer text has its own editor, which saves by itself."""


def keep_typed(request: HttpRequest, refused: Refused, back: str) -> None:
    """Keep what was typed until the page at `back` is asked for again by the same person."""
    told = _told(request.POST)
    if sum(len(one) for values in told.values() for one in values) > MOST:
        return
    kept = {"action": request.path, "said": str(refused), "told": json.dumps([told, _wrong(refused)])}
    request.session[HELD] = {
        "back": urlsplit(back).path, "at": timezone.now().timestamp(),
        "sealed": sealing.seal(settings.NHIP_KEYS, kept),
    }  # fmt: skip


def refuse_here(request: HttpRequest, refused: Refused) -> None:
    """Say what stands against it; the page that answers now shows its form again as it was typed."""
    messages.error(request, str(refused))
    request.refused_here = _wrong(refused)


def with_typed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer with what was typed put back, where there is any."""
    if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming or answer.status_code != 200:
        return answer
    if hasattr(request, "refused_here"):
        _put(answer, request.path, _told(request.POST), "", request.path, request.refused_here)
        return answer
    held = request.session.get(HELD)
    if not held or request.method != "GET" or held["back"] != request.path:
        return answer
    del request.session[HELD]
    if timezone.now().timestamp() - held["at"] < LASTS:
        try:
            kept = sealing.unseal(settings.NHIP_KEYS, held["sealed"])
        except ValueError:  # the key of this folder changed meanwhile: nothing is put back
            return answer
        told, wrong = json.loads(kept["told"])
        _put(answer, kept["action"], told, kept["said"], request.path, wrong)
    return answer


def _put(answer: HttpResponse, action: str, told: dict[str, list[str]], said: str, own: str, wrong: list[str]) -> None:
    page = answer.content.decode()
    answer.content = refilled(page, action, told, said, own=own, wrong=wrong).encode()
    if answer.has_header("Content-Length"):
        answer.headers["Content-Length"] = str(len(answer.content))


def _wrong(refused: Refused) -> list[str]:
    """The fields that were named, where the form calls them so."""
    return [one.field for one in refused.issues]


def _told(post: QueryDict) -> dict[str, list[str]]:
    return {name: list(values) for name, values in post.lists() if name != "csrfmiddlewaretoken"}
