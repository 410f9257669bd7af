"""Verbs of campaigns. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans import oasis
from nhip.plans.models.campaigns import Campaign
from nhip.plans.queries.campaigns import blockers_of
from nhip.plans.queries.sides import may_at
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.plans.models.plans import Plan

FIELDS = (
    "title", "objective", "audience", "strategy", "implementation", "scoring", "start", "end", "smart_ok",
    "baseline_promised", "baseline", "baseline_at",
)  # fmt: skip
"""What people write of a campaign."""


@transaction.atomic
def write_campaign(
    asker: Account, *, unit: Unit, plan: Plan | None = None, campaign: Campaign | None = None, **said: Any
) -> Campaign:
    """Begin a campaign, or change one that is not launched yet. `said`: any of FIELDS.

    Raises PermissionDenied, Refused for a launched one, TypeError for a field that is not written by people.
    """
    if wrong := set(said) - set(FIELDS):
        raise TypeError(f"not fields of a campaign: {sorted(wrong)}")
    _must(asker, unit.pk)
    held = Campaign(unit=unit, plan=plan, made_by=asker) if campaign is None else _locked(campaign)
    if campaign is not None and held.launched_at:
        raise Refused([Issue("launched_at", "plans.campaign_launched", {})])
    for name, value in said.items():
        setattr(held, name, value)
    if held.start and held.end and held.end < held.start:
        facts = {"due": f"{held.end:%d/%m/%Y}", "begins": f"{held.start:%d/%m/%Y}"}
        raise Refused([Issue("end", "plans.due_before_begin", facts)])
    if not held.title.strip():
        raise Refused([Issue("title", "plans.title_missing", {})])
    held.save()
    write(asker, "plans.write_campaign", held, plan.number if plan else "", {"fields": sorted(said)})
    return held


@transaction.atomic
def launch(asker: Account, campaign: Campaign) -> Campaign:
    """Launch it. Raises Refused while a part is empty or a promised baseline is missing."""
    held = _locked(campaign)
    _must(asker, held.unit_id)
    if held.launched_at:
        raise Refused([Issue("launched_at", "plans.campaign_launched", {})])
    if against := blockers_of(held):
        raise Refused(against)
    held.launched_at = timezone.now()
    held.save(update_fields=["launched_at"])
    write(asker, "plans.launch", held, "", {"baseline_at": held.baseline_at})
    return held


@transaction.atomic
def evaluate(asker: Account, campaign: Campaign, *, learned: str) -> Campaign:
    """Close it with what was learned. Raises Refused before the launch, or without a lesson."""
    held = _locked(campaign)
    _must(asker, held.unit_id)
    if against := oasis.against_closing(held.launched_at is not None, learned):
        raise Refused(against)
    held.evaluated_at, held.learned = timezone.now(), learned.strip()
    held.save(update_fields=["evaluated_at", "learned"])
    write(asker, "plans.evaluate", held)
    return held


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _must(asker: Account, unit_id: int) -> None:
    if not may_at(asker, "plans.write", unit_id):
        raise PermissionDenied("plans.write")
