"""Joining a channel of the register to its platform: sealed secrets, exchanged for new ones by one worker at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels import sealing
from nhip.channels.carriers.carrier import NotTaken, Unclear
from nhip.channels.carriers.joined import joined
from nhip.channels.carriers.tokens import renew
from nhip.channels.carrying import Way, ways
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.carriers import way_at
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

_LEASE = timedelta(seconds=60)
_BEFORE = timedelta(minutes=10)
"""A token that ends so soon is exchanged first."""


@transaction.atomic
def join_outlet(asker: Account, outlet_id: int, secrets: Mapping[str, str], seconds: int | None = None) -> OutletKey:
    """Keep the secrets of a channel, sealed. `seconds`: how long the token still holds (None: no end is known)."""
    row = Outlet.objects.select_for_update().get(pk=outlet_id)
    if not may(asker, "channels.release", row.unit_id):
        raise PermissionDenied("channels.release")
    way = ways().get(row.platform)
    needs = way.join.needs if way is not None else ()
    issues = [
        Issue(one.name, "channels.secret_missing", {"name": one.text})
        for one in needs
        if not one.optional and not secrets.get(one.name, "").strip()
    ]
    if not needs or row.ended_on is not None:
        issues.append(Issue("outlet", "channels.not_joinable", {}))
    if row.verified_on is None:
        issues.append(Issue("outlet", "channels.not_verified", {}))
    if issues:
        raise Refused(issues)
    now = timezone.now()
    held = {one.name: secrets.get(one.name, "").strip() for one in needs}
    sealed = sealing.seal(settings.NHIP_KEYS, {name: value for name, value in held.items() if value})
    ends = now + timedelta(seconds=seconds) if seconds else None
    key, _ = OutletKey.objects.update_or_create(
        outlet=row,
        defaults={
            "sealed": sealed, "expires_at": ends, "joined_by": asker, "joined_at": now,
            "renewing_until": None, "fault": "",
        },
    )  # fmt: skip
    write(asker, "channels.join_outlet", row, "", {"platform": row.platform})
    return key


@transaction.atomic
def part_outlet(asker: Account, outlet_id: int) -> None:
    """Forget the secrets of a channel: people post there from now on. Twice is no error."""
    row = Outlet.objects.select_for_update().get(pk=outlet_id)
    if not may(asker, "channels.release", row.unit_id):
        raise PermissionDenied("channels.release")
    if OutletKey.objects.filter(outlet=row).delete()[0]:
        write(asker, "channels.part_outlet", row, "", {"platform": row.platform})


def check_outlet(asker: Account, outlet_id: int) -> Mapping[str, int]:
    """Ask the platform who follows the channel: that proves the token without posting anything. Raises Refused."""
    row = Outlet.objects.get(pk=outlet_id)
    if not may(asker, "channels.release", row.unit_id):
        raise PermissionDenied("channels.release")
    try:
        told = joined(way_at(row.platform), secrets_of(asker, row)).audience()
    except (NotTaken, Unclear) as fault:
        said = fault.fault if isinstance(fault, NotTaken) else "Nền tảng chưa trả lời."
        if isinstance(fault, NotTaken) and fault.token:
            token_over(asker, row, said)
        raise Refused([Issue("outlet", "channels.key_over", {"fault": said})]) from fault
    with transaction.atomic():
        OutletKey.objects.filter(outlet=row).update(fault="")
        write(asker, "channels.check_outlet", row, "", dict(told))
    return told


def secrets_of(actor: Actor, outlet: Outlet) -> dict[str, str]:
    """The secrets of a joined channel, with a token that still holds. Raises NotTaken, Unclear.

    A single-use refresh token is worth nothing to the second of two workers: whoever holds the row's lease exchanges
    it, outside any transaction, and keeps the new one at once; the other comes back later.
    """
    key = OutletKey.objects.filter(outlet=outlet).first()
    if key is None:
        raise NotTaken("Kênh chưa được nối với nền tảng.", again=False)
    try:
        held = sealing.unseal(settings.NHIP_KEYS, key.sealed)
    except ValueError as error:
        raise NotTaken("Không mở được mã truy cập của kênh. Hãy nối lại kênh.", again=False) from error
    if key.expires_at is None or key.expires_at - _BEFORE > timezone.now() or "refresh" not in held:
        return held
    now = timezone.now()
    free = Q(renewing_until__isnull=True) | Q(renewing_until__lt=now)
    if not OutletKey.objects.filter(free, pk=key.pk, sealed=key.sealed).update(renewing_until=now + _LEASE):
        raise NotTaken("Đang làm mới mã truy cập.", again=True)
    return _renewed(actor, key, held, way_at(outlet.platform))


def _renewed(actor: Actor, key: OutletKey, held: dict[str, str], way: Way) -> dict[str, str]:
    try:
        fresh = renew(way, held)
    except (NotTaken, Unclear) as fault:
        told = fault.fault if isinstance(fault, NotTaken) else f"Chưa rõ {way.name} đã làm mới mã truy cập chưa."
        OutletKey.objects.filter(pk=key.pk).update(renewing_until=None, fault=told[:300])
        raise NotTaken(told, again=not isinstance(fault, NotTaken) or fault.again) from fault
    held |= {"token": fresh.token, "refresh": fresh.refresh or held["refresh"]}
    seconds = fresh.seconds or way.life.hours * 3600
    with transaction.atomic():
        OutletKey.objects.filter(pk=key.pk).update(
            sealed=sealing.seal(settings.NHIP_KEYS, held), renewing_until=None, fault="",
            expires_at=timezone.now() + timedelta(seconds=seconds) if seconds else None,
        )  # fmt: skip
        write(actor, "channels.renew_key", key.outlet, "", {"seconds": seconds})
    return held


@transaction.atomic
def token_over(actor: Actor, outlet: Outlet, fault: str) -> bool:
    """The platform said that the token holds no more. Whether it will be exchanged; else a person has to join again."""
    key = OutletKey.objects.select_for_update().filter(outlet=outlet).first()
    if key is None:
        return False
    try:
        renews = "refresh" in sealing.unseal(settings.NHIP_KEYS, key.sealed)
    except ValueError:
        renews = False
    key.expires_at, key.fault = timezone.now(), fault[:300]
    key.save(update_fields=["expires_at", "fault"])
    write(actor, "channels.token_over", outlet, fault[:300], {"renews": renews})
    return renews
