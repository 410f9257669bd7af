"""What stands at the desks: views, filters, search; by task and topic; a bulletin gathered from what is public."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.queries.due import by_moment
from nhip.newsroom.actions.bulletins import gather_bulletin
from nhip.newsroom.kinds import kinds
from nhip.newsroom.queries.desk import Wanted, by_task, by_topic, counts, desk_rows, gatherable
from nhip.newsroom.queries.guidance import guidance_for
from nhip.newsroom.topics import topics
from nhip.plans.queries.sides import home_units, names_of
from nhip.plans.queries.tasks import task_for
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.saying import LANGUAGES, shown, typed
from nhip.workspace.plans.deeds import typed_day

PER_PAGE = 30
VIEWS = {
    "cua-toi": ("mine", gettext_lazy("Mine")),
    "cho-toi": ("waiting", gettext_lazy("Waiting for me")),
    "du-kien": ("planned", gettext_lazy("Planned")),
    "da-hen-gio": ("scheduled", gettext_lazy("Scheduled")),
    "da-phat-hanh": ("published", gettext_lazy("Published")),
    "da-go": ("withdrawn", gettext_lazy("Taken down")),
    "tat-ca": ("all", gettext_lazy("All")),
}
GROUPS = {"theo-nhiem-vu": gettext_lazy("Grouped by task"), "theo-chuyen-muc": gettext_lazy("Grouped by topic")}


@staff("newsroom.read")
def desk(request: HttpRequest) -> HttpResponse:
    """`xem`: a view or grouping; `tim`: words; `the-loai`, `ngon-ngu`, `chuyen-muc`, `nhiem-vu`, `don-vi` narrow it."""
    view = request.GET.get("xem") or ("cho-toi" if may(request.user, "newsroom.approve") else "cua-toi")
    wanted = _wanted(request, view)
    numbers = counts(request.user, wanted)
    asked = request.GET.copy()
    for name in ("trang", "xem"):
        asked.pop(name, None)
    units = home_units(request.user)
    facts = {
        "view": view, "wanted": wanted, "asked": asked.urlencode(),
        "views": [(code, label, numbers[name]) for code, (name, label) in VIEWS.items()],
        "groups": GROUPS.items(), "kinds": kinds().values(), "languages": LANGUAGES,
        "topics": [(code, called["vi"]) for code, called in topics().items()],
        "units": names_of(request.user, sorted(units)).items() if len(units) > 1 else (),
        "task": task_for(request.user, wanted.task) if wanted.task else None,
        "may_write": may(request.user, "newsroom.write"), "may_channels": may(request.user, "channels.record"),
        "unread": [one for one in guidance_for(request.user) if not one.read],
        "narrowed": sum(map(bool, (wanted.kind, wanted.language, wanted.topic, wanted.task is not None, wanted.unit))),
    }  # fmt: skip
    if view in GROUPS:
        facts["tallies"] = _tallies(request, view, wanted)
    else:
        found = desk_rows(request.user, wanted)
        found = by_moment(found) if wanted.view == "scheduled" else found
        sheet = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
        names = names_of(request.user, [row.story.unit_id for row in sheet])
        facts |= {"found": sheet, "rows": [shown(row, names) for row in sheet]}
    return render(request, "workspace/newsroom/desk.html", facts)


def _wanted(request: HttpRequest, view: str) -> Wanted:
    asked = request.GET
    name = VIEWS[view][0] if view in VIEWS else "all"
    return Wanted(
        view=name, words=asked.get("tim", "").strip()[:200], kind=asked.get("the-loai", ""),
        language=asked.get("ngon-ngu", ""), topic=asked.get("chuyen-muc", ""), task=_number(asked.get("nhiem-vu")),
        unit=_number(asked.get("don-vi")),
    )  # fmt: skip


def _tallies(request: HttpRequest, view: str, wanted: Wanted) -> list[tuple[str, str, int, int]]:
    """What the stories belong to: its name, the way to its stories, how many, how many of them public."""
    home = reverse("workspace:newsroom")
    if view == "theo-nhiem-vu":
        found = by_task(request.user, replace(wanted, task=None))
        none = desk_rows(request.user, replace(wanted, view="all", task=0)).count()
        rows = [(one.name, f"{home}?xem=tat-ca&nhiem-vu={one.key}", one.stories, one.public) for one in found]
        said = str(gettext_lazy("Without a task"))
        return [*rows, (said, f"{home}?xem=tat-ca&nhiem-vu=0", none, 0)] if none else rows
    found = by_topic(request.user, replace(wanted, topic=""))
    called = {code: names["vi"] for code, names in topics().items()}
    return [
        (called.get(str(one.key), one.name), f"{home}?xem=tat-ca&chuyen-muc={one.key}", one.stories, one.public)
        for one in found
    ]


@staff("newsroom.write")
def bulletin(request: HttpRequest) -> HttpResponse:
    """Published stories chosen for a bulletin; it opens in the editor as a draft."""
    mine = sorted(pk for pk in home_units(request.user) if may(request.user, "newsroom.write", pk))
    told = request.POST if request.method == "POST" else request.GET
    language = told.get("ngon-ngu", "vi")
    trouble = ""
    if request.method == "POST":
        chosen_unit = _number(told.get("don-vi")) or (mine[0] if mine else 0)
        unit = Unit.objects.filter(pk__in=mine, pk=chosen_unit).first()
        if unit is None:
            raise Http404
        chosen = [int(one) for one in told.getlist("tin") if one.isdigit()]
        try:
            made = gather_bulletin(
                request.user,
                unit,
                told.get("ten", ""),
                chosen,
                language=language,
                planned_on=typed_day(request, "ngay"),
            )
            return redirect("wagtailadmin_pages:edit", made.pk)
        except Refused as refused:
            trouble = str(refused)
    rows = list(gatherable(language)[:60])
    names = names_of(request.user, [row.story.unit_id for row in rows] + mine)
    facts = {
        "rows": [shown(row, names) for row in rows], "told": typed(told), "trouble": trouble, "languages": LANGUAGES,
        "language": language, "units": [(pk, names.get(pk, "")) for pk in mine],
        "chosen": told.getlist("tin"),
    }  # fmt: skip
    return render(request, "workspace/newsroom/bulletin.html", facts)


def _number(typed: str | None) -> int | None:
    return int(typed) if (typed or "").isdigit() else None
