"""Verbs of tasks: one table of moves (`plans.states`), one way through it.

Each verb asks the permit, makes one transaction, keeps one move and writes one journal entry. What one person handed
in, the same person never accepts or returns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.fetching import written
from nhip.plans import states
from nhip.plans.actions.telling import tell_move
from nhip.plans.models.tasks import Progress, Task, TaskMove, TaskPart
from nhip.plans.queries.sides import is_doer, is_giver, may_at, names_of
from nhip.plans.recurring import RULES
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.campaigns import Campaign
    from nhip.plans.models.plans import Plan


@transaction.atomic
def assign(
    asker: Account, *, plan: Plan | None, text: str, due_on: date | None, parts: Mapping[str, Sequence[str]],
    begins: date | None = None, ground: str = "", campaign: Campaign | None = None, draft: bool = False,
) -> Task:  # fmt: skip
    """Lay a new task on desks. `parts`: role -> keys of units; somebody must lead or carry it out.

    With `draft` it stands in a plan still being written and reaches nobody before the plan is adopted.
    Raises PermissionDenied, Refused.
    """
    verb = "plans.write" if draft else "plans.judge"
    if not may_at(asker, verb, plan.unit_id if plan else None):
        raise PermissionDenied(verb)
    _check_new(text, begins, due_on, parts)
    if draft and (plan is None or plan.state != "draft"):
        raise Refused([Issue("state", "plans.plan_not_a_draft", {})])
    number = Task.objects.filter(plan=plan, parent=None).count() + 1
    task = Task.objects.create(
        plan=plan, key=_free_key(plan, f"N{number:02d}"), text=text.strip(), summary=text.strip(), begins=begins,
        ends=due_on, due_on=due_on, state="draft" if draft else "assigned", campaign=campaign,
    )  # fmt: skip
    _give_parts(asker, task, parts, ground)
    move = _keep(asker, task, "assign", "", ground=ground)
    facts = {"due_on": due_on, "draft": draft, "parts": {role: list(units) for role, units in parts.items()}}
    write(asker, "plans.assign", task, ground, facts)
    tell_move(asker, task, "assign", move.pk)
    return task


@transaction.atomic
def strike(asker: Account, task: Task) -> None:
    """Take a drafted task out of a plan still being written: nobody has seen it, so nothing of it is kept."""
    held = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task.pk)
    plan = held.plan
    if plan is None or not may_at(asker, "plans.write", plan.unit_id):
        raise PermissionDenied("plans.write")
    if held.state != "draft" or plan.state != "draft":
        raise Refused([Issue("state", "plans.plan_not_a_draft", {})])
    write(asker, "plans.strike", held, "", {"key": held.key, "plan": plan.pk})
    held.delete()


@transaction.atomic
def assign_draft(asker: Account, task: Task) -> Task:
    """Put a task of an adopted plan, written as a draft, on the desks of its bodies."""
    return _move(asker, task, "assign")


@transaction.atomic
def accept(asker: Account, task: Task) -> Task:
    """The agency takes the task on."""
    return _move(asker, task, "accept")


@transaction.atomic
def split(asker: Account, task: Task, *, pieces: Sequence[str], due_on: date | None = None) -> list[Task]:
    """Cut a task into pieces, done by the same bodies. Raises Refused for an empty piece or a later limit."""
    wanted = [text.strip() for text in pieces if text.strip()]
    issues = [] if wanted else [Issue("pieces", "plans.pieces_missing", {})]
    if due_on and task.due_on and due_on > task.due_on:
        issues.append(Issue("due_on", "plans.piece_after_task", {"due": f"{task.due_on:%d/%m/%Y}"}))
    held = _move(asker, task, "split", issues=issues, facts={"pieces": len(wanted)})
    number = held.pieces.count()
    made = [
        Task(
            plan=held.plan, parent=held, key=_free_key(held.plan, f"{held.key}.{number + place}"), text=text,
            summary=text, state="assigned", begins=held.begins, ends=due_on or held.ends, due_on=due_on or held.due_on,
        )
        for place, text in enumerate(wanted, 1)
    ]  # fmt: skip
    return Task.objects.bulk_create(made)


@transaction.atomic
def report_progress(
    asker: Account, task: Task, *, text: str, percent: int | None = None, link: str = "", unit: Unit | None = None
) -> Progress:
    """Say how far the task is, with a link as evidence where there is one."""
    issues = [] if text.strip() else [Issue("text", "plans.progress_empty", {})]
    if percent is not None and not 0 <= percent <= 100:
        issues.append(Issue("percent", "plans.percent_beyond", {}))
    address = written(link) if link.strip() else ""
    if isinstance(address, Issue):
        issues.append(address)
    held = _move(asker, task, "report_progress", issues=issues, facts={"percent": percent, "link": bool(link)})
    return Progress.objects.create(
        task=held, unit=unit, by=asker, at=timezone.now(), percent=percent, text=text.strip(), link=str(address)
    )


@transaction.atomic
def hand_in(asker: Account, task: Task, *, result: str) -> Task:
    """Hand the result in for acceptance. Raises Refused while pieces of the task are open."""
    held = _move(asker, task, "hand_in", reason=result)
    held.handed_in_at, held.handed_in_by, held.result = timezone.now(), asker, result.strip()
    held.save(update_fields=["handed_in_at", "handed_in_by", "result"])
    return held


@transaction.atomic
def take_back(asker: Account, task: Task) -> Task:
    """Take a hand-in back before anybody judged it."""
    held = _move(asker, task, "take_back")
    return _no_hand_in(held)


@transaction.atomic
def accept_hand_in(asker: Account, task: Task, *, note: str = "") -> Task:
    """The result counts: the task is done, on the day it was handed in."""
    held = _move(asker, task, "accept_hand_in", reason=note)
    held.done_at = timezone.now()
    held.save(update_fields=["done_at"])
    return held


@transaction.atomic
def return_hand_in(asker: Account, task: Task, *, reason: str) -> Task:
    """The result does not do, and why: as if nothing had been handed in."""
    held = _move(asker, task, "return_hand_in", reason=reason)
    return _no_hand_in(held)


@transaction.atomic
def extend(asker: Account, task: Task, *, due_on: date, decision: str) -> Task:
    """Move the time limit, by a decision. The first limit stays known. Raises Refused for an earlier day."""
    issues = []
    if task.due_on and due_on <= task.due_on:
        issues.append(Issue("due_on", "plans.extended_backwards", {"due": f"{task.due_on:%d/%m/%Y}"}))
    held = _move(asker, task, "extend", ground=decision, issues=issues, facts={"was": task.due_on, "now": due_on})
    held.extended_from, held.due_on = held.extended_from or held.due_on, due_on
    held.save(update_fields=["extended_from", "due_on"])
    return held


@transaction.atomic
def hand_over(asker: Account, task: Task, *, part: TaskPart, unit: str, decision: str) -> Task:
    """Give one body's part to its successor (key of a unit), by a decision. The task waits to be taken on again."""
    if part.task_id != task.pk or part.unit_id is None:
        raise Refused([Issue("part", "plans.part_not_here", {})])
    (row,) = take_up(asker, [unit], ground=decision)
    was = part.unit_id
    issues = [Issue("unit", "plans.same_body", {})] if row.pk == was else []
    held = _move(asker, task, "hand_over", ground=decision, issues=issues, facts={"from": was, "to": row.pk})
    TaskPart.objects.filter(pk=part.pk).update(
        unit=row, decided_by=asker, decision=decision[:300], moved_by=decision[:400]
    )
    tell_move(asker, held, "hand_over", held.moves.latest("pk").pk)
    return held


@transaction.atomic
def close(asker: Account, task: Task, *, reason: str) -> Task:
    """Close the task: nobody owes anything any more. What was not done leaves the denominator, with its reason."""
    return _move(asker, task, "close", reason=reason)


@transaction.atomic
def repeat(asker: Account, task: Task, *, rule: str, ground: str = "") -> Task:
    """Make the task a standing duty that comes again by a rule, or (rule "") one that comes no more."""
    held = Task.objects.select_for_update().get(pk=task.pk)
    if not is_giver(asker, held):
        raise PermissionDenied("plans.judge")
    if held.instance_of_id is not None or held.parent_id is not None:
        raise Refused([Issue("task", "plans.repeats_only_whole_duties", {})])
    if rule and rule not in dict(RULES):
        raise Refused([Issue("rule", "plans.rule_unknown", {})])
    held.recurs = rule
    held.save(update_fields=["recurs"])
    write(asker, "plans.repeat", held, ground, {"rule": rule})
    return held


# -- the one way -------------------------------------------------------------------------------------------------


def _move(
    asker: Account, task: Task, verb: str, *, reason: str = "", ground: str = "", issues: Sequence[Issue] = (),
    facts: Mapping[str, Any] | None = None,
) -> Task:  # fmt: skip
    """Lock the task, ask who moves it and whether the table lets them, keep the move, write the journal."""
    held = Task.objects.select_for_update(of=("self",)).select_related("plan", "parent").get(pk=task.pk)
    side = states.MOVES[verb].side
    as_doer = side in ("doer", "either") and is_doer(asker, held)
    as_giver = side in ("giver", "either") and is_giver(asker, held)
    if not (as_doer or as_giver):
        raise PermissionDenied(f"plans.{verb}")
    open_pieces = held.pieces.filter(state__in=states.OPEN).count() if verb == "hand_in" else 0
    against = [
        *states.refusals(
            verb, held.state, reason=reason, ground=ground,
            handed_in_by_asker=held.handed_in_by_id == asker.pk, open_pieces=open_pieces,
        ),
        *issues,
    ]  # fmt: skip
    if against:
        raise Refused(against)
    was, held.state = held.state, states.after(verb, held.state)
    held.save(update_fields=["state"])
    move = _keep(asker, held, verb, was, reason=reason, ground=ground, facts=facts)
    write(asker, f"plans.{verb}", held, ground or reason[:300], {"was": was, "now": held.state, **(facts or {})})
    if verb != "hand_over":  # the successor is told once it has the part
        tell_move(asker, held, verb, move.pk, reason)
    return held


def _keep(
    asker: Account | None, task: Task, verb: str, was: str, *, reason: str = "", ground: str = "",
    facts: Mapping[str, Any] | None = None,
) -> TaskMove:  # fmt: skip
    said = {name: str(value) for name, value in (facts or {}).items() if value is not None}
    return TaskMove.objects.create(
        task=task, verb=verb, was=was, now=task.state, by=asker, at=timezone.now(), reason=reason.strip(),
        ground=ground.strip()[:300], facts=said,
    )  # fmt: skip


def _no_hand_in(task: Task) -> Task:
    task.handed_in_at = task.handed_in_by = None
    task.save(update_fields=["handed_in_at", "handed_in_by"])
    return task


def _give_parts(asker: Account, task: Task, parts: Mapping[str, Sequence[str]], ground: str) -> None:
    keys = list(dict.fromkeys(unit for units in parts.values() for unit in units))
    rows = {row.key: row for row in take_up(asker, keys, ground=ground or str(task))}
    names = names_of(asker, [row.pk for row in rows.values()])
    TaskPart.objects.bulk_create(
        TaskPart(task=task, name=names[rows[key].pk][:400], role=role, unit=rows[key], asked=role == "requested")
        for role, units in parts.items()
        for key in dict.fromkeys(units)
    )


def _check_new(text: str, begins: date | None, due_on: date | None, parts: Mapping[str, Sequence[str]]) -> None:
    issues = []
    if not text.strip():
        issues.append(Issue("text", "plans.task_empty", {}))
    if begins and due_on and due_on < begins:
        facts = {"due": f"{due_on:%d/%m/%Y}", "begins": f"{begins:%d/%m/%Y}"}
        issues.append(Issue("due_on", "plans.due_before_begin", facts))
    if not any(parts.get(role) for role in states.DOING_ROLES):
        issues.append(Issue("parts", "plans.nobody_does_it", {}))
    if issues:
        raise Refused(issues)


def _free_key(plan: Plan | None, wanted: str) -> str:
    taken = set(Task.objects.filter(plan=plan, key__startswith=wanted[:30]).values_list("key", flat=True))
    key, number = wanted[:40], 2
    while key in taken:
        key, number = f"{wanted[:34]}-{number}", number + 1
    return key
