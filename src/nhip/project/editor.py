"""The editor's address: who may sit there today, and a content policy that its scripts can live with."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from nhip.newsroom.actions.desks import take_seat

ADDRESS = "/bien-tap/"


def seat_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: each request to the editor follows the posts of today; nobody keeps a chair from yesterday."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADDRESS):
            return get_response(request)
        if request.user.is_authenticated and not take_seat(request.user):
            raise PermissionDenied("newsroom.write")
        response = get_response(request)
        policy = "; ".join(" ".join([name, *sources]) for name, sources in settings.NHIP_EDITOR_CSP.items())
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return answer
