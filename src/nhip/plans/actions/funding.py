"""Verbs of the money of tasks. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.funding import amount_of, refusals
from nhip.plans.models.funding import FundingLine, FundingStep
from nhip.plans.queries.sides import is_doer, is_giver
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.tasks import Task


@transaction.atomic
def propose(
    asker: Account, task: Task, *, what: str, quantity: Decimal, measure: str, norm: Decimal, on: date,
    norm_basis: str = "", source: str = "", unit: Unit | None = None,
) -> FundingLine:  # fmt: skip
    """Ask for money for a task: quantity x norm (đồng). Raises PermissionDenied, Refused."""
    _must(asker, task)
    issues = []
    if not what.strip():
        issues.append(Issue("what", "plans.funding_for_what", {}))
    if quantity <= 0:
        issues.append(Issue("quantity", "plans.funding_quantity", {}))
    if norm < 0:
        issues.append(Issue("norm", "plans.funding_negative", {}))
    if issues:
        raise Refused(issues)
    line = FundingLine.objects.create(
        task=task, unit=unit, what=what.strip(), quantity=quantity, measure=measure.strip(), norm=norm,
        norm_basis=norm_basis.strip(), source=source.strip(), amount=amount_of(quantity, norm),
    )  # fmt: skip
    FundingStep.objects.create(line=line, state="proposed", amount=line.amount, on=on, by=asker)
    write(asker, "plans.propose", line, norm_basis, {"amount": str(line.amount)})
    return line


@transaction.atomic
def advance(
    asker: Account, line: FundingLine, *, state: str, amount: Decimal, on: date, ground: str = ""
) -> FundingLine:
    """Take the money a step further: appraised, allotted, spent. Raises PermissionDenied, Refused."""
    held = FundingLine.objects.select_for_update(of=("self",)).select_related("task__plan").get(pk=line.pk)
    _must(asker, held.task)
    if state != "spent" and not is_giver(asker, held.task):
        raise PermissionDenied("plans.judge")
    given = held.steps.filter(state="allotted").order_by("-pk").first()
    ceiling = given.amount if given is not None else held.amount
    if against := refusals(held.state, ceiling, state, amount, ground):
        raise Refused(against)
    held.state, held.amount = state, amount
    held.save(update_fields=["state", "amount"])
    FundingStep.objects.create(line=held, state=state, amount=amount, on=on, ground=ground.strip()[:300], by=asker)
    write(asker, "plans.advance", held, ground, {"state": state, "amount": str(amount)})
    return held


def _must(asker: Account, task: Task) -> None:
    if not (is_giver(asker, task) or is_doer(asker, task)):
        raise PermissionDenied("plans.work")
