"""Questions about tasks. The asker is the first argument; an asker sees what the permit table lets them read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.plans import states
from nhip.plans.models.tasks import Progress, Task, TaskMove, TaskPart
from nhip.plans.queries.sides import is_doer, is_giver, seen_tasks
from nhip.text.normalise import fold

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

_PARTS = Prefetch("parts", TaskPart.objects.select_related("unit"))


def tasks_of(asker: Account, unit: Unit) -> QuerySet[Task]:
    """The tasks in which the unit has a part, with all their parts."""
    if not may(asker, "plans.read", unit):
        return Task.objects.none()
    return _shown(Task.objects.filter(parts__unit=unit).exclude(state="draft"))


def tasks_for(asker: Account) -> QuerySet[Task]:
    """Every task that the asker may read."""
    return _shown(Task.objects.filter(seen_tasks(asker)))


def task_for(asker: Account, pk: int) -> Task | None:
    """The task, when the asker may read it; None otherwise, so that a stranger cannot tell it exists."""
    return tasks_for(asker).select_related("parent", "campaign", "handed_in_by", "instance_of").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of tasks is asked for. `standing`: a word of `states.standing`, of its open ones, or "open"."""

    words: str = ""
    plan: int | None = None
    campaign: int | None = None
    unit: int | None = None
    role: str = ""
    standing: str = ""
    mine: frozenset[int] | None = None


def tasks_found(asker: Account, wanted: Wanted, today: date) -> QuerySet[Task]:
    """The tasks asked for, those due first at the top; pieces stand with their task, not in the list."""
    found = tasks_for(asker).filter(parent=None)
    if wanted.plan is not None:
        found = found.filter(plan=wanted.plan)
    if wanted.campaign is not None:
        found = found.filter(campaign=wanted.campaign)
    parts = Q()
    if wanted.unit is not None:
        parts &= Q(parts__unit=wanted.unit)
    if wanted.mine is not None:
        parts &= Q(parts__unit__in=wanted.mine)
    if wanted.role:
        parts &= Q(parts__role=wanted.role)
    if parts:
        found = found.filter(parts)
    if wanted.words.strip():
        found = found.filter(pk__in=_with_words(found, wanted.words))
    if wanted.standing:
        found = found.filter(_standing(wanted.standing, today))
    return found.order_by(F("due_on").asc(nulls_last=True), "pk").distinct()


def _with_words(found: QuerySet[Task], words: str) -> list[int]:
    """Tasks with all the words, with or without marks. A province has some thousand tasks: they are looked through."""
    wanted = fold(words).split()
    rows = found.order_by().values_list("pk", "text", "summary")
    return [pk for pk, text, summary in rows if all(word in fold(f"{text} {summary}") for word in wanted)]


def _standing(name: str, today: date) -> Q:
    """The filter for one standing, the same as `states.standing` says of one task."""
    late = Q(state__in=states.OPEN, due_on__lt=today)
    return {
        "open": Q(state__in=states.OPEN),
        "overdue": late & ~_handed_in_time(),
        "returned": Q(state="returned"),
        "waiting": Q(state="handed_in"),
        "assigned": Q(state="assigned"),
        "accepted": Q(state="accepted"),
        "done": Q(state="done"),
        "closed": Q(state="closed"),
        "draft": Q(state="draft"),
    }.get(name, Q())


def _handed_in_time() -> Q:
    return Q(state="handed_in", handed_in_at__date__lte=F("due_on"))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks stand where. Closed ones that were not done leave the denominator `counted`."""

    counted: int
    done: int
    done_late: int
    running: int
    due_soon: int
    waiting: int
    overdue: int

    @property
    def on_time(self) -> int:
        return self.done

    @property
    def all_done(self) -> int:
        return self.done + self.done_late


def tally(tasks: Iterable[Task], today: date) -> Tally:
    """Count whole tasks by their standing on a day. Standing duties themselves do not count, their tasks do."""
    count = dict.fromkeys(("done", "done_late", "running", "due_soon", "waiting", "overdue", "closed"), 0)
    for task in tasks:
        if task.recurs or task.state == "draft":
            continue
        count[standing_of(task, today)] += 1
    counted = sum(count.values()) - count.pop("closed")
    return Tally(counted=counted, **count)


def standing_of(task: Task, today: date) -> str:
    """How a task stands on a day (`states.standing`)."""
    handed_in = timezone.localdate(task.handed_in_at) if task.handed_in_at else None
    return states.standing(task.state, task.due_on, handed_in, today)


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page of one task needs."""

    task: Task
    standing: str
    deeds: tuple[str, ...]
    parts: tuple[TaskPart, ...]
    pieces: tuple[Task, ...]
    instances: tuple[Task, ...]
    moves: tuple[TaskMove, ...]
    progress: tuple[Progress, ...]
    gives: bool
    does: bool


def shown(asker: Account, task: Task, today: date) -> Shown:
    """The task with what the asker may do to it now."""
    gives, does = is_giver(asker, task), is_doer(asker, task)
    own = task.handed_in_by_id == asker.pk
    deeds: list[str] = []
    for side, stands in (("doer", does), ("giver", gives)):
        if stands:
            deeds += states.allowed(task.state, side, handed_in_by_asker=own)
    return Shown(
        task=task,
        standing=standing_of(task, today),
        deeds=tuple(dict.fromkeys(deeds)),
        parts=tuple(task.parts.filter(of=None).select_related("unit").prefetch_related("members__unit")),
        pieces=tuple(task.pieces.order_by("pk")),
        instances=tuple(task.instances.order_by("-begins")),
        moves=tuple(task.moves.select_related("by")),
        progress=tuple(task.progress.select_related("by")),
        gives=gives,
        does=does,
    )


def _shown(found: QuerySet[Task]) -> QuerySet[Task]:
    return found.distinct().select_related("plan").prefetch_related(_PARTS)
