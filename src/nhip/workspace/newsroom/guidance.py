"""Guidance to desks: what is for me, one note with who has not read it, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may, reach_of, roles
from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.guidance import acknowledge, end_guidance, give_guidance
from nhip.newsroom.models.guidance import GuidanceNote
from nhip.newsroom.queries.guidance import given_by, guidance_for, is_for, not_read_by, note_for, writing_roles
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.saying import typed
from nhip.workspace.newsroom.story_tools import typed_units
from nhip.workspace.plans.deeds import done, typed_day


@staff("newsroom.read")
def guidance(request: HttpRequest) -> HttpResponse:
    may_give = may(request.user, "newsroom.guide")
    given = list(given_by(request.user)[:60]) if may_give else []
    facts = {
        "notes": guidance_for(request.user), "may_give": may_give,
        "given": [(one, one.seen.count(), len(not_read_by(one))) for one in given], "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "workspace/newsroom/guidance.html", facts)


@staff("newsroom.read")
def note(request: HttpRequest, pk: int) -> HttpResponse:
    held = _note(request, pk)
    gives = may(request.user, "newsroom.guide", held.unit_id)
    named = {role.code: role.name for role in roles()}
    desks = names_of(request.user, [one.pk for one in held.desks.all()] or [held.unit_id])
    facts = {
        "note": held, "gives": gives, "for_me": is_for(request.user, held),
        "read": held.seen.filter(account=request.user).first(), "unit": names_of(request.user, [held.unit_id]),
        "roles": [named[one] for one in held.roles], "desks": sorted(desks.values()),
        "seen": held.seen.select_related("account").order_by("at") if gives else (),
        "unread": not_read_by(held) if gives else (), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "workspace/newsroom/guidance_note.html", facts)


@staff("newsroom.guide")
def note_new(request: HttpRequest) -> HttpResponse:
    everywhere = reach_of(request.user, "newsroom.guide") is None
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.guide", pk))
    told = request.POST
    if request.method == "POST":
        unit = Unit.objects.filter(pk__in=mine, pk=told.get("don-vi") or mine[0]).first() if mine else None
        if unit is None:
            raise Http404
        try:
            named = typed_units(request, told.get("ban-tin", "")) if everywhere else []
            made = give_guidance(
                request.user, unit, told.get("ten", ""), told.get("noi-dung", ""),
                since=typed_day(request, "tu-ngay") or timezone.localdate(), until=typed_day(request, "den-ngay"),
                everywhere=everywhere and told.get("cho") == "tat-ca",
                desks=list(Unit.objects.filter(pk__in=named)),
                to_roles=told.getlist("vai"),
            )  # fmt: skip
            messages.success(request, _("The guidance is given; its readers are told."))
            return redirect("workspace:guidance-note", made.pk)
        except Refused as refused:
            messages.error(request, str(refused))
            if any(issue.code == "newsroom.guidance_secret" for issue in refused.issues):
                told = {}  # nothing of it goes back to the page
    writing = set(writing_roles())
    facts = {
        "told": typed(told), "everywhere": everywhere, "units": names_of(request.user, mine).items(),
        "roles": [role for role in roles() if role.code in writing], "today_iso": f"{timezone.localdate():%Y-%m-%d}",
        "chosen": request.POST.getlist("vai"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/guidance_new.html", facts)


@staff("newsroom.read")
@require_POST
def note_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    held = _note(request, pk)

    def act() -> None:
        if deed == "da-doc":
            acknowledge(request.user, held)
        elif deed == "ket-thuc":
            end_guidance(request.user, held)
        else:
            raise Http404

    said = _("Thank you: it is noted that you read it.") if deed == "da-doc" else _("The guidance is ended.")
    return done(request, act, said, reverse("workspace:guidance-note", args=[pk]))


def _note(request: HttpRequest, pk: int) -> GuidanceNote:
    found = note_for(request.user, pk)
    if found is None:
        raise Http404
    return found
