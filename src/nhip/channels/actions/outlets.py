"""Verbs of the register of official channels. Each asks the permit, makes one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.channels.models.outlets import Outlet, OutletCount, OutletShare, OutletTurn
from nhip.channels.register import STOCKS, address_key, against, definitions, fates
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

FIELDS = (
    "name", "address", "language", "administrators", "licence", "licence_until", "opened_on", "paused", "it_enabled",
    "population",
)  # fmt: skip
"""What a person may write about a channel; owner, end and verification have verbs of their own."""


@transaction.atomic
def open_outlet(asker: Account, unit: Unit, platform: str, fields: Mapping[str, object]) -> Outlet:
    """Enter an official channel of a unit. Raises PermissionDenied, Refused."""
    _allowed(asker, "channels.register", unit.pk)
    row = Outlet(unit=unit, platform=platform, recorded_by=asker, recorded_at=timezone.now())
    _fill(row, fields)
    row.save()
    write(asker, "channels.open_outlet", row, "", {"platform": platform, "address": row.address[:200]})
    return row


@transaction.atomic
def amend_outlet(asker: Account, outlet_id: int, fields: Mapping[str, object]) -> Outlet:
    """Put right what is said of a channel. A new address has to be verified again."""
    row = _locked(outlet_id)
    _allowed(asker, "channels.register", row.unit_id)
    was = {name: getattr(row, name) for name in FIELDS}
    key = row.address_key
    _fill(row, fields)
    changed = [name for name in FIELDS if getattr(row, name) != was[name]]
    if changed:
        if row.address_key != key:
            row.verified_on, row.verified_by, row.verified_how = None, None, ""
        row.save()
        write(asker, "channels.amend_outlet", row, "", {"changed": ", ".join(changed)})
    return row


@transaction.atomic
def verify_outlet(asker: Account, outlet_id: int, how: str, on: date | None = None) -> Outlet:
    """Say that the channel was held against its agency, and how. Who entered it does not verify it."""
    row = _locked(outlet_id)
    _allowed(asker, "channels.register", row.unit_id)
    issues = []
    if row.recorded_by_id == asker.pk:
        issues.append(Issue("by", "channels.verified_by_another", {}))
    if not how.strip():
        issues.append(Issue("how", "channels.verified_how_missing", {}))
    if row.ended_on is not None:
        issues.append(Issue("outlet", "channels.outlet_ended", {}))
    on = on or timezone.localdate()
    if on > timezone.localdate():
        issues.append(Issue("on", "channels.day_to_come", {}))
    if issues:
        raise Refused(issues)
    row.verified_on, row.verified_by, row.verified_how = on, asker, how.strip()[:300]
    row.save(update_fields=["verified_on", "verified_by", "verified_how"])
    write(asker, "channels.verify_outlet", row, how.strip()[:300], {"on": on})
    return row


@transaction.atomic
def share_outlet(asker: Account, outlet_id: int, unit: Unit, since: date | None = None) -> OutletShare:
    """Mark that another unit speaks through the channel as well; twice is no error."""
    row = _locked(outlet_id)
    _allowed(asker, "channels.register", row.unit_id)
    if unit.pk == row.unit_id:
        raise Refused([Issue("unit", "channels.shared_with_owner", {})])
    share, fresh = OutletShare.objects.get_or_create(outlet=row, unit=unit, defaults={"since": since})
    if fresh:
        write(asker, "channels.share_outlet", row, "", {"unit": unit.pk})
    return share


@transaction.atomic
def end_share(asker: Account, share_id: int, until: date | None = None) -> OutletShare:
    """The other unit speaks through the channel no more after a day. Twice is no error."""
    share = OutletShare.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=share_id)
    _allowed(asker, "channels.register", share.outlet.unit_id)
    if share.until is None:
        share.until = until or timezone.localdate()
        share.save(update_fields=["until"])
        write(asker, "channels.end_share", share.outlet, "", {"unit": share.unit_id, "until": share.until})
    return share


@transaction.atomic
def measure_outlet(
    asker: Account, outlet_id: int, definition: str, value: Decimal, on: date, *, since: date | None = None,
    proof: str = "",
) -> OutletCount:  # fmt: skip
    """Record a number of a channel. The same day and definition again stands in the place of the old reading."""
    row = _locked(outlet_id)
    _allowed(asker, "channels.record", row.unit_id)
    held = definitions().get(definition)
    issues = []
    if held is None or held[0].code != row.platform:
        issues.append(Issue("definition", "channels.definition_unknown", {}))
    if value < 0 or value != value.to_integral_value():
        issues.append(Issue("value", "channels.count_not_whole", {}))
    if on > timezone.localdate():
        issues.append(Issue("on", "channels.day_to_come", {}))
    if row.ended_on is not None and on >= row.ended_on:
        issues.append(Issue("on", "channels.outlet_ended", {}))
    if since is not None and since > on:
        issues.append(Issue("since", "channels.days_turned", {}))
    if held is not None and held[1].name not in STOCKS and since is None:
        issues.append(Issue("since", "channels.flow_needs_days", {}))
    if issues or held is None:
        raise Refused(issues)
    standing = row.counts.filter(definition=definition, on=on, withdrawn_at__isnull=True).first()
    if standing is not None:
        if (standing.value, standing.since, standing.proof) == (value, since, proof.strip()):
            return standing
        standing.withdrawn_at = timezone.now()
        standing.save(update_fields=["withdrawn_at"])
    made = OutletCount.objects.create(
        outlet=row, name=held[1].name, definition=definition, value=value, on=on, proof=proof.strip()[:500],
        since=None if held[1].name in STOCKS else since, recorded_by=asker, recorded_at=timezone.now(),
    )  # fmt: skip
    write(asker, "channels.measure_outlet", row, "", {"definition": definition, "on": on, "value": str(value)})
    return made


@transaction.atomic
def decide_fate(
    asker: Account, outlet_id: int, fate: str, on: date, decision: str, *, unit: Unit | None = None,
    into: Outlet | None = None, name: str = "", address: str = "", breaks: bool | None = None,
) -> OutletTurn:  # fmt: skip
    """Decide what becomes of a channel at a merger: by which decision, from which day, whether its series breaks.

    `unit`: who owns it from then on (kept, renamed). `into`: the channel that takes its place (merged, redirected).
    """
    row = _locked(outlet_id)
    _allowed(asker, "channels.register", row.unit_id)
    held = fates().get(fate)
    issues = []
    if row.ended_on is not None:
        issues.append(Issue("outlet", "channels.outlet_ended", {}))
    if not decision.strip():
        issues.append(Issue("decision", "channels.decision_missing", {}))
    if held is None:
        raise Refused([*issues, Issue("fate", "channels.fate_unknown", {"fate": fate})])
    if held.into and (into is None or into.pk == row.pk or into.ended_on is not None):
        issues.append(Issue("into", "channels.into_missing", {}))
    if fate == "renamed" and not (name.strip() or address.strip()):
        issues.append(Issue("name", "channels.new_name_missing", {}))
    last = row.turns.order_by("on").last()
    if (last is not None and on < last.on) or (row.opened_on is not None and on < row.opened_on):
        issues.append(Issue("on", "channels.fate_before_last", {}))
    if issues:
        raise Refused(issues)
    owner = unit if unit is not None and not held.ends else row.unit
    turn = OutletTurn.objects.create(
        outlet=row, fate=fate, on=on, decision=decision.strip()[:300], was_unit=row.unit,
        breaks=held.breaks if breaks is None else breaks, now_unit=owner,
        was_name=row.name, was_address=row.address, into=into if held.into else None, by=asker, at=timezone.now(),
    )  # fmt: skip
    if held.ends:
        row.ended_on, row.into = on, turn.into
    else:
        row.unit = turn.now_unit
        _fill(row, {key: value for key, value in (("name", name), ("address", address)) if value.strip()})
        if row.address != turn.was_address:
            row.verified_on, row.verified_by, row.verified_how = None, None, ""
    row.save()
    write(
        asker, "channels.decide_fate", row, turn.decision, {"fate": fate, "on": on, "into": getattr(into, "pk", None)}
    )
    return turn


def _allowed(asker: Account, verb: str, unit_id: int) -> None:
    if not may(asker, verb, unit_id):
        raise PermissionDenied(verb)


def _locked(outlet_id: int) -> Outlet:
    return Outlet.objects.select_for_update().get(pk=outlet_id)


def _fill(row: Outlet, fields: Mapping[str, object]) -> None:
    """Take the fields over. Raises Refused; KeyError for a field that is not a person's to write."""
    for name, value in fields.items():
        if name not in FIELDS:
            raise KeyError(name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    issues = against(row.platform, row.name, row.address, row.opened_on, row.licence, row.licence_until)
    row.address_key = address_key(row.address)
    if not issues:
        same = Outlet.objects.filter(platform=row.platform, address_key=row.address_key, ended_on__isnull=True)
        held = same.exclude(pk=row.pk).select_related("unit").first()
        if held is not None:
            issues.append(Issue("address", "channels.address_known", {"name": held.name}))
    if issues:
        raise Refused(issues)
