"""Plans written here: from nothing, written anew, or after last year's."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.queries import units as agencies
from nhip.agencies.refusals import Refused
from nhip.plans.actions import writing
from nhip.plans.models.plans import Plan
from nhip.plans.queries.plans import plans_for
from nhip.plans.queries.sides import home_units, may_at
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import plan_or_404, typed_day


@staff("plans.write")
def plan_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A plan written from nothing, or a draft written anew."""
    held = plan_or_404(request, pk) if pk else None
    units = _writing_units(request)
    if request.method == "POST":
        try:
            unit = held.unit if held else next((one for one in units if str(one.pk) == request.POST.get("unit")), None)
            if unit is None:
                raise Http404
            made = writing.write_plan(
                request.user, unit=unit, title=request.POST.get("title", ""), begins=typed_day(request, "begins"),
                ends=typed_day(request, "ends"), plan=held,
                parent=plans_for(request.user).filter(pk=request.POST.get("parent") or 0).first(),
                **{name: request.POST.get(name, "").splitlines() for name in ("objectives", "audiences", "contents")},
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("workspace:plan", made.pk)
    names = agencies.names(request.user, [unit.pk for unit in units], timezone.localdate())
    facts = {
        "plan": held,
        "said": _said_of(request, held),
        "units": [(unit.pk, names.get(unit.pk, unit.key)) for unit in units],
        "above": plans_for(request.user).filter(state="adopted").exclude(pk=pk or 0)[:50],
        "lines": {name: _lines(request, held, name) for name in ("objectives", "audiences", "contents")},
    }
    return render(request, "workspace/plans/edit.html", facts)


def _said_of(request: HttpRequest, held: Plan | None) -> dict[str, str]:
    """What the form shows: what was typed, else what the plan says."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("title", "begins", "ends", "parent")}
    if held is None:
        return {}
    begins, ends = (day.isoformat() if day else "" for day in (held.begins, held.ends))
    return {"title": held.title, "begins": begins, "ends": ends, "parent": str(held.parent_id or "")}


def _lines(request: HttpRequest, held: Plan | None, name: str) -> str:
    if request.method == "POST":
        return request.POST.get(name, "")
    return "\n".join(line.text for line in getattr(held, name).all()) if held else ""


def _writing_units(request: HttpRequest) -> list[Unit]:
    """The offices for which the asker may write a plan: their own."""
    ids = [pk for pk in home_units(request.user) if may_at(request.user, "plans.write", pk)]
    return list(Unit.objects.filter(pk__in=ids))


@require_POST
@staff("plans.write")
def plan_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft for next year after this plan."""
    held = plan_or_404(request, pk)
    units = _writing_units(request)
    unit = next((one for one in units if one.pk == held.unit_id), units[0] if units else None)
    if unit is None:
        raise Http404
    made = writing.copy_plan(request.user, held, unit=unit)
    messages.success(request, _("A draft for next year. Look over its days and bodies, then submit it."))
    return redirect("workspace:plan", made.pk)
