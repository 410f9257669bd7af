"""Plans: those that run, those being written, those that wait to be adopted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.plans.queries.plans import adoptable, plans_to_approve, tallied
from nhip.plans.queries.sides import names_of
from nhip.workspace.guarding import staff


@staff("plans.read")
def plans(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = list(tallied(request.user, today))
    names = names_of(request.user, [row.unit_id for row in rows if row.unit_id])
    for row in rows:
        row.issuer = names.get(row.unit_id, "")
    writes = may(request.user, "plans.write")
    facts = {
        "running": [row for row in rows if row.state == "adopted"],
        "written": [row for row in rows if row.state in ("draft", "submitted", "approved")],
        "ended": [row for row in rows if row.state == "closed"],
        "waiting": adoptable(request.user)[:20],
        "to_approve": set(plans_to_approve(request.user).values_list("pk", flat=True)),
        "may_write": writes,
        "may_adopt": may(request.user, "plans.adopt"),
    }
    return render(request, "workspace/plans/list.html", facts)
