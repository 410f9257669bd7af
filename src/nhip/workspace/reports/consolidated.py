"""Many reports side by side: one page for a province, each figure opening to its sentence."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.reporting.composition.consolidated import draft_of
from nhip.reporting.consolidation import Consolidated
from nhip.reporting.queries.consolidated import consolidated as consolidated_of
from nhip.reporting.queries.consolidated import homes
from nhip.reporting.queries.files import FORMS
from nhip.reporting.queries.past_sources import sentence_of
from nhip.reporting.receivers import receivers_of
from nhip.reporting.twin import twin_of
from nhip.workspace.guarding import staff

NOWHERE = "ca-nuoc"
"""In addresses: reports that stand in no province."""


@staff("reporting.read")
def places(request: HttpRequest) -> HttpResponse:
    """Every province that reports came from."""
    found = [(key or NOWHERE, name, _of(request, key)) for key, name in homes(request.user).items()]
    return render(request, "workspace/reports/consolidated_list.html", {"places": found})


@staff("reporting.read")
def consolidated(request: HttpRequest, home: str) -> HttpResponse:
    found = _or_404(request, home)
    groups = [
        (group.title, [(row, list(zip(found.columns, row.cells, strict=True))) for row in group.rows])
        for group in found.groups
    ]
    facts = {"found": found, "home": home, "groups": groups, "words": _words(found)}
    return render(request, "workspace/reports/consolidated.html", facts)


@staff("reporting.read")
def sentence(request: HttpRequest, pk: int) -> HttpResponse:
    """One told figure in the words it was read from."""
    found = sentence_of(request.user, pk)
    if found is None:
        raise Http404
    return render(request, "workspace/reports/sentence.html", {"found": found, "figure": found.figure})


@staff("reporting.read")
def file(request: HttpRequest, home: str, form: str) -> HttpResponse:
    """The consolidated report as .docx, .pdf or .json."""
    found = _or_404(request, home)
    sample = bool(getattr(settings, "NHIP_SAMPLE", False))
    if form == "json":
        data = (json.dumps({**twin_of(found), "sample": sample}, ensure_ascii=False, indent=1) + "\n").encode()
    elif form in ("docx", "pdf"):
        draft = draft_of(found, addressees=receivers_of(found.about, found.as_of), sample=sample)
        docx = compose(draft)
        data = docx if form == "docx" else to_pdf(docx)
    else:
        raise Http404
    return download(data, f"bao-cao-tong-hop-{slugify(home)}.{form}", FORMS[form])


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, never shown inside a page."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _of(request: HttpRequest, key: str) -> Consolidated:
    return consolidated_of(request.user, key, timezone.localdate())


def _or_404(request: HttpRequest, home: str) -> Consolidated:
    found = _of(request, "" if home == NOWHERE else home)
    if not found.columns:
        raise Http404
    return found


def _words(found: Consolidated) -> list[tuple[str, tuple[object, ...]]]:
    return [(kind, said) for kind, said in found.words.items() if said]
