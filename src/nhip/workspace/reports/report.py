"""One report: read, written, moved along its chain, its versions and what stands behind a figure."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.reporting.actions import drafting, filling, moving, rolling
from nhip.reporting.differences import difference
from nhip.reporting.models.reports import ParagraphSave, Report, ReportFigure, ReportParagraph
from nhip.reporting.queries.checking import findings_of
from nhip.reporting.queries.counting import parts_of
from nhip.reporting.queries.rolled import below, evidence_of
from nhip.reporting.queries.standing import is_author, verbs
from nhip.reporting.states import EDITABLE
from nhip.workspace.guarding import staff
from nhip.workspace.reports.deeds import TINTS, named_reports, report_or_404, typed_value
from nhip.workspace.reports.saying import MOVES_SAID

DONE = {
    "submit": gettext_lazy("Handed in to be checked."),
    "check": gettext_lazy("Checked; it waits for approval."),
    "send_back": gettext_lazy("Returned with your reason."),
    "approve": gettext_lazy("Approved and sent."),
    "recall": gettext_lazy("Taken back; it can be edited again."),
    "return": gettext_lazy("Returned with your reason."),
    "lock": gettext_lazy("Accepted and locked."),
    "reopen": gettext_lazy("Reopened; the agency was told."),
}
REASONED = ("send_back", "recall", "return", "reopen")


@staff("reporting.read")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    held, today = report_or_404(request, pk), timezone.localdate()
    editable = held.state in EDITABLE and may(request.user, "reporting.submit", held.unit_id)
    figures: dict[str, list[ReportFigure]] = {}
    for row in held.figures.prefetch_related("attachments"):
        figures.setdefault(row.part, []).append(row)
    clashes = {}
    for save in ParagraphSave.objects.filter(paragraph__report=held, outcome="held").select_related("by"):
        clashes.setdefault(save.paragraph_id, []).append(save)
    helps = {part.key: part for part in parts_of(held.round)}
    parts = [
        {
            "row": row, "figures": _known(figures.get(row.key, []), editable),
            "rest": _rest(figures.get(row.key, []), editable), "held": clashes.get(row.pk, []),
            "asked": helps[row.key].help if row.key in helps else "",
            "doubles": sum(one["same_as"] is not None for one in row.sources),
        }
        for row in held.paragraphs.all()
    ]  # fmt: skip
    (shown,) = named_reports(request, [held], today)
    deeds = [verb for verb in verbs(request.user, held, today) if verb in DONE]
    facts = {
        "report": held, "round": held.round, "shown": shown, "parts": parts, "editable": editable, "today": today,
        "findings": findings_of(held),
        "plain_deeds": [(verb, MOVES_SAID[verb]) for verb in deeds if verb not in REASONED],
        "reasoned_deeds": [(verb, MOVES_SAID[verb]) for verb in deeds if verb in REASONED],
        "moves": held.moves.select_related("by", "delegation", "version").order_by("-pk"), "said": MOVES_SAID,
        "children": len(below(request.user, held)) if editable or held.rolls_up else 0,
        "author": is_author(request.user, held), "attachments": held.attachments.select_related("original", "figure"),
        "receivers": held.round.receivers,
        "unsaid": sum(row.value is None and not row.nil for rows in figures.values() for row in rows),
    }  # fmt: skip
    return render(request, "workspace/reports/report.html", facts)


def _known(rows: list[ReportFigure], editable: bool) -> list[ReportFigure]:
    """The figures with something to show; the others wait folded up while the report is written."""
    return [row for row in rows if not editable or row.value is not None or row.nil or row.counted is not None]


def _rest(rows: list[ReportFigure], editable: bool) -> list[ReportFigure]:
    return [row for row in rows if row not in _known(rows, editable)]


@require_POST
@staff("reporting.submit")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one part, for a browser without scripts; scripts save each field by itself."""
    held = report_or_404(request, pk)
    try:
        for row in held.paragraphs.filter(pk__in=_numbers(request, "paragraph")):
            base = int(request.POST.get(f"p{row.pk}-edition") or 0)
            drafting.save_paragraph(request.user, row.pk, base, request.POST.get(f"p{row.pk}", ""))
        for figure in held.figures.filter(pk__in=_numbers(request, "figure")):
            _state(request, figure)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:report', args=(pk,))}#{request.POST.get('part', '')}")


@require_POST
@staff("reporting.submit")
def paragraph(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of one paragraph: what became of it, and what stands now."""
    row = ReportParagraph.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        base, text = int(request.POST.get("edition") or 0), request.POST.get("text", "").replace("\r\n", "\n")
        if held := request.POST.get("settles", ""):
            saved = drafting.settle_held(request.user, int(held), text, base)
        else:
            saved = drafting.save_paragraph(request.user, pk, base, text)
    except Refused as refusal:
        return JsonResponse({"outcome": "refused", "said": str(refusal)}, status=409)
    except (ValueError, ParagraphSave.DoesNotExist):
        return JsonResponse({"outcome": "refused", "said": _("This text was settled meanwhile.")}, status=409)
    return JsonResponse({
        "outcome": saved.outcome, "edition": saved.edition, "text": saved.text, "save": saved.save,
        "at": timezone.localtime().strftime("%H:%M"),
    })  # fmt: skip


@require_POST
@staff("reporting.submit")
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Autosave of one figure."""
    row = ReportFigure.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        stood = _state(request, row)
    except Refused as refusal:
        return JsonResponse({"outcome": "refused", "said": str(refusal)}, status=409)
    row.refresh_from_db()
    return JsonResponse({
        "outcome": "saved" if stood else "held", "edition": row.edition,
        "value": "" if row.value is None else _plain(row), "at": timezone.localtime().strftime("%H:%M"),
    })  # fmt: skip


def _state(request: HttpRequest, row: ReportFigure) -> bool:
    sent = request.POST
    value, nil = typed_value(sent.get(f"f{row.pk}", ""), row.code), sent.get(f"f{row.pk}-nil") == "1"
    _row, stood = drafting.state_figure(
        request.user, row.pk, int(sent.get(f"f{row.pk}-edition") or 0), value=None if nil else value, nil=nil,
        qualifier=row.qualifier, explanation=sent.get(f"f{row.pk}-why", ""),
    )  # fmt: skip
    if not stood:
        messages.error(request, _("“%(name)s” was changed by somebody else meanwhile.") % {"name": row.name})
    return stood


def _plain(row: ReportFigure) -> str:
    return f"{row.value.normalize():f}".replace(".", ",") if row.value is not None else ""


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(one) for one in request.POST.getlist(name) if one.isdigit()]


@require_POST
@staff("reporting.read")
def do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """One deed: a move of the chain, counting again, rolling up, attaching."""
    held = report_or_404(request, pk)
    try:
        if deed in DONE:
            moving.move(request.user, pk, deed, request.POST.get("reason", ""))
            messages.success(request, DONE[deed])
        elif deed == "count":
            filling.count_again(request.user, pk)
            messages.success(request, _("Figures were counted again from the records."))
        elif deed == "nil-rest":
            drafting.nothing_else(request.user, pk)
            messages.success(request, _("The figures left were marked: nothing to report."))
        elif deed == "roll-up":
            rolling.roll_up(request.user, pk)
            messages.success(request, _("Put together from the reports that were sent."))
        elif deed == "attach":
            _attach(request, held)
            messages.success(request, _("Attached."))
        elif deed == "detach":
            drafting.detach(request.user, int(request.POST.get("attachment") or 0))
            messages.success(request, _("Taken off."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workspace:report", pk)


def _attach(request: HttpRequest, held: Report) -> None:
    sent = request.FILES.get("file")
    drafting.attach(
        request.user, held.pk, name=sent.name if sent else "", data=sent.read() if sent else b"",
        type=sent.content_type if sent else "", link=request.POST.get("link", "").strip(),
        note=request.POST.get("note", ""),
    )  # fmt: skip


@staff("reporting.read")
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was kept, and what changed between two of them."""
    held = report_or_404(request, pk)
    rows = list(held.versions.select_related("by"))
    by_number = {row.number: row for row in rows}
    newer = by_number.get(int(request.GET.get("moi") or 0)) or (rows[0] if rows else None)
    asked = request.GET.get("cu", "")
    older = by_number.get(int(asked) if asked.isdigit() else (newer.number - 1 if newer else 0))
    (shown,) = named_reports(request, [held], timezone.localdate())
    moves: dict[int, list[object]] = {}
    for move in held.moves.select_related("by"):
        moves.setdefault(move.version_id, []).append(MOVES_SAID.get(move.verb, move.verb))
    facts = {
        "report": held, "shown": shown, "versions": [(row, moves.get(row.pk, [])) for row in rows], "newer": newer,
        "older": older, "changed": difference(older.content if older else {}, newer.content) if newer else None,
    }  # fmt: skip
    return render(request, "workspace/reports/versions.html", facts)


@staff("reporting.read")
def behind(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands behind a figure: the agencies it was put together from, or the rows of one with their proof."""
    row = ReportFigure.objects.select_related("report__round", "report__unit").filter(pk=pk).first()
    if row is None or not may(request.user, "reporting.read", row.report.unit_id):
        raise Http404
    held = directory(request.user)
    parts = [one | {"name": name_on(held, str(one["unit"]), row.report.round.end)} for one in row.sources]
    try:
        rows = evidence_of(request.user, row)
    except PermissionDenied:
        rows = []
    (shown,) = named_reports(request, [row.report], timezone.localdate())
    facts = {
        "figure": row, "report": row.report, "shown": shown, "rows": rows, "parts": parts,
        "missing": [one["name"] for one in parts if one["value"] is None and not one["nil"]],
        "saves": row.saves.select_related("by").order_by("-pk")[:20], "tints": TINTS,
    }  # fmt: skip
    return render(request, "workspace/reports/figure.html", facts)
