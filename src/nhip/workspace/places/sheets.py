"""Tables of entries: the template of a kind, what is brought in row by row, what is taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhip.agencies.refusals import Refused
from nhip.places import sheets as tables
from nhip.places.actions.sheets import bring_in
from nhip.places.catalogue import Kind, kinds
from nhip.places.queries.entries import content_of, entries_for
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory
from nhip.workspace.places.showing import own_units, unit_chosen, value
from nhip.workspace.plans.deeds import home_of

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@in_memory
@staff("places.write")
def bring(request: HttpRequest) -> HttpResponse:
    taken = []
    kind = request.POST.get("loai", request.GET.get("loai", "place"))
    if request.method == "POST":
        file = request.FILES.get("bang")
        try:
            if file is None or kind not in kinds():
                raise Refused([Issue("file", "places.file_none", {})])
            taken = bring_in(request.user, unit_chosen(request), kind, file.name, file.read(), home_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
    counts = {how: sum(one.how == how for one in taken) for how in ("new", "changed", "same", "refused")}
    facts = {"units": own_units(request), "kinds": kinds().values(), "kind": kind, "taken": taken, "counts": counts}
    return render(request, "workspace/places/bring.html", facts)


@require_safe
@staff("places.write")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    return _sheet(tables.template(_kind(kind)), f"mau-{kind}.xlsx", SHEET)


@require_safe
@staff("places.read")
def table(request: HttpRequest, form: str) -> HttpResponse:
    """`loai`: the kind. The same columns as the template, so that what went out can come in again."""
    kind = _kind(request.GET.get("loai", "place"))
    rows = (_row(kind, one.code, content_of(one)) for one in entries_for(request.user).filter(kind=kind.code))
    if form == "xlsx":
        return _sheet(tables.template(kind, rows), f"{kind.path}.xlsx", SHEET)
    if form == "csv":
        return _sheet(tables.as_csv(kind, rows).encode(), f"{kind.path}.csv", "text/csv; charset=utf-8")
    raise Http404


def _row(kind: Kind, code: str, content: dict) -> list[str]:
    row = [code]
    for column in tables.columns(kind)[1:]:
        if column.language:
            row.append(content["words"].get(column.language, {}).get(column.key, ""))
        else:
            row.append(value(column.field, content["facts"].get(column.key, "")))
    return row


def _kind(code: str) -> Kind:
    found = kinds().get(code)
    if found is None:
        raise Http404
    return found


def _sheet(data: bytes, name: str, type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
