"""My notices, and where short messages may go."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.notices.actions import mark_read, set_contact
from nhip.notices.models import CARRIERS
from nhip.notices.queries import notices_of, unread
from nhip.workspace.guarding import staff


@staff("agencies.read")
def notices(request: HttpRequest) -> HttpResponse:
    points = {row.carrier: row for row in request.user.contact_points.all()}
    facts = {
        "found": Paginator(notices_of(request.user), 30).get_page(request.GET.get("trang")),
        "unread": unread(request.user),
        "ways": [(code, label, points.get(code)) for code, label in CARRIERS],
    }
    return render(request, "workspace/notices/list.html", facts)


@require_POST
@staff("agencies.read")
def do(request: HttpRequest, deed: str) -> HttpResponse:
    """Mark all as read; or open one, which marks it; or say where messages go."""
    if deed == "doc":
        mark_read(request.user)
    elif deed == "mo":
        row = notices_of(request.user).filter(pk=int(request.POST.get("notice") or 0)).first()
        if row is not None:
            mark_read(request.user, row.pk)
            return redirect(row.link)
    elif deed == "noi-nhan":
        for code, _label in CARRIERS:
            wanted = request.POST.get(f"{code}-wanted") == "1"
            set_contact(request.user, code, request.POST.get(code, ""), wanted=wanted)
        messages.success(request, _("Saved."))
    return redirect("workspace:notices")
