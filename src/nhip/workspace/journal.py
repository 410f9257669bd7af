"""The journal, for those who may read it: who did what, on what ground, when."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhip.journal.models import Entry
from nhip.workspace.guarding import staff

PAGE = 50


@staff("journal.read")
def journal(request: HttpRequest) -> HttpResponse:
    who, verb, subject = (request.GET.get(name, "").strip() for name in ("ai", "viec", "doi-tuong"))
    wanted = {"actor_label__icontains": who, "verb__startswith": verb, "subject__startswith": subject}
    entries = Entry.objects.filter(**{name: value for name, value in wanted.items() if value}).order_by(
        "-at", "-number"
    )
    found = Paginator(entries, PAGE).get_page(request.GET.get("trang"))
    facts = {"found": found, "who": who, "verb": verb, "subject": subject, "filtered": bool(who or verb or subject)}
    return render(request, "workspace/journal/journal.html", facts)
