"""The headers every answer carries. Django 5.2 has no Content-Security-Policy of its own; this is the whole of it.

A template asks for a nonce with `{{ csp_nonce }}`. An answer whose page never asked carries none.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def _nonce_of(request: HttpRequest) -> str:
    if not hasattr(request, "_csp_nonce"):
        request._csp_nonce = secrets.token_urlsafe(16)
    return request._csp_nonce


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """Context processor: the nonce of this answer, made when first used."""
    return {"csp_nonce": SimpleLazyObject(lambda: _nonce_of(request))}


def _policy(nonce: str | None) -> str:
    parts = []
    for directive, sources in settings.NHIP_CSP.items():
        written = [f"'nonce-{nonce}'" if source == "'nonce'" else source for source in sources]
        parts.append(" ".join([directive, *(source for source in written if source != "'nonce-None'")]))
    return "; ".join(parts)


def strict_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: content policy, permissions, no caching of pages behind the sign-in."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(getattr(request, "_csp_nonce", None)))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
