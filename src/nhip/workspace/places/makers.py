"""Who makes the products of an agency, and households that take their consent back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.places.actions import makers as deeds
from nhip.places.queries.entries import makers_for
from nhip.plans.queries.sides import names_of
from nhip.workspace.guarding import staff
from nhip.workspace.places.showing import own_units, unit_chosen
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.typed import refuse_here


@staff("places.read")
def makers(request: HttpRequest) -> HttpResponse:
    told = request.POST
    if request.method == "POST":
        try:
            deeds.enter_maker(
                request.user, unit_chosen(request), told.get("ten", ""), household="ho" in told,
                contact=told.get("lien-he", ""), agreed_on=typed_day(request, "ngay-ky"),
                agreed_until=typed_day(request, "den-ngay"), agreement=told.get("giay", ""),
            )  # fmt: skip
            messages.success(request, _("Entered."))
            return redirect("workspace:makers")
        except Refused as refused:
            refuse_here(request, refused)
    rows = list(makers_for(request.user)[:500])
    called = names_of(request.user, sorted({one.unit_id for one in rows}))
    facts = {
        "rows": [(one, called.get(one.unit_id, ""), may(request.user, "places.write", one.unit_id)) for one in rows],
        "units": own_units(request), "may_write": may(request.user, "places.write"), "told": told,
    }  # fmt: skip
    return render(request, "workspace/places/makers.html", facts)


@staff("places.write")
@require_POST
def consent_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(makers_for(request.user), pk=pk)
    return done(request, lambda: deeds.end_consent(request.user, row, request.POST.get("ly-do", "")),
                _("The name is erased everywhere."), reverse("workspace:makers"))  # fmt: skip
