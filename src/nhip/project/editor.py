"""The editor's address: who may sit there today, and a content policy that its scripts can live with."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from nhip.newsroom.actions.desks import take_seat
from nhip.workspace.uploads import InMemory

ADDRESS = "/bien-tap/"
UPLOADS = f"{ADDRESS}images/"
"""Where pictures come in: they stay in memory until somebody has looked for a secrecy mark (decision 0082)."""


def seat_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: each request to the editor follows the posts of today; nobody keeps a chair from yesterday."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADDRESS):
            return get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not take_seat(request.user):
            raise PermissionDenied("newsroom.write")
        if request.path.startswith(UPLOADS):
            request.upload_handlers = [InMemory(request)]
        response = get_response(request)
        policy = "; ".join(" ".join([name, *sources]) for name, sources in settings.NHIP_EDITOR_CSP.items())
        drawn = response.headers.get("Content-Security-Policy", policy)
        # the public page inside the editor's window keeps its own strict policy, and may stand in that window
        framed = drawn.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        response.headers["Content-Security-Policy"] = framed
        return response

    return answer
