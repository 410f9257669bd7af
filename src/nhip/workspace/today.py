"""Today: what waits for me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.documents.models import Document
from nhip.documents.queries.documents import counts, search
from nhip.workspace.guarding import staff

SHOWN = 8


@staff()
def today(request: HttpRequest) -> HttpResponse:
    reads = may(request.user, "documents.read")
    reviews = any(may(request.user, verb) for verb in ("documents.correct", "documents.confirm"))
    return render(
        request,
        "workspace/today/today.html",
        {
            "day": timezone.localdate(),
            "reads": reads,
            "reviews": reviews,
            "may_upload": may(request.user, "documents.upload"),
            "to_review": search(request.user, status=Document.Status.READ)[:SHOWN] if reads else [],
            "refused": search(request.user, status=Document.Status.REFUSED)[:SHOWN] if reads else [],
            "counts": counts(request.user) if reads else None,
        },
    )
