"""My account: posts held, password, second factor, sessions, signing out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.queries.accounts import appointments_of
from nhip.workspace.guarding import staff


@staff()
def me(request: HttpRequest) -> HttpResponse:
    appointments = appointments_of(request.user, timezone.localdate())
    return render(request, "workspace/me/me.html", {"appointments": appointments})
