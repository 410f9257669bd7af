"""What leaves a document as a file: the original, the record, the document composed anew."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse

from nhip.documents.models import Document
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
    from django.utils.http import content_disposition_header

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


@staff("documents.compose")
def composed(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    raise Http404
