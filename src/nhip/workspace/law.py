"""The legal library: what stands on a chosen day, found with or without marks."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.documents.actions import library as imports
from nhip.documents.queries.documents import citing
from nhip.documents.queries.library import imports_of
from nhip.law.actions import confirm_link, show_to_public, strike_link
from nhip.law.models import Act, ActLink
from nhip.law.queries import law_book, search, standing
from nhip.law.settling import STRUCK_BY_PERSON, Refused
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
        "done_to": held.done_to.select_related("act").exclude(confidence=STRUCK_BY_PERSON).order_by("since", "pk"),
        "done_by": held.done_by.select_related("target").exclude(confidence=STRUCK_BY_PERSON).order_by("since", "pk"),
        "struck": ActLink.objects.filter(Q(act=held) | Q(target=held), confidence=STRUCK_BY_PERSON),
        "citing": citing(request.user, held.symbol, limit=10) if may(request.user, "documents.read") else [],
        "imports": imports_of(request.user, held),
        "may_settle": may(request.user, "law.edit"),
        "paragraphs": [line for line in held.text.splitlines() if line.strip()],
    }  # fmt: skip
    return render(request, "workspace/law/act.html", facts)


@require_POST
@staff("law.edit")
def confirm(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    held = get_object_or_404(ActLink.objects.filter(Q(act_id=pk) | Q(target_id=pk)), pk=link)
    since = _day(request.POST.get("tu-ngay", ""))
    ground, wrong = request.POST.get("can-cu", ""), request.POST.get("deed") == "sai"
    try:
        if wrong:
            strike_link(request.user, held, ground)
        else:
            confirm_link(request.user, held, ground, since)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = (
            _("Struck out. The library no longer counts on it.")
            if wrong
            else _("Confirmed. The library says from now on what you read.")
        )
        messages.success(request, said)
    return redirect("workspace:act", pk)


@require_POST
@staff("law.edit")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an act in the public library, or take it out."""
    held, shown = get_object_or_404(Act, pk=pk), request.POST.get("deed") == "hien"
    try:
        show_to_public(request.user, held, shown, request.POST.get("can-cu", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The public library shows it now.") if shown else _("The public library no longer shows it.")
        messages.success(request, said)
    return redirect("workspace:act", pk)


@require_POST
@staff("law.edit")
def settle(request: HttpRequest, pk: int, held: int, name: str) -> HttpResponse:
    act_held = get_object_or_404(Act, pk=pk)
    one = next((one for one in imports_of(request.user, act_held) if one.pk == held), None)
    if one is None:
        raise Http404
    take = request.POST.get("lay") == "van-ban"
    try:
        imports.settle_difference(request.user, one, name, take=take, ground=request.POST.get("can-cu", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except imports.NoDifference:
        messages.warning(request, _("This difference was settled before."))
    else:
        messages.success(request, _("Settled. The journal keeps your decision and its ground."))
    return redirect("workspace:act", pk)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
