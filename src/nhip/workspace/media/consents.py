"""Consents of people who are shown or named: recorded, withdrawn. Few see this page; names stand nowhere else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media.actions.consents import record_consent, withdraw_consent
from nhip.media.queries.rights import consents_for
from nhip.media.rights import uses
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.typed import refuse_here

MOST = 200
MOST_BYTES = 10 * 1024 * 1024


@staff("media.consent")
def consents(request: HttpRequest) -> HttpResponse:
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "media.consent", pk))
    told, today = request.POST, timezone.localdate()
    if request.method == "POST":
        chosen = told.get("don-vi", "")
        unit = Unit.objects.filter(pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine).first()
        if unit is None:
            raise Http404
        file = request.FILES.get("giay")
        try:
            if file is not None and file.size > MOST_BYTES:
                raise Http404
            evidence = (file.name, file.read(), file.content_type or "") if file is not None else None
            replaces = consents_for(request.user).filter(pk=_number(told.get("thay")), unit=unit).first()
            record_consent(
                request.user, unit, told.get("ten", ""), told.getlist("viec"), typed_day(request, "tu-ngay") or today,
                typed_day(request, "den-ngay") or today, child="tre-em" in told, given_by=told.get("giam-ho", ""),
                evidence=evidence, replaces=replaces,
            )  # fmt: skip
            messages.success(request, _("The consent is recorded."))
            return redirect("workspace:consents")
        except Refused as refused:
            refuse_here(request, refused)
    rows = list(consents_for(request.user)[:MOST])
    facts = {
        "rows": [(row, [uses()[code] for code in row.uses if code in uses()], _state(row, today)) for row in rows],
        "names": names_of(request.user, mine), "uses": uses(), "told": told, "today": today,
        "standing": [row for row in rows if not row.erased_at and row.replaced_by_id is None],
    }  # fmt: skip
    return render(request, "workspace/media/consents.html", facts)


@staff("media.consent")
@require_POST
def consent_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row = get_object_or_404(consents_for(request.user), pk=pk)
    if deed != "withdraw":
        raise Http404
    said = _("Recorded: what shows this person goes out no more, and what is out is taken down.")
    return done(request, lambda: withdraw_consent(request.user, row), said, reverse("workspace:consents"))


def _state(row: object, today: object) -> str:
    if row.withdrawn_on:
        return "withdrawn"
    if row.replaced_by_id:
        return "replaced"
    return "ended" if row.until < today else "stands"


def _number(typed: str | None) -> int:
    return int(typed) if (typed or "").isdigit() else 0
