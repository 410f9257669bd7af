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
from nhip.channels.carriers.zalo import renew
from nhip.channels.carrying import Way
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.carriers import way_at
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

NEEDED = {"facebook": ("page", "token", "secret"), "zalo": ("app", "secret", "token", "refresh")}
"""What joining a channel takes, by carrier."""
_LEASE = timedelta(seconds=60)
_BEFORE = timedelta(minutes=10)
"""A token that ends so soon is exchanged first."""


@transaction.atomic
def join_outlet(asker: Account, outlet_id: int, secrets: Mapping[str, str], seconds: int | None = None) -> OutletKey:
    """Keep the secrets of a channel, sealed. `seconds`: how long the token still holds (None: no end is known)."""
    row = Outlet.objects.select_for_update().get(pk=outlet_id)
    if not may(asker, "channels.release", row.unit_id):
        raise PermissionDenied("channels.release")
    needed = NEEDED.get(row.platform, ())
    issues = [Issue(name, "channels.secret_missing", {"name": name}) for name in needed if not secrets.get(name)]
    if not needed or row.ended_on is not None:
        issues.append(Issue("outlet", "channels.not_joinable", {}))
    if row.verified_on is None:
        issues.append(Issue("outlet", "channels.not_verified", {}))
    if issues:
        raise Refused(issues)
    now = timezone.now()
    sealed = sealing.seal(settings.NHIP_KEYS, {name: secrets[name] for name in needed})
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
        fresh = renew(way.renew, held["app"], held["secret"], held["refresh"])
    except (NotTaken, Unclear) as fault:
        told = fault.fault if isinstance(fault, NotTaken) else "Không rõ Zalo đã làm mới mã chưa."
        OutletKey.objects.filter(pk=key.pk).update(renewing_until=None, fault=told[:300])
        raise NotTaken(told, again=not isinstance(fault, NotTaken) or fault.again) from fault
    held |= {"token": fresh.token, "refresh": fresh.refresh}
    with transaction.atomic():
        OutletKey.objects.filter(pk=key.pk).update(
            sealed=sealing.seal(settings.NHIP_KEYS, held), renewing_until=None, fault="",
            expires_at=timezone.now() + timedelta(seconds=fresh.seconds),
        )  # fmt: skip
        write(actor, "channels.renew_key", key.outlet, "", {"seconds": fresh.seconds})
    return held
