"""Decisions about figures: a new formula, a target, what becomes of a signed number that later evidence contradicts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.measurement.actions.definitions import define_formula, set_target
from nhip.measurement.actions.signing import decide_restatement, look_again
from nhip.measurement.models.signed import Restatement, SignedPeriod
from nhip.measurement.queries.indicators import sees
from nhip.measurement.queries.rows import unit_row
from nhip.measurement.queries.signed import signed_periods
from nhip.text.issues import Issue, sentence
from nhip.workspace.guarding import staff
from nhip.workspace.measurement.asked import asked
from nhip.workspace.measurement.indicator import known, page


@staff("measurement.define")
@require_POST
def formula(request: HttpRequest, code: str) -> HttpResponse:
    """A new version of a formula; a wrong one comes back as typed, with the place of the error."""
    chosen, typed = known(code), request.POST
    since = _day(typed.get("tu-ngay", ""))
    text = typed.get("cong-thuc", "").replace("\r\n", "\n").strip()
    if since is None or not typed.get("can-cu", "").strip():
        return page(request, code, {"typed": typed, "wrong": _("Say from which day and by which decision.")}, 422)
    made = define_formula(
        request.user, chosen.id, text, valid_from=since, owner=chosen.owner, ground=typed["can-cu"].strip()
    )
    if isinstance(made, Issue):
        facts = {"typed": typed, "wrong": sentence(made), "excerpt": made.facts.get("excerpt", "")}
        return page(request, code, facts, 422)
    messages.success(
        request, _("Version %(number)s of the formula stands from the day given.") % {"number": made.version}
    )
    return _back(request, code)


@staff("measurement.define")
@require_POST
def target(request: HttpRequest, code: str) -> HttpResponse:
    """What the unit is to reach in the period of the page."""
    chosen, held = known(code), asked(request)
    unit, ground = unit_row(held.unit), request.POST.get("can-cu", "").strip()
    try:
        value = Decimal(request.POST.get("muc", "").strip().replace(".", "").replace(",", "."))
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or not ground or unit.pk is None:
        messages.error(request, _("Say the number to reach and the decision that sets it."))
        return _back(request, code)
    try:
        set_target(request.user, chosen.id, unit, held.period.start, held.period.end, value, ground)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The target stands."))
    return _back(request, code)


@staff("measurement.read")
def signed(request: HttpRequest) -> HttpResponse:
    """The periods that were signed, and what later evidence says about them."""
    rows = [
        {
            "period": row,
            "figures": row.figures.count(),
            "open": list(Restatement.objects.filter(figure__period=row).select_related("figure").order_by("-pk")),
            "signs": may(request.user, "measurement.sign", row.unit),
        }
        for row in signed_periods(request.user)[:60]
    ]
    return render(request, "workspace/measurement/signed.html", {"rows": rows})


@staff("measurement.read")
@require_POST
def signed_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Look again at a signed period, or decide a restatement of it."""
    if deed == "xem-lai":
        held = get_object_or_404(SignedPeriod, pk=pk)
        if not sees(request.user, held.unit):
            raise Http404
        found = look_again(request.user, held)
        messages.success(request, _("Looked again; figures that differ: %(count)d.") % {"count": len(found)})
    elif deed in ("dong-y", "giu-nguyen"):
        one = get_object_or_404(Restatement.objects.select_related("figure__period__unit"), pk=pk)
        reason = request.POST.get("ly-do", "").strip()
        if not sees(request.user, one.figure.period.unit):
            raise Http404
        if not reason:
            messages.error(request, _("Say the reason of the decision."))
        else:
            decide_restatement(request.user, one, deed == "dong-y", reason)
            messages.success(request, _("The decision is on record."))
    else:
        raise Http404
    return redirect("workspace:signed-figures")


def _back(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(f"{reverse('workspace:indicator', args=(code,))}?{asked(request).query}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
