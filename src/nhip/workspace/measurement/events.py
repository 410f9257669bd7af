"""What no room keeps yet: entered by people or brought in as a table, for the formulas that read it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.agencies.refusals import Refused
from nhip.measurement import catalogue, dictionary, forms
from nhip.measurement.actions.events import record_event, switch_over, withdraw_event
from nhip.measurement.actions.importing import import_events
from nhip.measurement.dictionary import Entity
from nhip.measurement.models.events import RecordedEvent
from nhip.measurement.queries import events as asked
from nhip.measurement.rows import typed
from nhip.plans.sheets.writing import workbook
from nhip.text.issues import sentence
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory, own_units, typed_unit, writes_for_all
from nhip.workspace.ledger.lists import SHEET
from nhip.workspace.plans.deeds import bodies_here

SHOWN, SHOWN_FAULTS = 60, 100


@staff("measurement.read")
def events(request: HttpRequest) -> HttpResponse:
    """Every kind of event that people may enter, and the indicators that wait for it."""
    read_by: dict[str, list[str]] = {}
    for one in catalogue.packaged():
        for code in one.tree.entities:
            read_by.setdefault(code, []).append(one.id)
    rows = [
        {"entity": one, "count": count, "switched": switched, "indicators": read_by.get(one.code, [])}
        for one, count, switched in asked.entities(request.user)
    ]
    kept = [
        {"entity": one, "count": count, "switched": switched}
        for one, count, switched in asked.kept_by_rooms(request.user)
    ]
    facts = {"rows": rows, "kept": kept, "defines": may(request.user, "measurement.define")}
    return render(request, "workspace/measurement/events.html", facts)


@require_POST
@staff("measurement.define")
def switch(request: HttpRequest, entity: str) -> HttpResponse:
    """The day from which the part of the system that keeps an entity speaks for it alone."""
    held = next((one for one, _count, _switched in asked.kept_by_rooms(request.user) if one.code == entity), None)
    if held is None:
        raise Http404(entity)
    ground = request.POST.get("can-cu", "").strip()
    try:
        on = date.fromisoformat(request.POST.get("tu-ngay", ""))
    except ValueError:
        on = None
    if on is None or not ground:
        messages.error(request, _("Say from which day and by which decision."))
    else:
        switch_over(request.user, entity, on, ground)
        messages.success(request, _("The day is set: entered figures count before it, the system's own from it on."))
    return redirect(f"{reverse('workspace:events')}#da-co")


@in_memory
@staff("measurement.read")
def event(request: HttpRequest, entity: str) -> HttpResponse:
    """One kind of event: the form, the table to bring in, what was entered."""
    held = _entity(entity)
    if request.method != "POST":
        return _page(request, held, {})
    if not may(request.user, "measurement.record"):
        raise PermissionDenied("measurement.record")
    try:
        unit = typed_unit(request)
        if not may(request.user, "measurement.record", unit):
            raise PermissionDenied("measurement.record")
        if file := request.FILES.get("bang"):
            found = import_events(request.user, held.code, unit, file.name, file.read())
            if found.faults:
                return _page(request, held, {"faults": _faults(found.faults)}, 422)
            said = ngettext("%(n)d event was added.", "%(n)d events were added.", found.added) % {"n": found.added}
            known = _("%(n)d were known already; nothing was added twice.") % {"n": found.known} if found.known else ""
            messages.success(request, f"{said} {known}".strip())
        else:
            answer, issues = forms.read(held, request.POST.dict())
            if issues:
                wrong = {one.field: sentence(one) for one in issues}
                return _page(request, held, {"wrong": wrong, "said": list(wrong.values())}, 422)
            record_event(
                request.user, held.code, answer.fields, answer.at, unit, _entry(request), since=answer.since,
                until=answer.until, estimate=answer.estimate, proof=answer.proof,
            )  # fmt: skip
            messages.success(request, _("The event is on record."))
    except Refused as refusal:
        return _page(request, held, {"said": [str(refusal)]}, 422)
    except ValidationError as error:
        return _page(request, held, {"said": error.messages}, 422)
    return redirect("workspace:event", held.code)


@require_POST
@staff("measurement.record")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an event out of every figure, with the reason."""
    row = get_object_or_404(RecordedEvent.objects.select_related("unit"), pk=pk)
    if not asked.events(request.user).filter(pk=pk).exists():
        raise Http404
    reason = request.POST.get("ly-do", "").strip()
    if not reason:
        messages.error(request, _("Say why it is taken out."))
    else:
        withdraw_event(request.user, row, reason)
        messages.success(request, _("The event no longer counts; it stays on record."))
    return redirect(f"{reverse('workspace:event', args=(row.entity,))}#da-ghi")


@staff("measurement.read")
def template(request: HttpRequest, entity: str) -> HttpResponse:
    """An empty table with the heads that are understood."""
    held = _entity(entity)
    answer = HttpResponse(workbook(held.name, forms.heads(held), ()), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="mau-{held.code.replace("_", "-")}.xlsx"'
    return answer


def _page(request: HttpRequest, held: Entity, more: dict[str, object], status: int = 200) -> HttpResponse:
    rows = list(asked.events(request.user, held.code)[:SHOWN])
    called = names(request.user, [row.unit_id for row in rows], timezone.localdate())
    facts = {
        "entity": held, "questions": forms.questions(held), "typed": request.POST, "entry": uuid4(),
        "records": may(request.user, "measurement.record"), "units": own_units(request),
        "all_units": writes_for_all(request), "bodies": bodies_here(request) if writes_for_all(request) else [],
        "rows": [
            {"event": row, "unit": called.get(row.unit_id, ""), "told": _told(held, row),
             "mine": may(request.user, "measurement.record", row.unit)}
            for row in rows
        ],
        "indicators": [one for one in catalogue.packaged() if held.code in one.tree.entities],
    }  # fmt: skip
    return render(request, "workspace/measurement/event.html", facts | more, status=status)


def _told(held: Entity, row: RecordedEvent) -> list[tuple[str, object]]:
    fields = typed(row.fields, held.fields)
    return [(forms.label(held, name), forms.word(held, name, value)) for name, value in fields.items() if name != "org"]


def _faults(found: tuple[forms.Fault, ...]) -> list[tuple[int, str]]:
    return [(one.row, sentence(one.issue)) for one in found[:SHOWN_FAULTS]]


def _entity(code: str) -> Entity:
    for one in forms.enterable(dictionary.packaged()):
        if one.code == code:
            return one
    raise Http404(code)


def _entry(request: HttpRequest) -> UUID:
    """The id the form was given: sent twice, kept once."""
    try:
        return UUID(request.POST.get("entry", ""))
    except ValueError:
        return uuid4()
