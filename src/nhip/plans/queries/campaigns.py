"""Questions about campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from nhip.agencies.permits import reach_of
from nhip.plans import oasis
from nhip.plans.models.campaigns import Campaign
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def campaigns_for(asker: Account) -> QuerySet[Campaign]:
    """The campaigns that the asker may read."""
    reach = reach_of(asker, "plans.read")
    found = Campaign.objects.select_related("plan", "unit")
    return found if reach is None else found.filter(unit__in=reach)


def blockers_of(campaign: Campaign) -> list[Issue]:
    """What stands against the launch of a campaign as it is written now."""
    return oasis.against_launch(
        {code: getattr(campaign, code) for code, _ in oasis.PARTS},
        smart_ok=campaign.smart_ok,
        baseline_promised=campaign.baseline_promised,
        baseline_at=campaign.baseline_at,
        start=campaign.start,
    )
