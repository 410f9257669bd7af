"""Plans written here: from nothing or after last year's, submitted, approved by another person, put on desks.

Each verb asks the permit, makes one transaction and one journal entry. Whoever wrote a part of a plan never approves
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans import lifecycle
from nhip.plans.actions.telling import tell_plan
from nhip.plans.models.plans import Audience, Content, Objective, Plan, PlanAuthor
from nhip.plans.models.tasks import Task, TaskMove, TaskPart
from nhip.plans.queries.papers import seal_of
from nhip.plans.queries.plans import is_author
from nhip.plans.queries.sides import may_at
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def write_plan(
    asker: Account, *, unit: Unit, title: str, begins: date | None = None, ends: date | None = None,
    objectives: Sequence[str] = (), audiences: Sequence[str] = (), contents: Sequence[str] = (),
    parent: Plan | None = None, plan: Plan | None = None,
) -> Plan:  # fmt: skip
    """Begin a plan, or write a draft anew. Raises PermissionDenied, Refused for one that is no draft any more."""
    _may_write(asker, unit.pk)
    issues = [] if title.strip() else [Issue("title", "plans.title_missing", {})]
    if begins and ends and ends < begins:
        facts = {"due": f"{ends:%d/%m/%Y}", "begins": f"{begins:%d/%m/%Y}"}
        issues.append(Issue("ends", "plans.due_before_begin", facts))
    if plan is not None and (held := _locked(plan)).state != "draft":
        issues.append(Issue("state", "plans.plan_not_a_draft", {}))
    if issues:
        raise Refused(issues)
    if plan is None:
        held = Plan(unit=unit, made_by=asker, state="draft")
    held.title, held.begins, held.ends, held.parent = title.strip(), begins, ends, parent
    held.save()
    PlanAuthor.objects.get_or_create(plan=held, account=asker)
    for model, texts in ((Objective, objectives), (Audience, audiences), (Content, contents)):
        model.objects.filter(plan=held).delete()
        kept = [text.strip() for text in texts if text.strip()]
        model.objects.bulk_create(model(plan=held, position=place, text=text) for place, text in enumerate(kept, 1))
    write(asker, "plans.write_plan", held, "", {"contents": len(contents), "fresh": plan is None})
    return held


@transaction.atomic
def copy_plan(asker: Account, plan: Plan, *, unit: Unit, years: int = 1) -> Plan:
    """A draft after an earlier plan: its lines and duties, every day `years` later, for the bodies of today.

    What was done, decided and spent is not copied. Raises PermissionDenied.
    """
    _may_write(asker, unit.pk)
    made = Plan.objects.create(
        unit=unit, made_by=asker, state="draft", copied_from=plan, parent=plan.parent,
        title=_next_years(plan.title, years), begins=_later(plan.begins, years), ends=_later(plan.ends, years),
    )  # fmt: skip
    PlanAuthor.objects.create(plan=made, account=asker)
    for model in (Objective, Audience, Content):
        model.objects.bulk_create(
            model(plan=made, position=line.position, heading=line.heading, text=_next_years(line.text, years))
            for line in model.objects.filter(plan=plan)
        )
    for task in plan.tasks.filter(parent=None, instance_of=None).exclude(state="closed"):
        _copy_task(asker, made, task, years)
    write(asker, "plans.copy_plan", made, plan.number, {"from": plan.pk, "years": years})
    return made


def _copy_task(asker: Account, plan: Plan, task: Task, years: int) -> None:
    text = _next_years(task.summary or task.text, years)
    made = Task.objects.create(
        plan=plan, key=task.key, text=text, summary=text, request=task.request, state="draft", recurs=task.recurs,
        begins=_later(task.begins, years), ends=_later(task.ends, years),
        due_on=_later(task.extended_from or task.due_on, years),
    )  # fmt: skip
    fields = ("name", "role", "generic", "asked", "unit_id", "was", "question", "choices", "expanded", "moved_by")
    heads = list(task.parts.filter(of=None))
    copies = TaskPart.objects.bulk_create(
        TaskPart(task=made, **{name: getattr(part, name) for name in fields}) for part in heads
    )
    under = {part.pk: copy for part, copy in zip(heads, copies, strict=True)}
    TaskPart.objects.bulk_create(
        TaskPart(task=made, of=under[part.of_id], **{name: getattr(part, name) for name in fields})
        for part in task.parts.filter(of__in=under)
    )
    TaskMove.objects.create(task=made, verb="copy", was="", now="draft", by=asker, at=timezone.now())


@transaction.atomic
def submit(asker: Account, plan: Plan) -> Plan:
    """Hand the draft to whoever approves. Raises Refused for a plan without duties."""
    held = _move(asker, plan, "submit")
    PlanAuthor.objects.get_or_create(plan=held, account=asker)
    return held


@transaction.atomic
def take_back(asker: Account, plan: Plan) -> Plan:
    """Take a submitted plan back into writing."""
    return _move(asker, plan, "take_back")


@transaction.atomic
def return_plan(asker: Account, plan: Plan, *, reason: str) -> Plan:
    """Return a submitted plan to its authors, with the reason."""
    return _move(asker, plan, "return", reason=reason)


@transaction.atomic
def approve(asker: Account, plan: Plan) -> Plan:
    """Approve what the plan says now, bound to the hash of its content. Never by an author."""
    held = _move(asker, plan, "approve")
    held.approved_by, held.approved_at, held.seal = asker, timezone.now(), seal_of(held)
    held.save(update_fields=["approved_by", "approved_at", "seal"])
    return held


@transaction.atomic
def put_on_desks(asker: Account, plan: Plan, on: date, *, number: str = "", issued_on: date | None = None) -> Plan:
    """Adopt an approved plan: its drafted duties reach their bodies. Raises Refused when it changed since."""
    now = _locked(plan)  # as it stands, not as the caller read it
    against = [Issue("seal", "plans.changed_since_approval", {})] if seal_of(now) != now.seal else []
    held = _move(asker, now, "adopt", issues=against)
    held.adopted_on, held.number, held.issued_on = on, number.strip() or held.number, issued_on or held.issued_on
    held.save(update_fields=["adopted_on", "number", "issued_on"])
    drafted = list(held.tasks.filter(state="draft"))
    held.tasks.filter(state="draft").update(state="assigned")
    TaskMove.objects.bulk_create(
        TaskMove(task=task, verb="assign", was="draft", now="assigned", by=asker, at=timezone.now()) for task in drafted
    )
    return held


@transaction.atomic
def close_plan(asker: Account, plan: Plan, *, reason: str) -> Plan:
    """End the plan. Raises Refused while tasks are open."""
    open_tasks = plan.tasks.filter(state__in=("assigned", "accepted", "handed_in", "returned"), recurs="").count()
    against = [Issue("tasks", "plans.tasks_open", {"count": f"{open_tasks:02d}"})] if open_tasks else []
    return _move(asker, plan, "close", reason=reason, issues=against)


def _move(asker: Account, plan: Plan, verb: str, *, reason: str = "", issues: Sequence[Issue] = ()) -> Plan:
    """Lock the plan, ask who moves it and whether the table lets them, write the journal."""
    held = _locked(plan)
    move = lifecycle.MOVES[verb]
    if not may_at(asker, move.permit, held.unit_id):
        raise PermissionDenied(move.permit)
    against = [*lifecycle.refusals(verb, held.state, author=is_author(asker, held), reason=reason), *issues]
    if verb == "submit" and not held.tasks.exists():
        against.append(Issue("tasks", "plans.plan_without_duties", {}))
    if against:
        raise Refused(against)
    was, held.state, held.reason = held.state, move.now, reason.strip()[:500]
    held.save(update_fields=["state", "reason"])
    facts: dict[str, Any] = {"was": was, "now": held.state}
    write(asker, f"plans.{verb}_plan", held, reason[:300], facts)
    tell_plan(asker, held, verb, reason)
    return held


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _may_write(asker: Account, unit_id: int) -> None:
    if not may_at(asker, "plans.write", unit_id):
        raise PermissionDenied("plans.write")


def _later(day: date | None, years: int) -> date | None:
    """The same day of a later year; 29 February becomes the 28th where there is none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _next_years(text: str, years: int) -> str:
    """ "năm 2025" as "năm 2026": only years that stand after the word "năm" or "quý .../" move."""
    return lifecycle.YEAR.sub(lambda found: f"{found['before']}{int(found['year']) + years}", text)
