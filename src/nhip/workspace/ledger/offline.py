"""What makes the entry page work without a line: the worker, the manifest, the token for what waits in the phone."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from nhip.workspace.guarding import staff

KEPT = (
    "styles/fonts.css", "styles/tokens.css", "styles/base.css", "styles/pieces.css", "styles/ledger.css",
    "styles/print.css", "scripts/htmx.min.js", "scripts/page.js", "scripts/queue.js", "scripts/ledger.js", "icons.svg",
    "favicon.svg", "fonts/be-vietnam-pro-latin-400-normal.woff2", "fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "fonts/be-vietnam-pro-latin-600-normal.woff2", "fonts/be-vietnam-pro-vietnamese-600-normal.woff2",
)  # fmt: skip
"""Assets the entry page needs when there is no line."""


@staff("plans.record")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with any asset, so a new version is fetched when something changed."""
    facts = {
        "assets": json.dumps([static(name) for name in KEPT]), "queue": static("scripts/queue.js"),
        "version": _version(), "entry": reverse("workspace:log"), "share": reverse("workspace:log-share"),
    }  # fmt: skip
    answer = HttpResponse(render_to_string("workspace/ledger/worker.js", facts), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _version() -> str:
    """A mark of the assets' content, read once for each run of the server."""
    mark = hashlib.sha256()
    for name in KEPT:
        for folder in settings.STATICFILES_DIRS:
            path = Path(folder) / name
            if path.is_file():
                mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


@staff("plans.record")
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone shows as an app, and what it may share into it: pictures."""
    entry = reverse("workspace:log")
    said = {
        "name": "Nhịp", "short_name": "Nhịp", "lang": "vi", "id": "/", "start_url": "/", "scope": "/",
        "display": "standalone", "background_color": "#f6f4ef", "theme_color": "#1b2559",
        "icons": [
            {"src": static("icons/nhip-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("icons/nhip-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("icons/nhip-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [{"name": "Ghi hoạt động", "url": entry}],
        "share_target": {
            "action": reverse("workspace:log-share"), "method": "POST", "enctype": "multipart/form-data",
            "params": {"title": "title", "text": "text", "url": "url",
                       "files": [{"name": "anh", "accept": ["image/jpeg", "image/png", "image/webp"]}]},
        },
    }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json")


@staff("plans.record")
def ticket(request: HttpRequest) -> HttpResponse:
    """Whose line this is, and a token to send with: what waits in the phone is sent only as the one who wrote it."""
    return JsonResponse({"account": request.user.pk, "token": get_token(request)})


@csrf_exempt  # nothing is kept here: the share sheet carries no token, and the worker normally answers first
@staff("plans.record")
def share(request: HttpRequest) -> HttpResponse:
    """Reached only where the worker does not run yet: the pictures stay on the phone, to be chosen again."""
    return redirect(f"{reverse('workspace:log')}?chia-se=0")
