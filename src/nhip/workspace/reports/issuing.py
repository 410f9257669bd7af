"""From approved to issued: files to take away, the signed file to bring back, and what was found in it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.reporting.actions.issuing import send_to_document_system, take_signed, withdraw_dispatch
from nhip.reporting.models.issuing import Dispatch
from nhip.reporting.queries.files import FORMS, file_of
from nhip.reporting.states import SENT
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.reports.consolidated import download
from nhip.workspace.reports.deeds import named_reports, report_or_404


@staff("reporting.read")
def issuing(request: HttpRequest, pk: int) -> HttpResponse:
    held = report_or_404(request, pk)
    (shown,) = named_reports(request, [held], timezone.localdate())
    dispatch = held.dispatches.exclude(state="withdrawn").select_related("sent_by").first()
    copies = list(dispatch.copies.select_related("by")) if dispatch else []
    facts = {
        "report": held, "shown": shown, "dispatch": dispatch, "forms": tuple(FORMS), "sent": held.state in SENT,
        "writes": may(request.user, "reporting.submit", held.unit_id),
        "copies": [(one, [_issue(found) for found in one.problems]) for one in copies],
    }  # fmt: skip
    return render(request, "workspace/reports/issuing.html", facts)


@staff("reporting.read")
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    held = report_or_404(request, pk)
    if form not in FORMS:
        raise Http404
    found = file_of(request.user, held, form)
    return download(found.data, found.name, found.type)


@require_POST
@staff("reporting.submit")
def do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """send: to the document system; signed: the file that came back; withdraw: call it back."""
    held = report_or_404(request, pk)
    dispatch = held.dispatches.exclude(state="withdrawn").first()
    try:
        if deed == "send":
            send_to_document_system(request.user, held, way=request.POST.get("way") or "file")
            messages.success(request, _("The approved file is ready for the document system."))
        elif deed == "signed" and dispatch is not None:
            _signed(request, dispatch)
        elif deed == "withdraw" and dispatch is not None:
            withdraw_dispatch(request.user, dispatch, request.POST.get("reason", ""))
            messages.success(request, _("Called back."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:report-issuing", pk)


def _signed(request: HttpRequest, dispatch: Dispatch) -> None:
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("Choose the signed PDF file."))
        return
    copy = take_signed(
        request.user, dispatch, sent.name, sent.read(), number=request.POST.get("number", ""),
        issued_on=_day(request.POST.get("issued_on", "")),
    )  # fmt: skip
    if copy.good:
        messages.success(request, _("Signature and text hold. The report is issued."))
    else:
        messages.error(request, _("The file does not pass; nothing was issued. See what was found below."))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _issue(found: dict[str, object]) -> Issue:
    return Issue(str(found["field"]), str(found["code"]), dict(found["facts"]))
