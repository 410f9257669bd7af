"""A confirmed legal document on its way into the legal library."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.documents.actions import library
from nhip.documents.queries.documents import document_for
from nhip.workspace.guarding import staff


@require_POST
@staff("law.edit")
def import_act(request: HttpRequest, pk: int) -> HttpResponse:
    held = document_for(request.user, pk)
    if held is None:
        raise Http404
    try:
        done = library.import_act(request.user, held)
    except library.NotAnAct:
        messages.warning(
            request, _("Only a confirmed legal document with its type, number and symbol enters the legal library.")
        )
        return redirect("workspace:document", pk)
    if done.differs:
        messages.warning(request, _("In the legal library. Some facts differ from those it held; both are shown."))
    else:
        messages.success(request, _("In the legal library, with its full text."))
    return redirect("workspace:act", done.act_id)
