"""Who makes the products: entering them, and erasing a household's name when its consent ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.places.models.makers import Maker
from nhip.places.models.public import PlacesEdition
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Actor


@transaction.atomic
def enter_maker(
    asker: Account, unit: Unit, name: str, *, household: bool = False, commune: Unit | None = None, contact: str = "",
    agreed_on: date | None = None, agreed_until: date | None = None, agreement: str = "",
) -> Maker:  # fmt: skip
    """Enter a maker. A household needs its consent: paper, day, last day. Raises PermissionDenied, Refused."""
    if not may(asker, "places.write", unit.pk):
        raise PermissionDenied("places.write")
    issues, today = [], timezone.localdate()
    if not name.strip():
        issues.append(Issue("name", "places.maker_name_missing", {}))
    if household and not (agreed_on and agreed_until and agreement.strip()):
        issues.append(Issue("agreement", "places.maker_consent_missing", {}))
    elif household and not agreed_on <= today <= agreed_until:
        issues.append(Issue("agreed_until", "places.maker_consent_turned", {}))
    if issues:
        raise Refused(issues)
    maker = Maker.objects.create(
        unit=unit, commune=commune, household=household, name=" ".join(name.split())[:200],
        contact=contact.strip()[:200], agreed_on=agreed_on if household else None,
        agreed_until=agreed_until if household else None, agreement=agreement.strip()[:300] if household else "",
        entered_by=asker, entered_at=timezone.now(),
    )  # fmt: skip
    # the journal keeps for ever, so a household's name does not stand in it
    write(asker, "places.enter_maker", maker, "" if household else maker.name, {"household": household})
    return maker


@transaction.atomic
def end_consent(asker: Account, maker: Maker, ground: str) -> Maker:
    """A household withdraws its consent: its name and contact are gone at once, everywhere. Raises PermissionDenied."""
    if not may(asker, "places.write", maker.unit_id):
        raise PermissionDenied("places.write")
    return _erased(asker, maker, ground)


@transaction.atomic
def erase_lapsed(actor: Actor, today: date) -> int:
    """Erase the names of households whose consent ran out; how many."""
    lapsed = Maker.objects.filter(household=True, ended_at=None, agreed_until__lt=today)
    for maker in lapsed:
        _erased(actor, maker, f"hết hạn đồng ý {maker.agreed_until:%d/%m/%Y}")
    return len(lapsed)


def _erased(actor: Actor, maker: Maker, ground: str) -> Maker:
    maker = Maker.objects.select_for_update().get(pk=maker.pk)
    if not maker.household or maker.ended_at is not None:
        return maker
    maker.name, maker.contact, maker.ended_at = "", "", timezone.now()
    maker.save(update_fields=["name", "contact", "ended_at"])
    write(actor, "places.end_consent", maker, ground.strip()[:300])
    PlacesEdition.turn()
    return maker
