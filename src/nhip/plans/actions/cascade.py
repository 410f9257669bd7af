"""Verbs of a plan on its way down. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.models.cascade import PlanReceipt
from nhip.plans.queries.sides import may_at
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.plans import Plan


@transaction.atomic
def receive(asker: Account, plan: Plan, unit: Unit) -> PlanReceipt:
    """Say that the agency received the plan. Said twice, the first time counts."""
    _must(asker, unit)
    receipt, fresh = PlanReceipt.objects.get_or_create(
        plan=plan, unit=unit, defaults={"received_at": timezone.now(), "received_by": asker}
    )
    if fresh:
        write(asker, "plans.receive", plan, plan.number, {"unit": unit.pk})
    return receipt


@transaction.atomic
def disseminate(asker: Account, plan: Plan, unit: Unit, *, on: date, how: str) -> PlanReceipt:
    """Say when and how the agency passed the plan on to its own people; it received it at the latest now.

    Raises PermissionDenied, Refused without a way or for a day before the plan.
    """
    _must(asker, unit)
    issues = [] if how.strip() else [Issue("how", "plans.dissemination_how", {})]
    if plan.issued_on and on < plan.issued_on:
        issues.append(Issue("on", "plans.dissemination_before_plan", {"issued": f"{plan.issued_on:%d/%m/%Y}"}))
    if issues:
        raise Refused(issues)
    receipt = receive(asker, plan, unit)
    receipt.disseminated_on, receipt.disseminated_how, receipt.disseminated_by = on, how.strip()[:300], asker
    receipt.save(update_fields=["disseminated_on", "disseminated_how", "disseminated_by"])
    write(asker, "plans.disseminate", plan, plan.number, {"unit": unit.pk, "on": on})
    return receipt


@transaction.atomic
def place_under(asker: Account, plan: Plan, parent: Plan | None, *, ground: str = "") -> Plan:
    """Say which plan above this one carries out. Raises PermissionDenied, Refused for a circle."""
    if not may_at(asker, "plans.write", plan.unit_id):
        raise PermissionDenied("plans.write")
    above = parent
    while above is not None:
        if above.pk == plan.pk:
            raise Refused([Issue("parent", "plans.plan_under_itself", {})])
        above = above.parent
    plan.parent = parent
    plan.save(update_fields=["parent"])
    write(asker, "plans.place_under", plan, ground, {"parent": parent.pk if parent else None})
    return plan


def _must(asker: Account, unit: Unit) -> None:
    if not may_at(asker, "plans.work", unit.pk):
        raise PermissionDenied("plans.work")
