"""A plan on its way down: who has it, who passed it on, who issued their own; its coverage and its money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.models.units import Unit
from nhip.agencies.queries.units import directory
from nhip.plans.coverage import Matrix, Told, branches, matrix
from nhip.plans.funding import totals
from nhip.plans.models.activities import Activity
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.models.funding import FundingLine, FundingStep
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.queries.kinds import catalogue
from nhip.plans.queries.sides import names_of
from nhip.plans.states import DOING_ROLES
from nhip.text.sorting import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Step:
    """One agency on the board. `level`: province | commune...; `own` its own plan, by state; `does`: it owes one."""

    unit: int
    name: str
    level: str
    does: bool
    receipt: PlanReceipt | None
    own: Plan | None

    @property
    def stands(self) -> str:
        """How far: issued | written | passed_on | received | nothing."""
        if self.own is not None:
            return "issued" if self.own.state in ("approved", "adopted", "closed") else "written"
        if self.receipt is None:
            return "nothing"
        return "passed_on" if self.receipt.disseminated_on else "received"


def board(asker: Account, plan: Plan) -> tuple[Step, ...]:
    """Every agency with a part in the plan and how far the plan has come there, by level, then by the alphabet."""
    parts = TaskPart.objects.filter(task__plan=plan, unit__isnull=False).exclude(unit=plan.unit_id)
    does: dict[int, bool] = {}
    for unit, role in parts.values_list("unit", "role").distinct():
        does[unit] = does.get(unit, False) or role in DOING_ROLES
    receipts = {row.unit_id: row for row in plan.receipts.select_related("received_by")}
    own = {row.unit_id: row for row in plan.children.order_by("pk")}
    units = list(dict.fromkeys([*does, *receipts, *own]))
    names, held, today = names_of(asker, units), directory(asker), timezone.localdate()
    levels = {}
    for pk, unit_key in _keys(units).items():
        version = held.unit_as_of(unit_key, today)
        levels[pk] = version.level if version else ""
    steps = [
        Step(unit, names.get(unit, ""), levels.get(unit, ""), does.get(unit, False), receipts.get(unit), own.get(unit))
        for unit in units
    ]
    return tuple(sorted(steps, key=lambda step: (step.level == "commune", key(step.name))))


def _keys(units: list[int]) -> Mapping[int, str]:
    return dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))


def coverage_of(asker: Account, plan: Plan, by: str, begin: date | None = None, end: date | None = None) -> Matrix:
    """The plan's topics by audience, language or channel, over the activities done for it or on its topics.

    Languages stand by their names; what names none was told in Vietnamese, as the forms say.
    """
    topics = list(plan.topics.filter(retired=False).values_list("pk", "parent", "name", "kind"))
    done = Activity.objects.filter(state=Activity.State.DONE)
    done = done.filter(topics__plan=plan) | done.filter(task__plan=plan)
    if begin and end:
        done = done.filter(on__range=(begin, end))
    spoken = {code: one.name for code, one in catalogue(asker).languages.items()}
    told = [
        Told(
            frozenset(topic.pk for topic in row.topics.all())
            | frozenset(topic.pk for topic in (row.task.topics.all() if row.task else ())),
            row.audience, spoken.get(row.language or "vi", row.language), row.channel,
        )
        for row in done.distinct().select_related("task").prefetch_related("topics", "task__topics")
    ]  # fmt: skip
    return matrix(branches(topics), told, by)


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a plan: its lines and what each state amounts to (đồng)."""

    lines: tuple[FundingLine, ...]
    totals: Mapping[str, Decimal]


def money_of(asker: Account, plan: Plan) -> Money:
    """Every line of the plan's tasks, and the sum of each state."""
    lines = FundingLine.objects.filter(task__plan=plan).select_related("task", "unit").prefetch_related("steps")
    steps = FundingStep.objects.filter(line__task__plan=plan).order_by("pk").values_list("line", "state", "amount")
    return Money(tuple(lines), totals(steps))
