"""Official names in each language, and the memory of what was translated before."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.naming import propose_name, settle_name
from nhip.newsroom.actions.remembering import take_memory
from nhip.newsroom.exchange import tmx
from nhip.newsroom.exchange.parsing import MOST_BYTES
from nhip.newsroom.languages import languages
from nhip.newsroom.marks import shown as bare
from nhip.newsroom.models.translating import OfficialName
from nhip.newsroom.queries.names import found_names, names_now, unit_at
from nhip.newsroom.queries.translating import remembered
from nhip.plans.queries.sides import names_of
from nhip.text.issues import sentence
from nhip.text.sorting import key
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import done
from nhip.workspace.typed import refuse_here

PER_PAGE = 25
KIND_WORDS = {
    "sovereignty": gettext_lazy("Sovereignty"), "place": gettext_lazy("Place"), "agency": gettext_lazy("Agency"),
    "product": gettext_lazy("Product"), "title": gettext_lazy("Title of office"), "other": gettext_lazy("Other"),
}  # fmt: skip
STATUS_WORDS = {
    "official": (gettext_lazy("official"), "ok"), "used": (gettext_lazy("in use by state media"), "ours"),
    "proposed": (gettext_lazy("waits to be settled"), "wait"), "withdrawn": (gettext_lazy("no longer in use"), ""),
}  # fmt: skip
MOST_SENT = 20_000
"""Remembered translations in one file."""


@staff("newsroom.read")
def names(request: HttpRequest) -> HttpResponse:
    asked, kind, status = (request.GET.get(name, "") for name in ("q", "loai", "buoc"))
    every = names_now()
    found = sorted(found_names(every, asked, kind, status), key=lambda one: key(one.forms["vi"][0]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    rows = {row.key: row for row in OfficialName.objects.select_related("by", "settled_by", "agency")}
    units = names_of(request.user, [row.agency_id for row in rows.values() if row.agency_id])
    settles = may(request.user, "newsroom.names")
    shown = []
    for one in page.object_list:
        row = rows.get(one.key) if one.own else None
        shown.append({
            "name": one, "row": row, "kind": KIND_WORDS[one.kind], "status": STATUS_WORDS[one.status],
            "forms": [(language, one.forms.get(code, ()), one.forbidden.get(code, ())) for code, language in
                      languages().items() if code != "vi"],
            "unit": units.get(row.agency_id, "") if row and row.agency_id else "",
            "settles": settles and row is not None and row.status == "proposed" and row.by_id != request.user.pk,
            "ends": settles and row is not None and row.status != "withdrawn",
        })  # fmt: skip
    facts = {
        "rows": shown, "page": page, "q": asked, "kind": kind, "status": status, "kinds": KIND_WORDS.items(),
        "statuses": [(code, words) for code, (words, _tint) in STATUS_WORDS.items()], "count": len(found),
        "proposed": sum(one.status == "proposed" and one.own for one in every),
        "may_propose": may(request.user, "newsroom.write"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/names.html", facts)


@staff("newsroom.write")
def name_new(request: HttpRequest) -> HttpResponse:
    """A name proposed, new or in the place of another one."""
    replaces = request.GET.get("thay", "") or request.POST.get("thay", "")
    old = next((one for one in names_now() if one.key == replaces), None)
    if request.method == "POST":
        told = request.POST
        try:
            propose_name(
                request.user, {code: told.get(f"ten-{code}", "").split("\n") for code in languages()},
                kind=told.get("loai", ""), source=told.get("nguon", ""), note=told.get("ghi-chu", ""),
                forbidden={code: told.get(f"sai-{code}", "").split("\n") for code in languages()},
                since=_day(told.get("tu-ngay", "")), agency=unit_at(_number(told.get("co-quan", ""))),
                replaces=old.key if old else "",
            )  # fmt: skip
        except Refused as refusal:
            refuse_here(request, refusal)
        else:
            messages.success(request, _("Proposed. It counts once somebody else has settled it."))
            return redirect(reverse("workspace:names") + "?buoc=proposed")
    facts = {
        "old": old, "kinds": KIND_WORDS.items(), "told": request.POST,
        "fields": [(code, language, old.forms.get(code, ()) if old else (), old.forbidden.get(code, ()) if old else ())
                   for code, language in languages().items()],
    }  # fmt: skip
    return render(request, "workspace/newsroom/name_new.html", facts)


@staff("newsroom.names")
@require_POST
def name_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row = get_object_or_404(OfficialName, pk=pk)
    status = {"chinh-thuc": "official", "dang-dung": "used", "thoi": "withdrawn"}.get(deed)
    if status is None:
        raise Http404
    return done(request, lambda: settle_name(request.user, row, status), _("Saved."), reverse("workspace:names"))


@staff("newsroom.read")
def memory(request: HttpRequest) -> HttpResponse:
    """What was translated before: looked through; a file of another program taken in."""
    if request.method == "POST":
        return _take(request)
    source, target, asked = (request.GET.get(name, "") for name in ("tu", "sang", "q"))
    rows = remembered(source, target, asked).select_related("story")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    known = languages()
    shown = [
        (row, known.get(row.source_language), known.get(row.target_language), bare(row.source), bare(row.target))
        for row in page.object_list
    ]
    facts = {
        "rows": shown, "page": page, "q": asked, "source": source, "target": target, "languages": known.values(),
        "may_take": may(request.user, "newsroom.names"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/memory.html", facts)


def _take(request: HttpRequest) -> HttpResponse:
    if not may(request.user, "newsroom.names"):
        raise PermissionDenied("newsroom.names")
    file = request.FILES.get("tep")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return redirect("workspace:memory")
    try:
        new, same, refused = take_memory(request.user, file.name or "", file.read(MOST_BYTES + 1))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("%(new)s taken, %(same)s known already.") % {"new": f"{new:02d}", "same": f"{same:02d}"}
        messages.success(request, said)
        for issue in refused[:20]:
            messages.warning(request, sentence(issue))
    return redirect("workspace:memory")


@staff("newsroom.read")
def memory_file(request: HttpRequest) -> HttpResponse:
    """The memory as TMX 1.4: everything in it was public, or came in a file."""
    rows = remembered(request.GET.get("tu", ""), request.GET.get("sang", ""))[:MOST_SENT]
    data = tmx.write(
        tmx.Pairing(row.source_language, row.source, row.target_language, row.target)
        for row in rows
        if {row.source_language, row.target_language} <= set(languages())
    )
    answer = HttpResponse(data, content_type="application/x-tmx+xml")
    answer.headers["Content-Disposition"] = 'attachment; filename="bo-nho-dich.tmx"'
    return answer


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else 0
