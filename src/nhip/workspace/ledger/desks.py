"""Whose work a person logs, and how kinds, figures and units are shown on the pages of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries import units as agencies
from nhip.agencies.refusals import Refused
from nhip.plans.models.activities import Activity
from nhip.plans.queries.activities import activity_for
from nhip.plans.queries.sides import home_units, names_of
from nhip.text.issues import Issue
from nhip.workspace.plans.deeds import typed_bodies
from nhip.workspace.uploads import InMemory

MOST_BYTES = 60 * 1024 * 1024
"""Bytes of one request, its pictures and files together."""

View = Callable[..., HttpResponse]


def in_memory(view: View) -> View:
    """Files of the request stay in memory: what bears a secrecy mark must not touch a disk (decision 0082)."""
    inner = csrf_protect(view)

    @csrf_exempt  # the token is checked by `inner`, once the handler that keeps files in memory is set
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            said = _("Too much at once. Send fewer pictures, at most %(megabytes)d MB together.") % {
                "megabytes": MOST_BYTES // (1024 * 1024)
            }
            if wants_json(request):
                return JsonResponse({"issues": [{"field": "anh", "text": said}]}, status=422)
            messages.error(request, said)
            return redirect(request.path)
        return inner(request, *args, **kwargs)

    return answer


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def own_units(request: HttpRequest) -> list[tuple[int, str]]:
    """The units that the person writes for, with the names of today, their own desks only."""
    desks = [pk for pk in sorted(home_units(request.user)) if may(request.user, "plans.record", pk)]
    names = names_of(request.user, desks)
    return [(pk, names.get(pk, "")) for pk in desks]


def writes_for_all(request: HttpRequest) -> bool:
    return reach_of(request.user, "plans.record") is None


def typed_unit(request: HttpRequest) -> Unit:
    """The unit that the entry is for: chosen, typed by name, or the only one. Raises Refused for none or an unknown."""
    if request.POST.get("co-quan", "").strip():
        keys = typed_bodies(request, "co-quan")
        return take_up(request.user, keys[:1], ground="ghi hoạt động")[0]
    chosen = request.POST.get("don-vi", "")
    desks = own_units(request)
    pk = int(chosen) if chosen.isdigit() else desks[0][0] if len(desks) == 1 else None
    unit = Unit.objects.filter(pk=pk).first() if pk is not None else None
    if unit is None:
        raise Refused([Issue("don-vi", "plans.entry_unit")])
    return unit


def level_of(request: HttpRequest, unit_id: int | None) -> str | None:
    """The level of a unit today: it decides which kinds stand first."""
    key = agencies.key_of_row(request.user, unit_id) if unit_id else None
    version = agencies.directory(request.user).unit_as_of(key, timezone.localdate()) if key else None
    return version.level if version else None


def activity_or_404(request: HttpRequest, pk: int) -> Activity:
    found = activity_for(request.user, pk)
    if found is None:
        raise Http404
    return found
