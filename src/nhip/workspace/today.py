"""Today: what waits for me."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.documents.models import Document
from nhip.documents.queries.documents import counts, search
from nhip.plans.queries.activities import sheet
from nhip.plans.queries.plans import adoptable, running_plans
from nhip.plans.queries.today import today_of
from nhip.workspace.desks import lines
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import level_of, own_units
from nhip.workspace.plans.plan import rows_of

SHOWN = 8


@staff()
def today(request: HttpRequest) -> HttpResponse:
    reads = may(request.user, "documents.read")
    reviews = any(may(request.user, verb) for verb in ("documents.correct", "documents.confirm"))
    return render(
        request,
        "workspace/today/today.html",
        {
            "day": timezone.localdate(),
            "reads": reads,
            "reviews": reviews,
            "may_upload": may(request.user, "documents.upload"),
            "may_record": may(request.user, "plans.record"),
            "to_review": search(request.user, status=Document.Status.READ)[:SHOWN] if reads else [],
            "refused": search(request.user, status=Document.Status.REFUSED)[:SHOWN] if reads else [],
            "counts": counts(request.user) if reads else None,
            "desks": lines(request),
            **_work(request),
        },
    )


def _work(request: HttpRequest) -> dict[str, object]:
    """Tasks of my desks, each once, what was returned and what is late first; then what waits for my own word."""
    if not may(request.user, "plans.read"):
        return {}
    today, works = timezone.localdate(), may(request.user, "plans.work")
    found = today_of(request.user, today)
    mine = dict.fromkeys(
        task
        for some in (found.returned, found.overdue, found.due_soon, found.to_accept)
        for task in some.prefetch_related("parts")[:SHOWN]
    )
    return {
        "works": works,
        "running": [] if works else running_plans(request.user, today)[:SHOWN],
        "unsaid": _unsaid(request, today),
        "my_tasks": rows_of(request, list(mine)[: 2 * SHOWN]),
        "due_count": found.due_soon.count(),
        "late_count": found.overdue.count(),
        "to_judge": found.to_judge[:SHOWN],
        "to_approve": found.to_approve[:SHOWN],
        "to_settle": found.to_settle[:SHOWN],
        "to_adopt": adoptable(request.user)[:SHOWN],
        "coming": found.coming[:SHOWN],
    }


def _unsaid(request: HttpRequest, today: date) -> int:
    """Figures of this month of which the person's own unit has said nothing yet."""
    units = own_units(request) if may(request.user, "plans.record") else []
    if not units:
        return 0
    first, unit = today.replace(day=1), units[0][0]
    lines = sheet(request.user, unit, level_of(request, unit), first, today)
    return sum(line.said == "missing" for line in lines)
