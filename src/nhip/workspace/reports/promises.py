"""What reports promised and asked for: who answers, what was answered, how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory, names
from nhip.agencies.refusals import Refused
from nhip.reporting.actions.promises import answer_promise, assign_promise, gather, tell_how_far
from nhip.reporting.models.promises import Promise
from nhip.reporting.models.reports import Report
from nhip.reporting.promises import KINDS, OPEN, STATES
from nhip.reporting.queries.promised import made_in, promises_for
from nhip.workspace.guarding import staff
from nhip.workspace.reports.deeds import report_or_404

TINTS = {"open": "wait", "doing": "ours", "done": "ok", "dropped": ""}


@staff("reporting.read")
def promises(request: HttpRequest) -> HttpResponse:
    state, kind = request.GET.get("tinh-trang", "open"), request.GET.get("loai", "")
    held = promises_for(request.user).order_by("-pk")
    if state == "open":
        held = held.filter(state__in=OPEN)
    elif state in dict(STATES):
        held = held.filter(state=state)
    if kind in dict(KINDS):
        held = held.filter(kind=kind)
    rows = list(held[:300])
    called = names(request.user, [pk for one in rows for pk in (one.unit_id, one.owner_id) if pk], timezone.localdate())
    facts = {
        "rows": [_shown(request, one, called) for one in rows], "state": state, "kind": kind, "states": STATES,
        "kinds": KINDS,
    }  # fmt: skip
    return render(request, "workspace/reports/promises.html", facts)


@require_POST
@staff("reporting.read")
def do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """assign: name who answers; answer: a proposal; tell: how far a direction has come."""
    held = promises_for(request.user).filter(pk=pk).first()
    if held is None:
        raise Http404
    sent = request.POST
    try:
        if deed == "assign":
            unit = sent.get("unit", "").strip()
            if not directory(request.user).knows(unit):
                messages.error(request, _("Choose an agency of the directory."))
            else:
                assign_promise(request.user, held, unit, due_on=parse_date(sent.get("due_on", "") or ""))
                messages.success(request, _("Given to the agency."))
        elif deed == "answer":
            answer_promise(request.user, held, sent.get("state", ""), sent.get("text", ""))
            messages.success(request, _("Answered."))
        elif deed == "tell":
            tell_how_far(request.user, held, None, sent.get("state", ""), sent.get("text", ""))
            messages.success(request, _("Noted how far it has come."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:promises")


@require_POST
@staff("reporting.read")
def gather_from(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the directions and proposals out of a sent report."""
    held: Report = report_or_404(request, pk)
    try:
        made = gather(request.user, held)
        messages.success(request, _("%(n)s directions and proposals were taken out.") % {"n": len(made)})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:promises")


def _shown(request: HttpRequest, one: Promise, called: dict[int, str]) -> dict[str, object]:
    news = list(one.news.all())
    speaker = one.unit_id if one.kind == "direction" or one.owner_id is None else one.owner_id
    return {
        "promise": one, "unit": called.get(one.unit_id, ""), "owner": called.get(one.owner_id, one.addressee),
        "made_in": made_in(one), "news": news[0] if news else None, "tint": TINTS[one.state],
        "may_answer": may(request.user, "reporting.submit", speaker) or may(request.user, "reporting.return", speaker),
        "may_assign": one.kind != "direction" and may(request.user, "reporting.submit", one.unit_id),
        "label": _("not done yet") if one.kind == "direction" and one.state == "open" else one.get_state_display(),
    }  # fmt: skip
