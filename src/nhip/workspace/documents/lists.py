"""The list of documents: searched with or without marks, by state and kind."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhip.agencies.permits import may
from nhip.documents.models import Document
from nhip.documents.queries.documents import counts, kinds, search
from nhip.workspace.guarding import staff
from nhip.workspace.labels import STATUSES

PAGE = 25


@staff("documents.read")
def documents(request: HttpRequest) -> HttpResponse:
    words, status, kind = (request.GET.get(name, "").strip() for name in ("tim", "trang-thai", "loai"))
    status = status if status in Document.Status.values else ""
    found = Paginator(search(request.user, words, status=status, kind=kind), PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "workspace/documents/list.html",
        {
            "found": found, "words": words, "status": status, "kind": kind, "kinds": kinds(request.user),
            "statuses": [(code, label) for code, (label, _) in STATUSES.items()], "counts": counts(request.user),
            "may_upload": may(request.user, "documents.upload"), "filtered": bool(words or status or kind),
        },
    )  # fmt: skip
