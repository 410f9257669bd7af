"""The journal, for those who may read it: who did what, on what ground, when."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies import permits
from nhip.agencies.queries import units
from nhip.journal.models import Entry
from nhip.workspace import journal_words
from nhip.workspace.guarding import staff

PAGE = 50


@staff("journal.read")
def journal(request: HttpRequest) -> HttpResponse:
    who, verb, subject = (request.GET.get(name, "").strip() for name in ("ai", "viec", "doi-tuong"))
    wanted = {"actor_label__icontains": who, "verb__startswith": verb}
    entries = Entry.objects.filter(**{name: value for name, value in wanted.items() if value})
    if subject:
        entries = entries.filter(subject__in=journal_words.subjects_meant(subject))
    entries = entries.order_by("-at", "-number")
    found = Paginator(entries, PAGE).get_page(request.GET.get("trang"))
    found.object_list = list(found.object_list)
    _name_units(request, found.object_list)
    facts = {
        "found": found,
        "deeds": journal_words.deeds(),
        "who": who,
        "verb": verb,
        "subject": subject,
        "filtered": bool(who or verb or subject),
    }
    return render(request, "workspace/journal/journal.html", facts)


def _name_units(request: HttpRequest, entries: Iterable[Entry]) -> None:
    """Facts keep the row of a unit and the code of a role; people read names."""
    rows = {one.facts["unit"] for one in entries if isinstance(one.facts.get("unit"), int)}
    names = units.names(request.user, sorted(rows), timezone.localdate()) if rows else {}
    roles = {role.code: role.name for role in permits.roles()}
    for one in entries:
        named = dict(one.facts)
        if named.get("unit") in names:
            named["unit"] = names[named["unit"]]
        if isinstance(named.get("role"), str):
            named["role"] = roles.get(named["role"], named["role"])
        one.shown = journal_words.facts_said(named)
