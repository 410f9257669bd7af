"""My open sessions: where I am signed in, and signing one of them out."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhip.journal import actions as journal
from nhip.project import devices


@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions; a POST with `session` ends that one, with `others` all but this one."""
    mine = sorted(UserSession.objects.purge_and_list(request.user), key=lambda one: one.last_seen_at, reverse=True)
    for one in mine:
        one.current = one.session_key == request.session.session_key
        one.device = devices.in_words(one.user_agent)
    if request.method == "POST":
        ended = [one for one in mine if not one.current and _asked(request, one)]
        _end(request, ended)
        return redirect("usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"sessions": mine, "session_count": len(mine)})


def _asked(request: HttpRequest, session: UserSession) -> bool:
    return "others" in request.POST or request.POST.get("session") == str(session.pk)


@transaction.atomic
def _end(request: HttpRequest, ended: list[UserSession]) -> None:
    if not ended:
        messages.info(request, _("That session has already ended."))
        return
    for one in ended:
        one.end()
    journal.write(request.user, "accounts.end_sessions", request.user, "", {"count": len(ended)})
    messages.success(request, _("Signed out there."))
