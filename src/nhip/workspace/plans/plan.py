"""One plan: its tasks, what it says, what must be decided, how far it came down, its topics and its money."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nhip.agencies.models.units import Unit
from nhip.documents.queries.composed import FORMS, NotComposable
from nhip.plans.actions import cascade, settling, tasks, topics, writing
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.models.topics import Topic
from nhip.plans.proposing import Proposal
from nhip.plans.queries import cascade as going_down
from nhip.plans.queries.campaigns import campaigns_for
from nhip.plans.queries.papers import composed
from nhip.plans.queries.plans import OpenQuestion, deeds_on, open_questions, plans_for, proposals_for
from nhip.plans.queries.sides import home_units, may_at, names_of
from nhip.plans.queries.tasks import Wanted, standing_of, tally, tasks_found
from nhip.workspace.guarding import staff
from nhip.workspace.plans.deeds import bodies_here, done, named, plan_or_404, typed_bodies, typed_day

SECTIONS = (
    ("nhiem-vu", gettext_lazy("Tasks")),
    ("quyet-dinh", gettext_lazy("To decide")),
    ("noi-dung", gettext_lazy("Content")),
    ("trien-khai", gettext_lazy("Going down")),
    ("chu-de", gettext_lazy("Topics")),
    ("kinh-phi", gettext_lazy("Money")),
    ("chien-dich", gettext_lazy("Campaigns")),
)

ENDED = ("done", "closed")
HELPING = ("coordinating", "guiding")
COVERAGE = (
    ("audience", gettext_lazy("Audience")),
    ("language", gettext_lazy("Language")),
    ("channel", gettext_lazy("Channel")),
)


@staff("plans.read")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    held, today = plan_or_404(request, pk), timezone.localdate()
    section = request.GET.get("muc", "nhiem-vu")
    if section not in dict(SECTIONS):
        raise Http404
    every = list(tasks_found(request.user, Wanted(plan=held.pk), today))
    asker = request.user
    names = names_of(asker, [held.unit_id] if held.unit_id else [])
    adopts = may_at(asker, "plans.adopt", held.unit_id)
    questions = open_questions(asker, held) if adopts else ()
    facts = {
        "plan": held, "section": section, "sections": SECTIONS, "issuer": names.get(held.unit_id, ""),
        "tally": tally(every, today), "deeds": deeds_on(asker, held), "questions": questions, "today": today,
        "may_adopt": adopts, "may_judge": may_at(asker, "plans.judge", held.unit_id),
        "may_write": may_at(asker, "plans.write", held.unit_id),
    }  # fmt: skip
    return render(request, "workspace/plans/plan.html", facts | _section(request, held, section, every))


def _section(request: HttpRequest, held: Plan, section: str, every: list[object]) -> dict[str, object]:
    asker = request.user
    if section == "nhiem-vu":
        drafting = held.state == "draft" and "submit" in deeds_on(asker, held)
        rows = rows_of(request, every)
        return {
            "rows": [row for row in rows if row["task"].state not in ENDED],
            "ended": [row for row in rows if row["task"].state in ENDED],
            "bodies": bodies_here(request), "strikes": drafting,
            "campaigns": campaigns_for(asker).filter(plan=held, evaluated_at=None),
        }  # fmt: skip
    if section == "quyet-dinh":
        asked = open_questions(asker, held)
        proposed = {}
        if held.document_id:
            proposed = {one.question.name: one for one in proposals_for(asker, held.document, held.adopted_on)}
        return {
            "asked": [_asked(request, one, proposed.get(one.name)) for one in asked],
            "classes": _open_classes(held),
            "bodies": bodies_here(request),
        }
    if section == "trien-khai":
        steps = going_down.board(asker, held)
        homes = home_units(asker)
        return {
            "steps": steps,
            "issued": sum(step.stands == "issued" for step in steps),
            "received": sum(step.receipt is not None for step in steps),
            "passed_on": sum(bool(step.receipt and step.receipt.disseminated_on) for step in steps),
            "mine": [step for step in steps if step.unit in homes and may_at(asker, "plans.work", step.unit)],
        }
    if section == "chu-de":
        by = request.GET.get("theo", "audience")
        by = by if by in ("audience", "language", "channel") else "audience"
        return {
            "by": by,
            "ways": COVERAGE,
            "kinds": Topic.Kind.choices,
            "matrix": going_down.coverage_of(asker, held, by),
        }
    if section == "kinh-phi":
        return {"money": going_down.money_of(asker, held)}
    if section == "chien-dich":
        return {"campaigns": campaigns_for(asker).filter(plan=held)}
    places = anchors_of(held)
    return {
        "above": plans_for(asker).exclude(pk=held.pk).filter(state="adopted")[:50],
        "said": [
            (_("Objectives"), [(line, f"#v-objectives-{line.position - 1}") for line in held.objectives.all()]),
            (_("Audiences"), [(line, f"#v-audiences-{line.position - 1}") for line in held.audiences.all()]),
            (_("Contents"), [(line, places.get(line.key, "")) for line in held.contents.all()]),
        ],
    }


def _asked(request: HttpRequest, question: OpenQuestion, proposal: Proposal | None) -> dict[str, object]:
    """A question with its choices; those that a rule proposes are ticked beforehand, for a person to confirm."""
    ticked = proposal.units if proposal else ()
    units = tuple(dict.fromkeys((*question.choices, *ticked)))
    return {
        "question": question,
        "choices": [(unit, name, unit in ticked) for unit, name in named(request, units)],
        "ground": proposal.ground if proposal else "",
    }


def _open_classes(held: Plan) -> list[dict[str, object]]:
    """Classes with several open members: one decision can answer for all of them."""
    found: dict[str, list[TaskPart]] = {}
    open_parts = TaskPart.objects.filter(task__plan=held, of__isnull=False).exclude(question="").select_related("of")
    for part in open_parts:
        found.setdefault(part.of.name, []).append(part)
    rows = []
    for name, parts in found.items():
        members = {part.was or part.name for part in parts}
        bodies = {unit for part in parts for unit in part.choices}
        if len(members) > 1 and bodies:
            rows.append({"name": name, "members": len(members), "bodies": len(bodies)})
    return rows


def anchors_of(plan: Plan) -> dict[str, str]:
    """Where each duty and content of the record lights up on the page of the plan's document, by its key."""
    sealed = plan.document.confirmations.filter(withdrawn_at=None).first() if plan.document else None
    rows = (sealed.record.get("tasks") or ()) if sealed else ()
    return {row["id"]: f"#v-tasks-{place}" for place, row in enumerate(rows)}


def rows_of(request: HttpRequest, found: list[object]) -> list[dict[str, object]]:
    """Tasks as a list shows them: standing, who does it, who helps."""
    today = timezone.localdate()
    ids = {part.unit_id for task in found for part in task.parts.all() if part.unit_id}
    names = names_of(request.user, list(ids))
    return [
        {
            "task": task,
            "standing": standing_of(task, today),
            "days": (today - task.due_on).days if task.due_on else 0,
            "does": _said(task, ("lead", "implementing", "requested"), names),
            "helps": len(
                [part for part in task.parts.all() if part.role in ("coordinating", "guiding") and not part.of_id]
            ),
            "open": sum(1 for part in task.parts.all() if part.question and part.role in ("lead", "implementing")),
        }
        for task in found
    ]


def _said(task: object, roles: tuple[str, ...], names: dict[int, str]) -> list[str]:
    parts = [part for part in task.parts.all() if part.role in roles and part.of_id is None]
    return list(dict.fromkeys(names.get(part.unit_id, part.name) if part.unit_id else part.name for part in parts))


SAID = {
    "submit": gettext_lazy("Submitted for approval."),
    "take_back": gettext_lazy("Taken back into writing."),
    "return": gettext_lazy("Returned to its authors."),
    "approve": gettext_lazy("Approved. Your name, the time and the hash of the content are kept."),
    "adopt": gettext_lazy("The plan stands on the desks of its agencies."),
    "close": gettext_lazy("The plan is closed."),
    "settle": gettext_lazy("Settled. The journal keeps your decision."),
    "settle-class": gettext_lazy("Settled. The journal keeps your decision."),
    "receive": gettext_lazy("Receipt kept."),
    "disseminate": gettext_lazy("Dissemination kept."),
    "assign": gettext_lazy("Assigned."),
    "strike": gettext_lazy("Taken out."),
    "place-under": gettext_lazy("Saved."),
    "add-topic": gettext_lazy("Saved."),
    "retire-topic": gettext_lazy("Taken out."),
}


@require_POST
@staff("plans.read")
def plan_do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """One deed on one plan; what stands against it is said on the page it came from."""
    held = plan_or_404(request, pk)
    if deed not in SAID:
        raise Http404
    section = request.POST.get("muc", "")
    back = reverse("workspace:plan", args=(pk,)) + (f"?muc={section}" if section in dict(SECTIONS) else "")
    said = _("Written into the draft.") if deed == "assign" and held.state == "draft" else str(SAID[deed])
    return done(request, lambda: _do(request, held, deed), said, back)


def _do(request: HttpRequest, held: Plan, deed: str) -> object:
    asker, said, today = request.user, request.POST.get, timezone.localdate()
    reason, decision = said("reason", ""), said("decision", "")
    match deed:
        case "submit":
            return writing.submit(asker, held)
        case "take_back":
            return writing.take_back(asker, held)
        case "return":
            return writing.return_plan(asker, held, reason=reason)
        case "approve":
            return writing.approve(asker, held)
        case "adopt":
            number, issued = said("number", ""), typed_day(request, "issued_on")
            return writing.put_on_desks(asker, held, today, number=number, issued_on=issued)
        case "close":
            return writing.close_plan(asker, held, reason=reason)
        case "settle":
            units = [*request.POST.getlist("units"), *typed_bodies(request, "others")]
            only = request.POST.getlist("tasks") or None
            return settling.settle(
                asker, held, name=said("name", ""), was=said("was", ""), units=units, decision=decision, tasks=only
            )
        case "settle-class":
            return settling.settle_class(asker, held, name=said("name", ""), decision=decision)
        case "receive" | "disseminate":
            unit = Unit.objects.filter(pk=said("unit", "0")).first()
            if unit is None:
                raise Http404
            if deed == "receive":
                return cascade.receive(asker, held, unit)
            return cascade.disseminate(asker, held, unit, on=typed_day(request, "on") or today, how=said("how", ""))
        case "place-under":
            above = plans_for(asker).filter(pk=said("parent") or 0).first()
            return cascade.place_under(asker, held, above)
        case "add-topic":
            under = held.topics.filter(pk=said("parent") or 0).first()
            return topics.add_topic(asker, held, name=said("name", ""), kind=said("kind", "theme"), parent=under)
        case "retire-topic":
            topic = held.topics.filter(pk=said("topic", "0")).first()
            if topic is None:
                raise Http404
            return topics.retire_topic(asker, topic)
        case "strike":
            task = held.tasks.filter(pk=said("task", "0")).first()
            if task is None:
                raise Http404
            return tasks.strike(asker, task)
        case _:
            return _assign(request, held)


def _assign(request: HttpRequest, held: Plan) -> object:
    parts = {role: typed_bodies(request, role) for role in TaskPart.Role.values if request.POST.get(role, "").strip()}
    made = tasks.assign(
        request.user, plan=held, text=request.POST.get("text", ""), due_on=typed_day(request, "due_on"), parts=parts,
        ground=request.POST.get("decision", ""), draft=held.state == "draft",
        campaign=campaigns_for(request.user).filter(plan=held, pk=request.POST.get("campaign") or 0).first(),
    )  # fmt: skip
    rule = request.POST.get("recurs", "")
    if rule:
        tasks.repeat(request.user, made, rule=rule, ground=request.POST.get("decision", ""))
    return made


@staff("plans.read")
def plan_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The plan as a document in the layout of Decree 30/2020."""
    held = plan_or_404(request, pk)
    if form not in FORMS:
        raise Http404
    try:
        content = composed(request.user, held, form)
    except NotComposable as error:
        said = {
            "no_converter": _("This machine has no LibreOffice, which makes the PDF. Take the Word file."),
        }.get(error.code, _("The plan lacks its issuing agency, so no document can be composed."))
        messages.warning(request, said)
        return redirect("workspace:plan", pk)
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="ke-hoach-{held.pk}.{form}"'
    return answer
