"""Keywords of the agencies' newsrooms: which an official page answers, which wait for one, and how it was before."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.assistant.actions.coverage import check_keyword
from nhip.assistant.queries.coverage import coverage_of
from nhip.channels.addresses import language_path
from nhip.newsroom.actions.keywords import add_keywords, end_keyword
from nhip.newsroom.languages import languages
from nhip.newsroom.queries.keywords import keywords_for
from nhip.newsroom.topics import topic_name, topics
from nhip.plans.queries.sides import home_units, names_of
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.saying import typed
from nhip.workspace.plans.deeds import done
from nhip.workspace.typed import keep_typed

PER_PAGE = 40


@staff("newsroom.read")
def keywords(request: HttpRequest) -> HttpResponse:
    """`ngon-ngu`, `chuyen-muc`, `buoc` (co, chua) narrow."""
    mine = _mine(request)
    asked = {name: request.GET.get(name, "") for name in ("ngon-ngu", "chuyen-muc", "buoc")}
    rows = list(keywords_for(request.user))
    if asked["ngon-ngu"]:
        rows = [row for row in rows if row.language == asked["ngon-ngu"]]
    if asked["chuyen-muc"]:
        rows = [row for row in rows if row.topic == asked["chuyen-muc"]]
    held = coverage_of(row.pk for row in rows)
    covered = {row.pk for row in rows if held.get(row.pk) and held[row.pk][0].covered}
    if asked["buoc"]:
        rows = [row for row in rows if (row.pk in covered) == (asked["buoc"] == "co")]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    units, tongues = names_of(request.user, sorted({row.unit_id for row in rows})), languages()
    shown = [
        {
            "row": row, "last": held.get(row.pk, [None])[0], "before": list(reversed(held.get(row.pk, []))),
            "topic": topic_name(row.topic, "vi"), "unit": units.get(row.unit_id, ""),
            "language": tongues[row.language].name if row.language in tongues else row.language,
            "tag": tongues[row.language].tag if row.language in tongues else "vi",
            "may_write": row.unit_id in mine, "portal": language_path(row.language),
        }
        for row in page.object_list
    ]  # fmt: skip
    facts = {
        "rows": shown, "page": page, "asked": typed(asked), "languages": tongues.values(), "count": len(rows),
        "covered": sum(row.pk in covered for row in rows), "may_write": bool(mine),
        "topics": [(code, topic_name(code, "vi")) for code in topics()], "units": names_of(request.user, mine).items(),
    }  # fmt: skip
    return render(request, "workspace/newsroom/keywords.html", facts)


def _mine(request: HttpRequest) -> list[int]:
    """Agencies at whose desks the asker writes."""
    return sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.write", pk))


@staff("newsroom.write")
@require_POST
def keywords_enter(request: HttpRequest) -> HttpResponse:
    """Wordings, one a line, each looked up at once."""
    told, mine = request.POST, _mine(request)
    chosen = told.get("don-vi", "")
    unit = Unit.objects.filter(pk=int(chosen) if chosen.isdigit() else (mine[0] if mine else 0), pk__in=mine).first()
    if unit is None:
        raise Http404
    try:
        made = add_keywords(
            request.user, unit, told.get("ngon-ngu", ""), told.get("chuyen-muc", ""), told.get("tu-khoa", "")
        )
    except Refused as refused:
        messages.error(request, str(refused))
        keep_typed(request, refused, reverse("workspace:keywords"))
        return redirect("workspace:keywords")
    for one in made:
        check_keyword(request.user, one)
    messages.success(request, _("%(number)s keywords were entered and looked up.") % {"number": len(made)})
    return redirect("workspace:keywords")


@staff("newsroom.write")
@require_POST
def keyword_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """`hoi`: look it up again; `thoi`: look after it no longer."""
    row = get_object_or_404(keywords_for(request.user), pk=pk)
    if not may(request.user, "newsroom.write", row.unit_id) or deed not in ("hoi", "thoi"):
        raise Http404

    def act() -> None:
        if deed == "hoi":
            check_keyword(request.user, row)
        else:
            end_keyword(request.user, row)

    words = {"hoi": _("The keyword was looked up again."), "thoi": _("The keyword is looked after no longer.")}
    return done(request, act, words[deed], reverse("workspace:keywords"))
