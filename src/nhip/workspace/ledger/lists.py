"""The ledger as a list, taken out as a table, and a unit's sheet of the month with "không phát sinh" by one tap."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.plans.actions import activities as deeds
from nhip.plans.entries import shown
from nhip.plans.models.activities import Activity
from nhip.plans.queries.activities import nil_returns, search, sheet
from nhip.plans.queries.kinds import every_kind
from nhip.plans.queries.sides import names_of
from nhip.plans.sheets import writing
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import level_of, own_units

PAGE = 30
MOST_ROWS = 20_000
"""Rows of a table taken out."""

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff("plans.read")
def ledger(request: HttpRequest) -> HttpResponse:
    found = _found(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    kinds = every_kind(request.user)
    names = names_of(request.user, [one.unit_id for one in page])
    facts = {
        "found": page, "rows": [(one, kinds.get(one.kind), names.get(one.unit_id, "")) for one in page],
        "kinds": sorted(kinds.values(), key=lambda kind: kind.group), "asked": request.GET,
        "may_record": may(request.user, "plans.record"), "may_arrange": may(request.user, "plans.arrange"),
        "filtered": any(request.GET.get(name) for name in ("tim", "loai", "tu", "den", "tinh-trang", "thieu")),
        "narrowed": sum(bool(request.GET.get(name)) for name in ("loai", "tu", "den", "tinh-trang", "thieu")),
        "states": (("", _("Planned and done")), ("planned", _("Planned")), ("done", _("Done")),
                   ("cancelled", _("Cancelled"))),
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "workspace/ledger/list.html", facts)


def _found(request: HttpRequest) -> object:
    asked = request.GET
    unit = asked.get("don-vi", "")
    return search(
        request.user, asked.get("tim", "").strip(), kind=asked.get("loai", ""),
        unit_id=int(unit) if unit.isdigit() else None, begin=_day(asked.get("tu")), end=_day(asked.get("den")),
        state=asked.get("tinh-trang", ""), unproven=asked.get("thieu") == "1",
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@staff("plans.read")
def table(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows, as .xlsx or .csv; no cell of it ever runs."""
    kinds = every_kind(request.user)
    found = list(_found(request)[:MOST_ROWS])
    names = names_of(request.user, sorted({one.unit_id for one in found}))
    headings = ["Mã", "Cơ quan, đơn vị", "Loại", "Ngày", "Nội dung", "Mức độ chính xác", "Số lượng", "Đơn vị tính",
                "Các số liệu khác", "Ước tính", "Minh chứng", "Trạng thái", "Ngôn ngữ", "Đối tượng", "Kênh",
                "Địa điểm"]  # fmt: skip
    rows = (_row(one, kinds, names) for one in found)
    if form == "csv":
        answer = HttpResponse(writing.comma_separated(headings, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(writing.workbook("Sổ hoạt động", headings, rows), content_type=SHEET)
    end = "csv" if form == "csv" else "xlsx"
    answer["Content-Disposition"] = f'attachment; filename="so-hoat-dong-{timezone.localdate():%Y%m%d}.{end}"'
    return answer


def _row(one: Activity, kinds: dict[str, object], names: dict[int, str]) -> list[object]:
    kind = kinds.get(one.kind)
    others = "; ".join(f"{name}: {value}" for name, value in shown(kind, one.values)) if kind else ""
    return [one.pk, names.get(one.unit_id, ""), kind.name if kind else one.kind, one.on, one.title, one.qualifier,
            one.quantity, one.measure, others, "Có" if one.estimate else "", "Có" if one.proven else "Chưa có",
            one.get_state_display(), one.language, one.audience, one.channel, one.place]  # fmt: skip


@staff("plans.record")
def month(request: HttpRequest) -> HttpResponse:
    """The month of one unit: at most eight figures first, each with what stands and what is still unsaid."""
    begin, end = _month(request.GET.get("thang", ""))
    units = own_units(request)
    asked = request.GET.get("don-vi", "")
    unit_id = int(asked) if asked.isdigit() and may(request.user, "plans.record", int(asked)) else None
    unit_id = unit_id or (units[0][0] if units else None)
    lines = sheet(request.user, unit_id, level_of(request, unit_id), begin, end) if unit_id else ()
    before = date(begin.year - (begin.month == 1), (begin.month - 2) % 12 + 1, 1)
    after = date(begin.year + (begin.month == 12), begin.month % 12 + 1, 1)
    facts = {
        "units": units, "unit_id": unit_id, "lines": lines, "begin": begin, "end": end, "before": before,
        "after": after if after <= timezone.localdate() else None,
        "unsaid": sum(one.said == "missing" for one in lines),
    }  # fmt: skip
    return render(request, "workspace/ledger/month.html", facts)


def _month(text: str) -> tuple[date, date]:
    try:
        begin = date.fromisoformat(f"{text}-01")
    except ValueError:
        begin = timezone.localdate().replace(day=1)
    return begin, begin.replace(day=monthrange(begin.year, begin.month)[1])


@require_POST
@staff("plans.record")
def nil(request: HttpRequest) -> HttpResponse:
    """Nothing to tell of one kind, or of every kind still unsaid; or that is taken back."""
    begin, end = _month(request.POST.get("thang", ""))
    unit_text = request.POST.get("don-vi", "")
    unit = Unit.objects.filter(pk=int(unit_text)).first() if unit_text.isdigit() else None
    back = f"{reverse('workspace:ledger-month')}?thang={begin:%Y-%m}&don-vi={unit.pk if unit else ''}"
    if unit is None:
        messages.error(request, _("Choose the unit first."))
        return redirect(back)
    if not may(request.user, "plans.record", unit):
        raise PermissionDenied("plans.record")
    try:
        said = _say_nil(request, unit, begin, end)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back)


def _say_nil(request: HttpRequest, unit: Unit, begin: date, end: date) -> str:
    kind = request.POST.get("loai", "")
    if request.POST.get("rut") == "1":
        for one in nil_returns(request.user, begin, end, [unit.pk]).filter(kind=kind, begin=begin, end=end):
            deeds.take_back_nil(request.user, one)
        return _("Taken back.")
    if kind:
        deeds.declare_nil(request.user, unit, kind, begin, end)
        return _("Noted: nothing to report.")
    lines = sheet(request.user, unit.pk, level_of(request, unit.pk), begin, end)
    for line in lines:
        if line.said == "missing":
            deeds.declare_nil(request.user, unit, line.kind.code, begin, end)
    return _("Noted: nothing to report for all that was left.")
