"""What leaves a document as a file: the original, the record, the document composed anew."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy

from nhip.agencies.permits import may
from nhip.documents.models import Document
from nhip.documents.queries.composed import FORMS, NotComposable
from nhip.documents.queries.composed import composed as compose
from nhip.documents.queries.documents import document_for, original_bytes
from nhip.documents.queries.records import record_as_corrected
from nhip.workspace.guarding import staff


def _document(request: HttpRequest, pk: int) -> Document:
    found = document_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    """A download, never shown inside the page: originals are untrusted."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@staff("documents.read")
def original(request: HttpRequest, pk: int) -> HttpResponse:
    held = _document(request, pk)
    return _file(original_bytes(request.user, held), held.original.name.rpartition("/")[2], "application/octet-stream")


@staff("documents.read")
def record(request: HttpRequest, pk: int) -> HttpResponse:
    held = _document(request, pk)
    reading = held.readings.first()
    if reading is None or not reading.record:
        raise Http404
    written = json.dumps(record_as_corrected(reading), ensure_ascii=False, indent=1)
    return _file(written.encode(), f"van-ban-{held.pk}.json", "application/json")


WHY_NOT = {
    "not_read": gettext_lazy("The document is not read yet. Wait until it is, then try again."),
    "lacks_parts": gettext_lazy("To compose it the record must state the issuing body and a known type of document."),
    "no_converter": gettext_lazy(
        "The .pdf could not be made on this machine. Take the .docx, or tell the administrator."
    ),
}


@staff("documents.compose")
def composed(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    held = _document(request, pk)
    if form not in FORMS:
        raise Http404
    if not may(request.user, "documents.compose", held.unit_id):
        raise PermissionDenied("documents.compose")
    try:
        return _file(compose(request.user, held, form), f"van-ban-{held.pk}.{form}", FORMS[form])
    except NotComposable as refusal:
        messages.error(request, WHY_NOT[refusal.code])
        return redirect("workspace:document", pk)
