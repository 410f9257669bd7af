"""The spokesperson's year: six measures with the events behind them, and the document by one click."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.reporting.queries.files import FORMS
from nhip.reporting.queries.spokesperson import Yearly, spokesperson_year
from nhip.reporting.spokesperson import doubts
from nhip.workspace.guarding import staff
from nhip.workspace.reports.consolidated import download


@staff("reporting.read")
def spokesperson(request: HttpRequest, year: int) -> HttpResponse:
    found, committees, unit = _found(request, year)
    facts = {
        "found": found, "year": year, "years": (year - 1, year + 1), "committees": committees, "unit": unit,
        "doubts": doubts(found.measures) if found else (),
    }  # fmt: skip
    return render(request, "workspace/reports/spokesperson.html", facts)


@staff("reporting.read")
def file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    found, _committees, _unit = _found(request, year)
    if found is None or form not in ("docx", "pdf"):
        raise Http404
    docx = compose(found.draft)
    return download(docx if form == "docx" else to_pdf(docx), f"phat-ngon-{year}.{form}", FORMS[form])


def _found(request: HttpRequest, year: int) -> tuple[Yearly | None, list[tuple[int, str]], Unit | None]:
    if not 2000 <= year <= 2100:
        raise Http404
    rows = Unit.objects.filter(key__endswith="/uy-ban-nhan-dan").exclude(key__contains=".")
    mine = [one for one in rows if may(request.user, "reporting.read", one)]
    called = names(request.user, [one.pk for one in mine], timezone.localdate())
    asked = request.GET.get("co-quan", "")
    unit = next((one for one in mine if str(one.pk) == asked), mine[0] if mine else None)
    found = spokesperson_year(request.user, unit, year) if unit else None
    return found, sorted(called.items(), key=lambda pair: pair[1]), unit
