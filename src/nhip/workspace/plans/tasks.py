"""Tasks: found, shown, moved."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.newsroom.queries.desk import of_task
from nhip.plans.actions import duties, funding
from nhip.plans.actions import tasks as deeds
from nhip.plans.actions.topics import tag_task
from nhip.plans.adoption import day
from nhip.plans.landing import OPEN_CIRCLES
from nhip.plans.models.tasks import Task, TaskPart
from nhip.plans.models.topics import Topic
from nhip.plans.queries.activities import activities
from nhip.plans.queries.sides import home_units, names_of
from nhip.plans.queries.tasks import Wanted, shown, tasks_found
from nhip.plans.recurring import RULES, suggested_rule
from nhip.text.issues import Issue
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import asked_unit, bodies_here, done, task_or_404, typed_bodies, typed_day, typed_number
from nhip.workspace.plans.plan import anchors_of, rows_of

VIEWS = (
    ("open", gettext_lazy("Open")),
    ("overdue", gettext_lazy("Overdue")),
    ("returned", gettext_lazy("Returned")),
    ("waiting", gettext_lazy("Waiting for acceptance")),
    ("done", gettext_lazy("Done")),
    ("", gettext_lazy("All")),
)


@staff("plans.read")
def tasks(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted, mine = _wanted(request)
    page = Paginator(tasks_found(request.user, wanted, today), 40).get_page(request.GET.get("trang"))
    facts = {
        "found": page, "rows": rows_of(request, list(page)), "views": VIEWS, "wanted": wanted, "mine": mine,
        "body": request.GET.get("co-quan", ""), "bodies": bodies_here(request), "today": today,
        "asked": request.GET.urlencode(),
        "narrowed": sum((wanted.unit is not None, wanted.standing != "open", mine)),
    }  # fmt: skip
    return render(request, "workspace/plans/tasks.html", facts)


@staff("plans.read")
def tasks_csv(request: HttpRequest) -> HttpResponse:
    """The tasks of the list as a table for Excel (UTF-8 with its mark, as Excel wants it)."""
    wanted, _mine = _wanted(request)
    rows = rows_of(request, list(tasks_found(request.user, wanted, timezone.localdate())[:5000]))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="nhiem-vu.csv"'
    sheet = csv.writer(answer)
    sheet.writerow(["Kế hoạch", "Mã", "Nhiệm vụ", "Chủ trì, thực hiện", "Thời hạn", "Trạng thái", "Tình trạng"])
    for row in rows:
        task = row["task"]
        sheet.writerow(
            _plain(cell)
            for cell in (
                task.plan.number or task.plan.title if task.plan else "", task.key, task.summary or task.text,
                "; ".join(row["does"]), f"{task.due_on:%d/%m/%Y}" if task.due_on else "", task.get_state_display(),
                "Quá hạn" if row["standing"] == "overdue" else "",
            )
        )  # fmt: skip
    return answer


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _wanted(request: HttpRequest) -> tuple[Wanted, bool]:
    asked = request.GET
    standing = asked.get("tinh-trang", "open")
    mine = asked.get("cua-toi") == "1"
    wanted = Wanted(
        words=asked.get("tim", "").strip(),
        unit=asked_unit(request, asked.get("co-quan", "")),
        standing=standing if standing in dict(VIEWS) else "open",
        mine=home_units(request.user) if mine else None,
    )
    return wanted, mine


@staff("plans.read")
def task(request: HttpRequest, pk: int) -> HttpResponse:
    held = task_or_404(request, pk)
    page = shown(request.user, held, timezone.localdate())
    ids = [part.unit_id for part in held.parts.all() if part.unit_id]
    names = names_of(request.user, ids)
    groups = []
    for role, label in TaskPart.Role.choices:
        parts = [_part(part, names) for part in page.parts if part.role == role]
        if parts:
            groups.append((label, parts))
    facts = {
        "task": held, "shown": page, "groups": groups, "today": timezone.localdate(), "rules": RULES,
        "suggested": dict(RULES).get(suggested_rule(held.text) or "", ""), "bodies": bodies_here(request),
        "handing": [(part.pk, names.get(part.unit_id, part.name)) for part in held.parts.all() if part.unit_id],
        "activities": activities(request.user).filter(task=held).exclude(state="cancelled").order_by("-on", "-pk")[:20],
        "may_log": "report_progress" in page.deeds and may(request.user, "plans.record"),
        "limit_said": "" if day(held.deadline) else held.deadline or "",
        "money": held.funding.prefetch_related("steps"), "anchor": _anchor(held),
        "topics": _topics(held),
        "stories": of_task(request.user, held.pk)[:20] if may(request.user, "newsroom.read") else (),
        "may_write_story": may(request.user, "newsroom.write") and held.state != "draft",
    }  # fmt: skip
    return render(request, "workspace/plans/task.html", facts)


def _topics(task: Task) -> list[tuple[Topic, bool]]:
    """The topics of the plan, each with whether the task is about it."""
    tagged = {topic.pk for topic in task.topics.all()}
    found = task.plan.topics.filter(retired=False).order_by("pk") if task.plan else ()
    return [(topic, topic.pk in tagged) for topic in found]


def _anchor(task: Task) -> str:
    """Where the duty lights up on the page of its document; a piece leads to its task."""
    key = task.parent.key if task.parent else task.key.partition("@")[0]
    return anchors_of(task.plan).get(key, "") if task.plan else ""


def _part(part: TaskPart, names: dict[int, str]) -> dict[str, object]:
    members = list(part.members.all())
    bodies = dict.fromkeys(names.get(one.unit_id, one.name) for one in members if one.unit_id)
    return {
        "part": part,
        "name": names.get(part.unit_id, part.name) if part.unit_id else part.name,
        "renamed": bool(part.unit_id and not names.get(part.unit_id, part.name).startswith(part.name)),
        "bodies": list(bodies),
        "open": sum(1 for one in members if one.question),
        "circle": part.question in OPEN_CIRCLES,
    }


SAID = {
    "assign": gettext_lazy("Assigned."),
    "accept": gettext_lazy("Taken on."),
    "split": gettext_lazy("Split."),
    "report_progress": gettext_lazy("Progress kept."),
    "hand_in": gettext_lazy("Handed in; it waits for acceptance."),
    "take_back": gettext_lazy("Taken back."),
    "accept_hand_in": gettext_lazy("Accepted: the task is done."),
    "return_hand_in": gettext_lazy("Returned with your reason."),
    "extend": gettext_lazy("The time limit was moved."),
    "hand_over": gettext_lazy("Handed over."),
    "close": gettext_lazy("Closed."),
    "repeat": gettext_lazy("Saved."),
    "tag": gettext_lazy("Saved."),
    "propose": gettext_lazy("Money proposed."),
    "advance": gettext_lazy("Step kept."),
}


@require_POST
@staff("plans.read")
def task_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """One move of one task."""
    held = task_or_404(request, pk)
    if deed not in SAID:
        raise Http404
    return done(request, lambda: _do(request, held, deed), str(SAID[deed]), reverse("workspace:task", args=(pk,)))


def _do(request: HttpRequest, held: Task, deed: str) -> object:
    asker, said = request.user, request.POST.get
    match deed:
        case "assign":
            return deeds.assign_draft(asker, held)
        case "accept":
            return deeds.accept(asker, held)
        case "split":
            return deeds.split(asker, held, pieces=said("pieces", "").splitlines(), due_on=typed_day(request, "due_on"))
        case "report_progress":
            percent = int(said("percent")) if said("percent", "").isdigit() else None
            return deeds.report_progress(asker, held, text=said("text", ""), percent=percent, link=said("link", ""))
        case "hand_in":
            return deeds.hand_in(asker, held, result=said("result", ""))
        case "take_back":
            return deeds.take_back(asker, held)
        case "accept_hand_in":
            return deeds.accept_hand_in(asker, held, note=said("reason", ""))
        case "return_hand_in":
            return deeds.return_hand_in(asker, held, reason=said("reason", ""))
        case "extend":
            if (due_on := typed_day(request, "due_on")) is None:
                raise Refused([Issue("due_on", "plans.day_missing", {})])
            return deeds.extend(asker, held, due_on=due_on, decision=said("decision", ""))
        case "hand_over":
            return _hand_over(request, held)
        case "close":
            return deeds.close(asker, held, reason=said("reason", ""))
        case "tag":
            return tag_task(asker, held, [int(pk) for pk in request.POST.getlist("topics") if pk.isdigit()])
        case "repeat":
            made = deeds.repeat(asker, held, rule=said("rule", ""), ground=said("decision", ""))
            return duties.make_instances(asker, made, timezone.localdate())
        case _:
            return _money(request, held, deed)


def _hand_over(request: HttpRequest, held: Task) -> object:
    part = held.parts.filter(pk=request.POST.get("part", "0")).first()
    units = typed_bodies(request, "unit")
    if part is None or len(units) != 1:
        raise Refused([Issue("unit", "plans.one_body", {})])
    return deeds.hand_over(request.user, held, part=part, unit=units[0], decision=request.POST.get("decision", ""))


def _money(request: HttpRequest, held: Task, deed: str) -> object:
    today, said = timezone.localdate(), request.POST.get
    if deed == "propose":
        return funding.propose(
            request.user, held, what=said("what", ""), quantity=typed_number(request, "quantity"),
            measure=said("measure", ""), norm=typed_number(request, "norm"), on=today,
            norm_basis=said("norm_basis", ""), source=said("source", ""),
        )  # fmt: skip
    line = held.funding.filter(pk=said("line", "0")).first()
    if line is None:
        raise Http404
    return funding.advance(
        request.user, line, state=said("state", ""), amount=typed_number(request, "amount"), on=today,
        ground=said("decision", ""),
    )  # fmt: skip
