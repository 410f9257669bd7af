"""The brand kit: logos, colours, templates; added by one, approved by another, taken down as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.media.actions.brands import add_brand_item, approve_brand_item, end_brand_item
from nhip.media.actions.originals import hand_out
from nhip.media.models.brands import BrandItem
from nhip.media.queries.brands import brand_items_for
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.ledger.desks import in_memory
from nhip.workspace.media.forms import refuse_marked
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.typed import refuse_here

SAID = {"approve": gettext_lazy("Approved: it may be used."), "end": gettext_lazy("Saved.")}


@in_memory
@staff("newsroom.read")
def brands(request: HttpRequest) -> HttpResponse:
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "media.brand", pk))
    told, today = request.POST, timezone.localdate()
    if request.method == "POST":
        chosen, file = told.get("don-vi", ""), request.FILES.get("tep")
        unit = Unit.objects.filter(pk=int(chosen) if chosen.isdigit() else 0, pk__in=mine).first()
        if unit is None:
            raise Http404
        data = file.read() if file is not None else b""
        try:
            refuse_marked(data)
            add_brand_item(
                request.user, unit, told.get("loai", ""), told.get("ten", ""), typed_day(request, "tu-ngay") or today,
                typed_day(request, "den-ngay"), value=told.get("mau", ""), note=told.get("ghi-chu", ""),
                file=(file.name, data, file.content_type or "") if file is not None else None,
            )  # fmt: skip
            messages.success(request, _("Added; somebody else approves it."))
            return redirect("workspace:brands")
        except Refused as refused:
            refuse_here(request, refused)
    rows = list(brand_items_for(request.user)[:300])
    names = names_of(request.user, [row.unit_id for row in rows] + mine)
    facts = {
        "rows": [(row, names.get(row.unit_id, ""), _state(row, today), _may(request, row)) for row in rows],
        "names": {pk: names[pk] for pk in mine if pk in names}, "kinds": BrandItem.KINDS, "told": told, "today": today,
    }  # fmt: skip
    return render(request, "workspace/media/brands.html", facts)


@staff("newsroom.read")
def brand_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Always a download: a drawing with a script inside is never opened in our pages."""
    row = get_object_or_404(brand_items_for(request.user), pk=pk, original__isnull=False)
    answer = HttpResponse(hand_out(request.user, row.original, ""), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.original.name)}"
    return answer


@staff("media.brand")
@require_POST
def brand_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row = get_object_or_404(brand_items_for(request.user), pk=pk)
    if deed not in SAID:
        raise Http404

    def act() -> None:
        if deed == "approve":
            approve_brand_item(request.user, row)
        else:
            end_brand_item(request.user, row, typed_day(request, "ngay") or timezone.localdate())

    return done(request, act, str(SAID[deed]), reverse("workspace:brands"))


def _state(row: BrandItem, today: object) -> str:
    if row.until is not None and row.until < today:
        return "ended"
    return "approved" if row.approved_by_id else "waits"


def _may(request: HttpRequest, row: BrandItem) -> bool:
    return may(request.user, "media.brand", row.unit_id)
