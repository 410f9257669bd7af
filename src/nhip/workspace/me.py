"""My account: posts held, password, second factor, sessions, signing out; and the page of all rooms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.queries import units
from nhip.agencies.queries.accounts import appointments_of
from nhip.workspace.guarding import staff


@staff()
def me(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    appointments = list(appointments_of(request.user, today))
    names = units.names(request.user, [one.unit_id for one in appointments if one.unit_id], today)
    for one in appointments:
        one.unit_name = names.get(one.unit_id, "")
    return render(request, "workspace/me/me.html", {"appointments": appointments})


@staff()
def rooms(request: HttpRequest) -> HttpResponse:
    """Every room this person may open, with what one does there: the phone's "more", and the bar without its panels."""
    return render(request, "workspace/me/rooms.html")
