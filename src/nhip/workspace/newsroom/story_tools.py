"""Beside a story: who else may see the draft and until when, maps looked at, the shelf, where it belongs, its print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.newsroom.actions.maps import check_map
from nhip.newsroom.actions.previews import LONGEST, make_preview, revoke_preview
from nhip.newsroom.actions.shelf import shelve_story
from nhip.newsroom.actions.stories import save_text
from nhip.newsroom.checklist import Point
from nhip.newsroom.kinds import kinds
from nhip.newsroom.queries.previews import closed, token_of
from nhip.newsroom.queries.stories import draft_of, map_right, shown_in, stages_for
from nhip.newsroom.states import SHOWN
from nhip.newsroom.topics import topics
from nhip.newsroom.uses import uses
from nhip.plans.queries.sides import names_of
from nhip.plans.queries.tasks import tasks_for
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.newsroom.letterhead import letterhead_of
from nhip.workspace.newsroom.people import DEEDS, act_on_people, people_of
from nhip.workspace.plans.deeds import asked_unit, done, typed_day

if TYPE_CHECKING:
    from nhip.newsroom.models.stages import Stage
    from nhip.newsroom.models.stories import Story

SAID = {
    "preview": gettext_lazy("The link is ready: copy it and send it to this one person."),
    "end-preview": gettext_lazy("The link shows nothing any more."),
    "map": gettext_lazy("What you saw on the map is recorded."),
    "shelve": gettext_lazy("It stands on the shared shelf."),
    "belongs": gettext_lazy("Saved."),
    "people-say": gettext_lazy("Saved."),
    "people-add": gettext_lazy("The consent is attached."),
    "people-drop": gettext_lazy("Saved."),
}


def tools_of(request: HttpRequest, row: Stage, draft: Story, points: Sequence[Point]) -> dict[str, object]:
    """What the page of a story shows of these for the asker."""
    unit, story = row.story.unit_id, row.story
    inside = may(request.user, "newsroom.write", unit) or may(request.user, "newsroom.approve", unit)
    now = timezone.now()
    links = []
    for link in story.preview_links.select_related("by") if inside else ():
        holds = link.revoked_at is None and link.until > now and not closed(row)
        address = request.build_absolute_uri(reverse("portal:preview", args=[token_of(link)])) if holds else ""
        links.append((link, address))
    maps = {one.pk: one for one, _alt in shown_in(draft) if one.is_map}
    return {
        "inside": inside, "previews": links, "preview_closed": bool(closed(row)), "longest": LONGEST,
        "maps": [(one, map_right(one)) for one in maps.values()],
        "on_shelf": story.shelved.filter(withdrawn_at__isnull=True).first(),
        "may_shelve": row.public in SHOWN and may(request.user, "newsroom.shelve", unit), "uses": uses().values(),
        "all_topics": [(code, called["vi"]) for code, called in topics().items()],
        "place_name": names_of(request.user, [draft.place_id]).get(draft.place_id, "") if draft.place_id else "",
        "topic_name": topics().get(draft.topic, {}).get("vi", draft.topic),
        "tasks": _tasks(request, unit) if inside else (), **people_of(request, row, draft),
    }  # fmt: skip


def _tasks(request: HttpRequest, unit: int) -> list[tuple[int, str]]:
    """Open tasks in which the agency has a part, those due first."""
    rows = tasks_for(request.user).filter(parts__unit=unit).exclude(state__in=("draft", "done", "cancelled"))
    found = rows.order_by("due_on", "pk").distinct()[:60]
    return [(one.pk, (one.summary or one.text)[:90]) for one in found]


@staff("newsroom.read")
@require_POST
def story_tool(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    row, told = _stage(request, pk), request.POST
    story = row.story

    def act() -> None:
        if deed == "preview":
            make_preview(request.user, story, told.get("cho", ""), _number(told.get("ngay")))
        elif deed == "end-preview":
            revoke_preview(request.user, get_object_or_404(story.preview_links, pk=_number(told.get("lien-ket"))))
        elif deed == "map":
            held = {one.pk: one for one, _alt in shown_in(draft_of(story))}
            picture = held.get(_number(told.get("anh")))
            if picture is None or told.get("dung") not in ("co", "khong"):
                raise Http404
            check_map(request.user, story, picture, right=told["dung"] == "co")
        elif deed == "shelve":
            users = list(Unit.objects.filter(pk__in=typed_units(request, told.get("noi-dung-duoc", ""))))
            until = typed_day(request, "den-ngay")
            shelve_story(request.user, story, ways=told.getlist("cach"), users=users, until=until)
        elif deed == "belongs":
            _belongs(request, story)
        elif deed in DEEDS:
            act_on_people(request, story, deed)
        else:
            raise Http404

    return done(request, act, str(SAID.get(deed, "")), reverse("workspace:story", args=[pk]))


def _belongs(request: HttpRequest, story: Story) -> None:
    """The topic, the place and the task, as typed. Raises Refused for a place or topic nobody knows."""
    told, issues = request.POST, []
    place, said = asked_unit(request, told.get("dia-ban", "")), told.get("dia-ban", "").strip()
    if place == 0:
        issues.append(Issue("place", "plans.body_unknown", {"name": said}))
    topic = told.get("chuyen-muc", "")
    if topic and topic not in topics():
        issues.append(Issue("topic", "newsroom.topic_unknown", {"topic": topic}))
    if issues:
        raise Refused(issues)
    task = tasks_for(request.user).filter(pk=_number(told.get("nhiem-vu"))).first()
    place_row = Unit.objects.filter(pk=place).first() if place else None
    save_text(request.user, story, topic=topic, place=place_row, task=task)


def typed_units(request: HttpRequest, said: str) -> list[int]:
    """Agencies typed by name between semicolons. Raises Refused for a name not known."""
    found, issues = [], []
    for one in (part.strip() for part in said.replace("\n", ";").split(";")):
        if not one:
            continue
        pk = asked_unit(request, one)
        if pk:
            found.append(pk)
        else:
            issues.append(Issue("users", "plans.body_unknown", {"name": one}))
    if issues:
        raise Refused(issues)
    return found


@staff("newsroom.read")
def story_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as an office prints it; a press release with its number, contact and embargo line."""
    row = _stage(request, pk)
    names = names_of(request.user, [row.story.unit_id])
    facts = {
        "stage": row, "story": row.story, "draft": draft_of(row.story), "unit": names.get(row.story.unit_id, ""),
        "kind": kinds().get(row.story.kind), **letterhead_of(row.story.unit_id),
    }  # fmt: skip
    return render(request, "workspace/newsroom/print.html", facts)


def _stage(request: HttpRequest, pk: int) -> Stage:
    found = stages_for(request.user).filter(story=pk).first()
    if found is None:
        raise Http404
    return found


def _number(typed: str | None) -> int:
    return int(typed) if (typed or "").isdigit() else 0
