"""Who may open a page: signed in, and holding a role that the table of permits lets do the verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from nhip.agencies.permits import may
from nhip.workspace.typed import with_typed

View = Callable[..., HttpResponse]


def staff(verb: str | None = None) -> Callable[[View], View]:
    """A page for signed-in people; with a verb, for those who may do it at some unit (the action asks for which)."""

    def guard(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if verb is not None and not may(request.user, verb):
                raise PermissionDenied(verb)
            return with_typed(request, view(request, *args, **kwargs))

        return answer

    return guard


def by_htmx(request: HttpRequest) -> bool:
    """Whether HTMX asks for a piece of the page."""
    return request.headers.get("HX-Request") == "true"
