"""Reports: what I owe, what waits for me, the rounds; approving many at once; delegations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries.units import names
from nhip.agencies.refusals import Refused
from nhip.reporting.actions.moving import approve_many, delegate, withdraw_delegation
from nhip.reporting.models.reports import Report
from nhip.reporting.models.versions import Delegation
from nhip.reporting.queries.board import owed_by, reports_seen_by, rounds_seen_by, seats_of
from nhip.reporting.queries.checking import findings_of
from nhip.reporting.queries.standing import waiting_for
from nhip.text.issues import sentence
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import typed_day
from nhip.workspace.reports.deeds import named_reports


@staff("reporting.read")
def reports(request: HttpRequest) -> HttpResponse:
    """My reports first, then what I check or approve, then the rounds."""
    today = timezone.localdate()
    owed = owed_by(request.user)
    waiting = waiting_for(request.user, today)
    rounds = rounds_seen_by(request.user).filter(closed_at__isnull=True)[:20]
    mine = reach_of(request.user, "reporting.submit") or frozenset()
    sent = reports_seen_by(request.user).filter(unit_id__in=mine).exclude(pk__in=[one.pk for one in owed])
    collects = reach_of(request.user, "reporting.read") is None
    facts = {
        "today": today, "owed": named_reports(request, owed, today), "waiting": len(waiting),
        "sent": named_reports(request, sent.order_by("-round__end", "-pk")[:15], today),
        "boards": [seats_of(request.user, one, today) for one in rounds] if collects else [],
        "may_open": may(request.user, "reporting.open"), "may_approve": may(request.user, "reporting.approve"),
        "closed": rounds_seen_by(request.user).filter(closed_at__isnull=False)[:10],
    }  # fmt: skip
    return render(request, "workspace/reports/list.html", facts)


@staff("reporting.read")
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for me to check or approve; many approved at once."""
    today = timezone.localdate()
    rows = waiting_for(request.user, today)
    shown = [
        one | {"findings": [finding for finding in findings_of(one["report"]) if not finding.stops]}
        for one in named_reports(request, rows, today)
    ]
    facts = {
        "to_check": [one for one in shown if one["report"].state == "submitted"],
        "to_approve": [one for one in shown if one["report"].state == "checked"],
        "delegations": _delegations(request), "may_delegate": may(request.user, "reporting.approve"), "today": today,
        "people": _people(request),
    }  # fmt: skip
    return render(request, "workspace/reports/approvals.html", facts)


@require_POST
@staff("reporting.read")
def approve(request: HttpRequest) -> HttpResponse:
    """Approve the ticked ones. What was refused is said by name, the others are approved."""
    picked = [int(one) for one in request.POST.getlist("report") if one.isdigit()]
    mine = {row.pk for row in waiting_for(request.user, timezone.localdate())}
    found = approve_many(request.user, [pk for pk in picked if pk in mine])
    done = sum(one.done for one in found)
    if done:
        messages.success(request, _("%(n)s approved and sent.") % {"n": f"{done:02d}"})
    rows = {row.pk: row for row in Report.objects.filter(pk__in=picked).select_related("unit", "round")}
    called = names(request.user, [row.unit_id for row in rows.values()], timezone.localdate())
    for one in found:
        if not one.done:
            who = called.get(rows[one.report].unit_id, "")
            messages.error(request, f"{who}: {' '.join(sentence(issue) for issue in one.issues)}")
    if not found:
        messages.error(request, _("Tick the reports to approve first."))
    return redirect("workspace:approvals")


@require_POST
@staff("reporting.approve")
def delegation(request: HttpRequest) -> HttpResponse:
    """Let somebody approve for a time, or end that."""
    try:
        if ended := request.POST.get("end", ""):
            withdraw_delegation(request.user, int(ended))
            messages.success(request, _("The delegation ended."))
        else:
            since, until = typed_day(request, "since"), typed_day(request, "until")
            today = timezone.localdate()
            to = Account.objects.get(pk=int(request.POST.get("to") or 0), is_active=True)
            unit = int(request.POST.get("unit") or 0)
            delegate(request.user, unit, to, since or today, until or today, request.POST.get("ground", ""))
            messages.success(request, _("Delegated."))
    except (Refused, Account.DoesNotExist, ValueError) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, Refused) else _("Choose who may approve."))
    return redirect("workspace:approvals")


def _delegations(request: HttpRequest) -> list[dict[str, object]]:
    reach = reach_of(request.user, "reporting.approve") or frozenset()
    rows = Delegation.objects.filter(unit_id__in=reach, until__gte=timezone.localdate(), withdrawn_at__isnull=True)
    called = names(request.user, [row.unit_id for row in rows], timezone.localdate())
    return [{"row": row, "unit": called.get(row.unit_id, "")} for row in rows.select_related("holder", "giver")]


def _people(request: HttpRequest) -> list[dict[str, object]]:
    """The agencies where the asker approves, each with the people who could do it for them."""
    today = timezone.localdate()
    units = sorted(reach_of(request.user, "reporting.approve") or ())
    called = names(request.user, units, today)
    found = []
    for unit in units:
        held = Account.objects.filter(is_active=True, appointments__unit_id=unit, appointments__since__lte=today)
        held = held.exclude(appointments__until__lt=today).exclude(pk=request.user.pk).distinct().order_by("name")
        if held:
            found.append({"unit": unit, "name": called.get(unit, ""), "people": held})
    return found
