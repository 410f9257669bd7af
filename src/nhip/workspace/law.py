"""The legal library: what stands on a chosen day, found with or without marks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.documents.queries.documents import citing
from nhip.documents.queries.library import imports_of
from nhip.law.models import Act
from nhip.law.queries import law_book, search, standing
from nhip.workspace.days import chosen_day
from nhip.workspace.guarding import staff


@staff("law.read")
def library(request: HttpRequest) -> HttpResponse:
    words, on = request.GET.get("tim", "").strip(), chosen_day(request)
    found = search(request.user, words, on, limit=200)
    facts = {
        "words": words, "on": on, "today": timezone.localdate(), "found": found,
        "exact": [one for one in found if one.exact], "others": [one for one in found if not one.exact],
    }  # fmt: skip
    return render(request, "workspace/law/library.html", facts)


@staff("law.read")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    held = Act.objects.filter(pk=pk).first()
    if held is None:
        raise Http404
    on = chosen_day(request)
    facts = {
        "act": held, "on": on, "today": timezone.localdate(), "standing": standing(request.user, held, on),
        "heirs": law_book().replaced_by(held.symbol, on),
        "done_to": held.done_to.select_related("act").order_by("since", "pk"),
        "done_by": held.done_by.select_related("target").order_by("since", "pk"),
        "citing": citing(request.user, held.symbol, limit=10) if may(request.user, "documents.read") else [],
        "imports": imports_of(request.user, held),
        "paragraphs": [line for line in held.text.splitlines() if line.strip()],
    }  # fmt: skip
    return render(request, "workspace/law/act.html", facts)
