"""The queue of matters with their clocks, one written down at the counter, numbers, terms, the file handed over."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.feedback.actions.defining import set_term
from nhip.feedback.actions.exporting import hand_over
from nhip.feedback.actions.receiving import receive_at_desk
from nhip.feedback.asking import LONGEST, Asked
from nhip.feedback.categories import categories, kinds
from nhip.feedback.models.matters import Matter, TermSetting
from nhip.feedback.queries import matters as asked_of
from nhip.feedback.queries.places import communes
from nhip.feedback.queries.public import counted
from nhip.feedback.terms import clock, packaged
from nhip.law.holidays import vietnam
from nhip.plans.queries.sides import names_of
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done, typed_day
from nhip.workspace.typed import refuse_here

PER_PAGE = 30
VIEWS = {
    "mo": gettext_lazy("To answer"),
    "phan-cong": gettext_lazy("To route"),
    "duyet": gettext_lazy("Waiting for approval"),
    "qua-han": gettext_lazy("Overdue"),
    "xong": gettext_lazy("Finished"),
}
TINTS = {"received": "wait", "routed": "wait", "submitted": "ours", "answered": "ok", "passed_on": "ok"}
SURE = {"T": gettext_lazy("read in the text"), "S": gettext_lazy("from a secondary source"),
        "U": gettext_lazy("not confirmed"), "": gettext_lazy("set by the province")}  # fmt: skip


@staff("feedback.read")
def matters(request: HttpRequest) -> HttpResponse:
    view = request.GET.get("xem", "mo")
    if view not in VIEWS:
        view = "mo"
    now = timezone.now()
    sheet = Paginator(asked_of.queue(request.user, view, now), PER_PAGE).get_page(request.GET.get("trang"))
    rows = list(sheet.object_list)
    names = names_of(request.user, sorted({pk for one in rows for pk in (one.unit_id, one.place_id) if pk}))
    counts = {code: asked_of.queue(request.user, code, now).count() for code in ("phan-cong", "duyet", "qua-han")}
    return render(request, "workspace/feedback/queue.html", {
        "rows": [shown(one, names, now) for one in rows], "sheet": sheet, "view": view,
        "views": [(code, label, counts.get(code, 0)) for code, label in VIEWS.items()],
        "may_route": may(request.user, "feedback.route"),
        "may_open": may(request.user, "channels.release"),
        "may_define": may(request.user, "feedback.define"),
    })  # fmt: skip


def shown(row: Matter, names: dict[int, str], now: datetime) -> dict[str, object]:
    """One line of the queue."""
    category, kind = categories().get(row.category), kinds().get(row.kind)
    return {
        "row": row, "category": category.vi if category else row.category, "kind": kind.vi if kind else row.kind,
        "unit": names.get(row.unit_id, ""), "place": names.get(row.place_id, ""), "tint": TINTS.get(row.state, ""),
        "left": clock(row.due_at, now, vietnam()) if row.is_open else None,
    }  # fmt: skip


@staff("feedback.route")
def matter_new(request: HttpRequest) -> HttpResponse:
    """What somebody says at the counter or on the telephone; the number and the code are told to them."""
    told = request.POST
    if request.method == "POST":
        asked = Asked(
            text=told.get("noi-dung", ""), kind=told.get("loai", ""), category=told.get("linh-vuc", ""),
            commune=told.get("xa", ""), came_by="desk", may_publish="cong-khai" in told, name=told.get("ten", ""),
            mail=told.get("thu", ""), phone=told.get("dien-thoai", ""), ticket=told.get("phieu", "")[:64],
        )  # fmt: skip
        try:
            got = receive_at_desk(request.user, asked)
        except Refused as refused:
            refuse_here(request, refused)
        else:
            text = _("Taken in under number {number}, secret code {code}: please tell both to the person.")
            messages.success(request, text.format(number=got.matter.number, code=got.code))
            return redirect("workspace:matters")
    return render(request, "workspace/feedback/new.html", {
        "kinds": kinds().values(), "categories": categories().values(), "told": told, "longest": LONGEST,
        "communes": communes(settings.NHIP_PROVINCE, timezone.localdate()), "ticket": uuid4().hex,
        "chosen": {"kind": told.get("loai"), "category": told.get("linh-vuc"), "place": told.get("xa")},
    })  # fmt: skip


@staff("feedback.read")
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """This year by month, by category or commune; small numbers are not said, here neither."""
    now = timezone.localtime()
    begin = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    by = "place" if request.GET.get("theo") == "xa" else "category"
    table = counted(begin, now, by)
    known = dict(communes(settings.NHIP_PROVINCE, now.date()))
    heads = {code: one.vi for code, one in categories().items()} if by == "category" else known
    lines = [
        (heads.get(column) or _("Not said"), [table.cells[row, column] for row in table.rows],
         table.column_totals[column])
        for column in table.columns
    ]  # fmt: skip
    mine = asked_of.counts(request.user, begin, now)
    share = round(100 * mine["on_time"] / mine["received"]) if mine["received"] else None
    return render(request, "workspace/feedback/numbers.html", {
        "months": [f"{row[5:]}/{row[:4]}" for row in table.rows], "lines": sorted(lines), "by": by, "mine": mine,
        "share": share, "year": now.year, "total": table.total,
    })  # fmt: skip


@staff("feedback.define")
def terms(request: HttpRequest) -> HttpResponse:
    """The terms that count, each with its source and how sure it is; the province may set its own."""
    if request.method == "POST":
        told = request.POST

        def act() -> None:
            days = told.get("ngay", "")
            since = typed_day(request, "tu-ngay") or timezone.localdate()
            chosen = told.get("linh-vuc", "")
            set_term(request.user, chosen, int(days) if days.isdigit() else 0, since, told.get("can-cu", ""))

        return done(request, act, str(_("The term is set; it counts for what is received from that day.")),
                    reverse("workspace:matter-terms"))  # fmt: skip
    return render(request, "workspace/feedback/terms.html", {
        "packaged": [(one, SURE[one.certainty], [categories()[code].vi for code in one.categories])
                     for one in packaged()],
        "own": [(one, categories()[one.category].vi if one.category else "") for one in TermSetting.objects.all()],
        "categories": categories().values(), "today": timezone.localdate(),
    })  # fmt: skip


@staff("feedback.route")
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(hand_over(request.user), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="phan-anh-ban-giao.csv"'
    return answer
