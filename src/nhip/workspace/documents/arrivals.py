"""Bringing documents in: files are taken one by one, each says how far it is until it is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from nhip.agencies.permits import may
from nhip.documents.actions.receiving import Received, receive_file
from nhip.documents.intake.limits import MEBIBYTE, STANDARD
from nhip.documents.queries.documents import document_for
from nhip.workspace.guarding import by_htmx, staff
from nhip.workspace.uploads import TOGETHER, InMemory


@csrf_exempt  # the token is checked in `_upload`, after the handler that keeps files in memory is set
def upload(request: HttpRequest) -> HttpResponse:
    request.upload_handlers = [InMemory(request)]
    if int(request.META.get("CONTENT_LENGTH") or 0) > TOGETHER:
        return _too_large(request)
    return _upload(request)


def _too_large(request: HttpRequest) -> HttpResponse:
    """Answered before a byte of the files is read."""
    said = _("Too much at once. Send fewer files, at most %(megabytes)d MB together.") % {
        "megabytes": TOGETHER // MEBIBYTE
    }
    if by_htmx(request):
        return HttpResponse(said, status=413)
    messages.error(request, said)
    return redirect("workspace:upload")


@csrf_protect
@staff("documents.upload")
def _upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "workspace/documents/upload.html", {"megabytes": STANDARD.file_bytes // MEBIBYTE})
    unit_id = own_unit(request)
    received = [
        one
        for file in request.FILES.getlist("tep")
        for one in receive_file(request.user, file.name, file.read(), unit_id=unit_id)
    ]
    if by_htmx(request):
        return render(request, "workspace/documents/pieces/arrivals.html", {"received": received})
    _say(request, received)
    return redirect("workspace:documents")


def own_unit(request: HttpRequest) -> int | None:
    """The unit that documents are brought into: that of the first post which lets the person do so."""
    units = (held.unit_id for held in request.user.held() if held.unit_id is not None)
    return next((unit_id for unit_id in units if may(request.user, "documents.upload", unit_id)), None)


def _say(request: HttpRequest, received: list[Received]) -> None:
    if not received:
        messages.warning(request, _("No file was chosen. Choose at least one file, then send again."))
    new = sum(one.outcome == "new" for one in received)
    if new:
        text = ngettext(
            "%(count)d document was received and is being read.",
            "%(count)d documents were received and are being read.",
            new,
        )
        messages.success(request, text % {"count": new})
    for one in received:
        if one.outcome == "again":
            messages.info(request, _("%(name)s was brought in before; nothing was added.") % {"name": one.name})
        elif one.outcome == "secret":
            messages.error(
                request, _("One document bears a secrecy mark. It was refused and nothing of it was stored.")
            )
        elif one.outcome == "refused" and one.issue is not None:
            messages.error(request, _("%(name)s could not be read.") % {"name": one.name})


@staff("documents.read")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the list of arrivals, asked for again until the document is read."""
    document = document_for(request.user, pk)
    if document is None:
        raise Http404
    return render(request, "workspace/documents/pieces/arrival.html", {"document": document})
