"""What came of our own postings and channels, read from the platforms and kept as dated series with their definition.

A reading is a number of a day; the same day again takes its place. What happened on a channel in a span of days is the
growth of its postings since the reading before: never a sum of totals, and never less than nought.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nhip.channels.actions.delivering import carrier_of
from nhip.channels.actions.joining import token_over
from nhip.channels.carriers.carrier import Gone, NotTaken, Unclear
from nhip.channels.carrying import results_days, ways
from nhip.channels.models.outlets import Outlet, OutletCount
from nhip.channels.models.releases import Delivery, PostingCount
from nhip.channels.register import STOCKS, definitions
from nhip.journal.actions import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nhip.journal.actors import Actor

log = logging.getLogger(__name__)


def read_results(actor: Actor, most: int = 200) -> int:
    """Read each posting and each joined channel once a day. How many were asked about."""
    today, begin = timezone.localdate(), timezone.now() - timedelta(days=results_days())
    joinable = [way.code for way in ways().values() if way.join.needs]
    rows = Delivery.objects.filter(state="out", carrier__in=joinable, outlet__isnull=False, out_at__gte=begin)
    rows = rows.filter(missing_at__isnull=True).exclude(counts__on=today).select_related("outlet", "release__story")
    asked = 0
    for row in rows.order_by("pk")[:most]:
        if row.reference != row.url:  # what a person posted has no number of the platform's
            asked += 1
            _safely(read_posting, actor, row)
    outlets = Outlet.objects.filter(joined__isnull=False, ended_on__isnull=True, platform__in=joinable)
    for outlet in outlets.order_by("pk")[:most]:
        asked += 1
        _safely(read_channel, actor, outlet)
    return asked


def _safely(read: object, actor: Actor, row: Delivery | Outlet) -> None:
    try:
        read(actor, row)  # type: ignore[operator]
    except Exception:
        log.exception("results %s", row.pk)  # one platform's fault keeps no other from being read


def read_posting(actor: Actor, row: Delivery) -> None:
    """Keep today's numbers of one posting; or that its platform says it is there no more."""
    try:
        told = carrier_of(actor, row).results(row.reference)
    except Gone as fault:
        _note_missing(actor, row, fault.fault)
        return
    except (NotTaken, Unclear) as fault:
        if isinstance(fault, NotTaken) and fault.token and row.outlet is not None:
            token_over(actor, row.outlet, fault.fault)
        return
    _keep(actor, row, told)


@transaction.atomic
def _keep(actor: Actor, row: Delivery, told: Mapping[str, int]) -> None:
    today, now = timezone.localdate(), timezone.now()
    for definition, value in told.items():
        PostingCount.objects.update_or_create(
            delivery=row, definition=definition, on=today, defaults={"value": value, "read_at": now}
        )
    if told:
        write(actor, "channels.read_posting", row, "", {"carrier": row.carrier, **told})


@transaction.atomic
def _note_missing(actor: Actor, row: Delivery, fault: str) -> None:
    held = Delivery.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.missing_at is None and held.state == "out":
        held.missing_at, held.fault = timezone.now(), fault[:500]
        held.save(update_fields=["missing_at", "fault"])
        write(actor, "channels.note_missing", held, fault[:300], {"carrier": held.carrier})


def read_channel(actor: Actor, outlet: Outlet) -> None:
    """Keep today's numbers of one channel: who follows it, and what its postings brought since the reading before."""
    today = timezone.localdate()
    row = Delivery(carrier=outlet.platform, outlet=outlet)
    try:
        told = carrier_of(actor, row).audience()
    except (NotTaken, Unclear) as fault:
        if isinstance(fault, NotTaken) and fault.token:
            token_over(actor, outlet, fault.fault)
        return
    with transaction.atomic():
        for definition, value in told.items():
            _count(outlet, definition, value, today, None)
        for definition, (value, since) in _growth(outlet, today).items():
            _count(outlet, definition, value, today, since)
        write(actor, "channels.read_channel", outlet, "", {"platform": outlet.platform, **told})


def _growth(outlet: Outlet, today: date) -> dict[str, tuple[int, date]]:
    """What each definition grew by since the day of the reading before, over all postings of the channel."""
    rows = PostingCount.objects.filter(delivery__outlet=outlet, on__lte=today).select_related("delivery")
    series: dict[tuple[str, str], list[PostingCount]] = {}
    for one in rows.order_by("on", "pk"):
        # a correction in place is the same posting under another delivery
        series.setdefault((one.definition, one.delivery.reference), []).append(one)
    found: dict[str, tuple[int, date]] = {}
    for (definition, _), held in series.items():
        if held[-1].on != today:
            continue
        before = held[-2] if len(held) > 1 else None
        grew = max(held[-1].value - (before.value if before else 0), 0)
        begin = before.on + timedelta(days=1) if before else _begun(held[-1])
        total, since = found.get(definition, (0, begin))
        found[definition] = total + grew, min(since, begin)
    return found


def _begun(one: PostingCount) -> date:
    return timezone.localdate(one.delivery.out_at) if one.delivery.out_at else one.on


def _count(outlet: Outlet, definition: str, value: int, on: date, since: date | None) -> None:
    held = definitions().get(definition)
    if held is None:
        return
    name = held[1].name
    standing = OutletCount.objects.filter(
        outlet=outlet, definition=definition, on=on, withdrawn_at__isnull=True
    ).first()
    if standing is not None and not standing.machine:
        return  # what a person recorded for the day stands
    OutletCount.objects.update_or_create(
        outlet=outlet, definition=definition, on=on, withdrawn_at=None,
        defaults={
            "name": name, "value": Decimal(value), "since": None if name in STOCKS else since, "machine": True,
            "recorded_at": timezone.now(),
        },
    )  # fmt: skip
