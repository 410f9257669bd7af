"""Old reports taken in as the past: which wait, which are in, whose they are."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.documents.models import Document
from nhip.documents.queries.documents import documents_for
from nhip.plans.actions.past import say_whose, take_in_past
from nhip.plans.past import REPORT_TYPES
from nhip.plans.queries.past import past_reports
from nhip.reporting.actions.promises import gather_past
from nhip.workspace.guarding import staff


@staff("plans.record")
def past(request: HttpRequest) -> HttpResponse:
    held = past_reports(request.user).order_by("-taken_at")
    waiting = documents_for(request.user).filter(
        status=Document.Status.CONFIRMED, kind__in=REPORT_TYPES, past__isnull=True
    )
    known = directory(request.user)
    rows = [
        {"report": one, "figures": one.figures.count(), "words": one.words.count(),
         "choices": [(key, name_on(known, key, one.end or timezone.localdate())) for key in one.choices]}
        for one in held[:200]
    ]  # fmt: skip
    return render(request, "workspace/reports/past.html", {"waiting": waiting[:100], "rows": rows})


@require_POST
@staff("plans.record")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    document = documents_for(request.user).filter(pk=pk, status=Document.Status.CONFIRMED).first()
    if document is None:
        raise Http404
    try:
        report = take_in_past(request.user, document, timezone.localdate())
    except ValueError:
        messages.error(request, _("This document is not a report of a named agency; it stays a document."))
        return redirect("workspace:past")
    if report.question:
        messages.warning(request, _("Taken in. Say whose report it is: the name does not point to one agency."))
    else:
        if any(may(request.user, verb, report.unit_id) for verb in ("reporting.submit", "reporting.return")):
            gather_past(request.user, report)
        messages.success(request, _("%(n)s figures are in the ledger.") % {"n": report.figures.count()})
    return redirect("workspace:past")


@require_POST
@staff("plans.record")
def whose(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(past_reports(request.user), pk=pk)
    if not may(request.user, "plans.record", report.document.unit_id):
        raise PermissionDenied("plans.record")
    unit, ground = request.POST.get("unit", "").strip(), request.POST.get("ground", "").strip()
    try:
        if not directory(request.user).knows(unit) or not ground:
            raise KeyError(unit)
        say_whose(request.user, report, unit, timezone.localdate(), ground[:300])
        messages.success(request, _("Noted whose report it is."))
    except (KeyError, Refused):
        messages.error(request, _("Choose an agency of the directory and write on what ground."))
    return redirect("workspace:past")
