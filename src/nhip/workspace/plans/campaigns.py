"""Campaigns: written in five parts, launched when nothing stands against it, closed with what was learned."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.plans.actions import campaigns as deeds
from nhip.plans.models.campaigns import Campaign
from nhip.plans.oasis import PARTS
from nhip.plans.queries.campaigns import blockers_of, campaigns_for
from nhip.plans.queries.plans import plan_for
from nhip.plans.queries.sides import home_units, may_at, names_of
from nhip.plans.queries.tasks import Wanted, tasks_found
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.plans.plan import rows_of

SAID = {
    "launch": gettext_lazy("Launched."),
    "evaluate": gettext_lazy("The campaign is closed with its lesson."),
}


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    found = campaigns_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@staff("plans.read")
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    held, today = _campaign(request, pk), timezone.localdate()
    facts = {
        "rows": rows_of(request, list(tasks_found(request.user, Wanted(campaign=held.pk), today))),
        "campaign": held, "parts": [(code, name, getattr(held, code)) for code, name in PARTS],
        "against": [] if held.launched_at else blockers_of(held), "today": today,
        "may_write": may_at(request.user, "plans.write", held.unit_id),
        "issuer": names_of(request.user, [held.unit_id]).get(held.unit_id, ""),
    }  # fmt: skip
    return render(request, "workspace/plans/campaign.html", facts)


@staff("plans.write")
def campaign_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A campaign begun, or one not launched yet written anew."""
    held = _campaign(request, pk) if pk else None
    plan = held.plan if held else plan_for(request.user, int(request.GET.get("ke-hoach") or 0))
    unit = held.unit if held else _unit(request, plan.unit_id if plan else None)
    if unit is None:
        raise Http404
    if request.method == "POST":
        try:
            said = {name: request.POST.get(name, "") for name in ("title", "baseline", *(code for code, _n in PARTS))}
            said |= {name: typed_day(request, name) for name in ("start", "end", "baseline_at")}
            said |= {name: request.POST.get(name) == "on" for name in ("smart_ok", "baseline_promised")}
            made = deeds.write_campaign(request.user, unit=unit, plan=plan, campaign=held, **said)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("workspace:campaign", made.pk)
    said = _said(request, held)
    facts = {"campaign": held, "said": said, "parts": [(code, name, said.get(code, "")) for code, name in PARTS]}
    return render(request, "workspace/plans/campaign_edit.html", facts)


def _said(request: HttpRequest, held: Campaign | None) -> dict[str, object]:
    """What the form shows: what was typed, else what the campaign says."""
    if request.method == "POST":
        return request.POST.dict()
    if held is None:
        return {}
    values = {name: getattr(held, name) for name in deeds.FIELDS}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value or "" for name, value in values.items()}


def _unit(request: HttpRequest, wanted: int | None) -> Unit | None:
    ids = [pk for pk in home_units(request.user) if may_at(request.user, "plans.write", pk)]
    chosen = wanted if wanted in ids else next(iter(ids), None)
    return Unit.objects.filter(pk=chosen).first()


@require_POST
@staff("plans.write")
def campaign_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    held = _campaign(request, pk)
    if deed not in SAID:
        raise Http404

    def act() -> object:
        if deed == "launch":
            return deeds.launch(request.user, held)
        return deeds.evaluate(request.user, held, learned=request.POST.get("learned", ""))

    return done(request, act, str(SAID[deed]), reverse("workspace:campaign", args=(pk,)))
