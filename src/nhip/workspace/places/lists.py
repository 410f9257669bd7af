"""The desk of places, products, projects and gates: mine, waiting, to publish, to check again."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from nhip.agencies.permits import may
from nhip.places.catalogue import kinds
from nhip.places.checking import days_for
from nhip.places.queries.entries import entries_for
from nhip.text.normalise import fold
from nhip.workspace.guarding import staff
from nhip.workspace.places.showing import rows_of

PER_PAGE = 30
VIEWS = (
    ("tat-ca", gettext_lazy("All")),
    ("dang-soan", gettext_lazy("Being written")),
    ("cho-duyet", gettext_lazy("Waiting for approval")),
    ("cho-cong-bo", gettext_lazy("To publish")),
    ("kiem-tra", gettext_lazy("To check again")),
)


@staff("places.read")
def entries(request: HttpRequest) -> HttpResponse:
    rows, today = entries_for(request.user), timezone.localdate()
    view = request.GET.get("xem", "tat-ca")
    kind, words = request.GET.get("loai", ""), request.GET.get("q", "").strip()[:80]
    views = {
        "dang-soan": Q(state__in=("draft", "returned")), "cho-duyet": Q(state="submitted"),
        "cho-cong-bo": Q(state="approved"), "kiem-tra": to_check_again(),
    }  # fmt: skip
    counts = {name: rows.filter(asked).count() for name, asked in views.items()}
    if view in views:
        rows = rows.filter(views[view])
    if kind in kinds():
        rows = rows.filter(kind=kind)
    for word in fold(words).split()[:6]:
        rows = rows.filter(slug__contains=word)
    sheet = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    asked = request.GET.copy()
    asked.pop("trang", None)
    facts = {
        "rows": rows_of(request, sheet.object_list), "sheet": sheet, "view": view, "kind": kind, "words": words,
        "views": [(code, label, counts.get(code)) for code, label in VIEWS], "kinds": kinds().values(),
        "may_write": may(request.user, "places.write"), "may_report": may(request.user, "places.report"),
        "today": today, "asked": asked.urlencode(),
    }  # fmt: skip
    return render(request, "workspace/places/list.html", facts)


def to_check_again() -> Q:
    """Public entries whose check no longer counts today or within a fortnight."""
    today = timezone.localdate()
    asked = Q(pk__in=())
    for code in kinds():
        last = today - timedelta(days=days_for(code, today) - 14)
        asked |= Q(kind=code, checked_on__lte=last)
    return Q(public="public") & asked
