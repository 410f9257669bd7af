"""The board of a gate says how it stands: three taps on a phone, with the post and the minute."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhip.agencies.permits import may
from nhip.places.actions import gates as deeds
from nhip.places.catalogue import choices, chosen
from nhip.places.queries.entries import entries_for
from nhip.places.queries.public import stated
from nhip.workspace.guarding import staff
from nhip.workspace.places.showing import found, rows_of
from nhip.workspace.plans.deeds import done


@staff("places.report")
def gates(request: HttpRequest) -> HttpResponse:
    """The gates of which the asker may say how they stand."""
    rows = [one for one in entries_for(request.user).filter(kind="gate", public="public").order_by("slug")
            if may(request.user, "places.report", one.unit_id)]  # fmt: skip
    states = stated([one.pk for one in rows], timezone.now())
    listed = [
        (one, states.get(one["entry"].pk), chosen("gate_states", states[one["entry"].pk].state, "vi")
         if one["entry"].pk in states else "")
        for one in rows_of(request, rows)
    ]  # fmt: skip
    return render(request, "workspace/places/gates.html", {"listed": listed})


@staff("places.report")
def status(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    if row.kind != "gate":
        raise Http404
    if not may(request.user, "places.report", row.unit_id):
        raise PermissionDenied("places.report")
    told = request.POST
    if request.method == "POST" and told.get("rut"):
        number = told.get("rut", "")
        said = row.statuses.filter(pk=int(number) if number.isdigit() else 0).first()
        if said is None:
            raise Http404
        return done(request, lambda: deeds.take_back_status(request.user, said, told.get("ly-do", "")),
                    _("Taken back."), reverse("workspace:gate-status", args=[pk]))  # fmt: skip
    if request.method == "POST":
        notes = {"vi": told.get("ghi-chu", ""), "en": told.get("ghi-chu-en", ""), "zh-hans": told.get("ghi-chu-zh", "")}
        return done(request, lambda: deeds.say_status(request.user, row, told.get("tinh-hinh", ""), notes),
                    _("It stands on the portal with the minute and your post."),
                    reverse("workspace:gate-status", args=[pk]))  # fmt: skip
    facts = {
        **rows_of(request, [row])[0], "states": [(code, names["vi"]) for code, names in choices("gate_states").items()],
        "now": stated([row.pk], timezone.now()).get(row.pk),
        "history": [(one, chosen("gate_states", one.state, "vi"), one.ends_at > timezone.now())
                    for one in row.statuses.select_related("said_by")[:30]],
    }  # fmt: skip
    return render(request, "workspace/places/status.html", facts)
