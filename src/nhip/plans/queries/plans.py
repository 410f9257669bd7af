"""Questions about plans. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nhip.agencies.permits import may, reach_of
from nhip.agencies.queries.units import directory
from nhip.documents.models import Document
from nhip.documents.queries.documents import documents_for
from nhip.plans import landing, lifecycle
from nhip.plans.adoption import duties
from nhip.plans.laying import Laying, lay_out
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.proposing import Proposal, proposals
from nhip.plans.queries.sides import home_units, may_at
from nhip.plans.states import OPEN

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

PLAN_TYPES = ("KH", "CTr", "ĐA", "PA")
"""Types of document that lay duties on bodies and may be adopted: plan, programme, scheme, project plan."""


def plans_for(asker: Account) -> QuerySet[Plan]:
    """The plans that the asker may read: their unit's, those that give their unit a part, or all. Drafts stay home."""
    reach = reach_of(asker, "plans.read")
    homes = home_units(asker)
    seen = Q() if reach is None else Q(unit__in=reach) | Q(tasks__parts__unit__in=reach)
    drafts = Q(state__in=("draft", "submitted")) & ~Q(unit__in=homes) & ~Q(made_by=asker.pk)
    return Plan.objects.filter(seen).exclude(drafts).distinct().select_related("unit", "document", "parent")


def tallied(asker: Account, today: date) -> QuerySet[Plan]:
    """The asker's plans, newest first, each with how many of its duties there are, are done, open and late."""
    whole = Q(tasks__parent=None, tasks__recurs="")
    late = whole & Q(tasks__state__in=("assigned", "accepted", "returned"), tasks__due_on__lt=today)
    found = Plan.objects.filter(pk__in=plans_for(asker).values("pk")).select_related("unit", "parent")
    return found.annotate(
        all_tasks=Count("tasks", filter=whole & ~Q(tasks__state__in=("closed", "draft")), distinct=True),
        done_tasks=Count("tasks", filter=whole & Q(tasks__state="done"), distinct=True),
        open_tasks=Count("tasks", filter=whole & Q(tasks__state__in=OPEN), distinct=True),
        late_tasks=Count("tasks", filter=late, distinct=True),
    ).order_by("-adopted_on", "-pk")


def running_plans(asker: Account, today: date) -> QuerySet[Plan]:
    """Plans being carried out."""
    return tallied(asker, today).filter(state="adopted")


def plan_for(asker: Account, pk: int) -> Plan | None:
    """The plan, when the asker may read it; None otherwise."""
    return plans_for(asker).filter(pk=pk).first()


def adoptable(asker: Account) -> QuerySet[Document]:
    """Confirmed plans that nobody adopted yet."""
    if not may(asker, "plans.adopt"):
        return Document.objects.none()
    waiting = documents_for(asker).filter(status=Document.Status.CONFIRMED, plan=None, kind__in=PLAN_TYPES)
    return waiting.order_by("-received_at")


def lays_duties(asker: Account, document: Document) -> bool:
    """Whether the asker may adopt the document: whatever its type, its confirmed record makes somebody responsible."""
    sealed = document.confirmations.filter(withdrawn_at=None).first()
    return sealed is not None and may(asker, "plans.adopt") and bool(duties(sealed.record))


def preview_of(asker: Account, document: Document, on: date) -> Laying:
    """What adopting the document on a day would do. Raises DoesNotExist while nobody has confirmed it."""
    record = document.confirmations.get(withdrawn_at=None).record
    return lay_out(directory(asker), record, on)


def proposals_for(asker: Account, document: Document, on: date | None = None) -> tuple[Proposal, ...]:
    """What a careful officer would answer to the questions of adopting the document; only ever shown, never done."""
    record = document.confirmations.get(withdrawn_at=None).record
    held = directory(asker)
    about = (record.get("header") or {}).get("field")
    return proposals(held, lay_out(held, record, on or timezone.localdate()), about)


def is_author(asker: Account, plan: Plan) -> bool:
    """Whether the asker wrote a part of the plan: then they never approve it."""
    return plan.made_by_id == asker.pk or plan.authors.filter(account=asker.pk).exists()


def deeds_on(asker: Account, plan: Plan) -> tuple[str, ...]:
    """What the asker may do to the plan now, by the table of moves."""
    author = is_author(asker, plan)
    return tuple(
        verb
        for verb, move in lifecycle.MOVES.items()
        if plan.state == move.was and may_at(asker, move.permit, plan.unit_id) and not (move.four_eyes and author)
    )


def plans_to_approve(asker: Account) -> QuerySet[Plan]:
    """Submitted plans that wait for this person: of their unit, not their own work."""
    reach = reach_of(asker, "plans.approve")
    found = Plan.objects.filter(state="submitted").exclude(made_by=asker.pk).exclude(authors__account=asker.pk)
    return found if reach is None else found.filter(unit__in=reach)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What still has to be decided in an adopted plan; `parts` says how many parts wait for the answer."""

    name: str
    was: str
    why: str
    choices: tuple[str, ...]
    acts: str
    of: tuple[str, ...]
    tasks: tuple[tuple[int, str, str], ...]
    parts: int


def open_questions(asker: Account, plan: Plan) -> tuple[OpenQuestion, ...]:
    """Every open question of the plan, each body once: those the plan names itself first, then by how much waits."""
    rows = TaskPart.objects.filter(task__plan=plan).exclude(question="").select_related("task", "of").order_by("pk")
    groups: dict[str, list[TaskPart]] = {}
    for part in rows:
        if part.of_id is not None or landing.must_be_decided(part.question, part.role):
            groups.setdefault(part.was or part.name, []).append(part)
    named = [parts for parts in groups.values() if any(part.of_id is None for part in parts)]
    members = [parts for parts in groups.values() if all(part.of_id is not None for part in parts)]
    ordered = (*sorted(named, key=len, reverse=True), *sorted(members, key=len, reverse=True))
    return tuple(_asked(parts) for parts in ordered)


def _asked(parts: Iterable[TaskPart]) -> OpenQuestion:
    kept = list(parts)
    first = next((part for part in kept if part.of_id is None), kept[0])
    return OpenQuestion(
        name=first.name,
        was=first.was,
        why=first.question,
        choices=tuple(dict.fromkeys(unit for part in kept for unit in part.choices)),
        acts=first.moved_by,
        of=tuple(dict.fromkeys(part.of.name for part in kept if part.of)),
        tasks=tuple(dict.fromkeys((part.task_id, part.task.key, str(part.task)) for part in kept)),
        parts=len(kept),
    )
