"""Tables brought in: the template of a kind, the table looked over, then taken in."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.plans.actions import imports
from nhip.plans.actions.playback import KINDS, take_log
from nhip.plans.entries import shown
from nhip.plans.models.evidence import ImportedSheet
from nhip.plans.queries import imports as asked
from nhip.plans.queries.kinds import catalogue
from nhip.plans.queries.sides import names_of
from nhip.plans.sheets import writing
from nhip.text.numbers import write_number
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory, own_units, typed_unit, writes_for_all
from nhip.workspace.ledger.lists import SHEET
from nhip.workspace.plans.deeds import bodies_here

SHOWN_FAULTS, SHOWN_ROWS = 200, 100


@in_memory
@staff("plans.record")
def bring(request: HttpRequest) -> HttpResponse:
    known = catalogue(request.user)
    wrong = ""
    if request.method == "POST":
        file = request.FILES.get("bang")
        try:
            unit = typed_unit(request)
            data, name = (file.read(), file.name) if file else (b"", "")
            if request.POST.get("nhat-ky") == "1":
                return _take_log(request, unit, name, data)
            sheet = imports.look_over(request.user, unit, request.POST.get("loai", ""), name, data)
        except Refused as refusal:
            wrong = str(refusal)
        else:
            return redirect("workspace:ledger-sheet", sheet.pk)
    facts = {
        "groups": known.by_group(), "kind": request.POST.get("loai") or request.GET.get("loai", ""), "wrong": wrong,
        "units": own_units(request), "all_units": writes_for_all(request), "typed": request.POST,
        "bodies": bodies_here(request) if writes_for_all(request) else [],
        "recent": [(one, known.kinds.get(one.kind)) for one in asked.sheets(request.user)[:8]],
    }  # fmt: skip
    return render(request, "workspace/ledger/bring.html", facts, status=422 if wrong else 200)


def _take_log(request: HttpRequest, unit: Unit, name: str, data: bytes) -> HttpResponse:
    """A playback log needs no looking over: it counts itself, and a line counts once however often it comes."""
    kind = request.POST.get("loai-nhat-ky", KINDS[0])
    made, log = take_log(request.user, unit, name, data, kind)
    plays = sum((one.quantity for one in made), Decimal(0))
    text = _("%(plays)s plays on %(days)s days are in the ledger.")
    messages.success(request, text % {"plays": write_number(plays), "days": len(made)})
    for fault in log.faults[:20]:
        messages.warning(request, fault.text)
    return redirect(f"{reverse('workspace:ledger')}?loai={kind}")


@staff("plans.record")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    found = catalogue(request.user).kinds.get(kind)
    if found is None:
        raise Http404
    answer = HttpResponse(writing.template(found), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="mau-{kind.replace("_", "-")}.xlsx"'
    return answer


@staff("plans.record")
def look(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = _or_404(request, pk)
    kind = catalogue(request.user).kinds.get(sheet.kind)
    if kind is None:
        raise Http404
    reading = asked.reading_of(request.user, sheet)
    faults = [*reading.faults, *imports.unit_faults(request.user, sheet, reading)]
    known = asked.known_rows(request.user, sheet, reading)
    facts = {
        "sheet": sheet, "kind": kind, "reading": reading, "faults": faults[:SHOWN_FAULTS], "fault_count": len(faults),
        "lines": [(line, shown(kind, line.entry.values), line.row in known) for line in reading.lines[:SHOWN_ROWS]],
        "fresh": len(reading.lines) - len(known), "known": len(known), "more": max(0, len(reading.lines) - SHOWN_ROWS),
        "unit_name": names_of(request.user, [sheet.unit_id]).get(sheet.unit_id, ""),
    }  # fmt: skip
    return render(request, "workspace/ledger/sheet.html", facts)


@require_POST
@staff("plans.record")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        sheet = imports.take_in(request.user, _or_404(request, pk))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workspace:ledger-sheet", pk)
    text = ngettext("%(n)d activity was added.", "%(n)d activities were added.", sheet.added)
    messages.success(request, text % {"n": sheet.added})
    if sheet.known:
        messages.info(
            request, _("%(n)d rows were in the ledger already; nothing was added twice.") % {"n": sheet.known}
        )
    return redirect("workspace:ledger-sheet", pk)


def _or_404(request: HttpRequest, pk: int) -> ImportedSheet:
    found = asked.sheets(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
