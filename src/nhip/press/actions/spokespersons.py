"""The register of spokespersons: entered by one, shown to the public by another, ended with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.press.models.spokespersons import Spokesperson
from nhip.press.speaking import NEEDED, faults
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


@transaction.atomic
def enter_spokesperson(
    asker: Account, unit: Unit, fields: Mapping[str, str], *, kind: str, decided_on: date | None, since: date | None,
    until: date | None = None,
) -> Spokesperson:  # fmt: skip
    """Enter who speaks for an agency. Entering the same person from the same day again gives the row that stands.

    Raises PermissionDenied, Refused.
    """
    _allowed(asker, "press.register", unit.pk)
    if issues := faults(fields, kind, decided_on, since, until):
        raise Refused(issues)
    told = {name: fields[name].strip() for name in NEEDED}
    standing = Spokesperson.objects.filter(unit=unit, name=told["name"], since=since, ended_at__isnull=True).first()
    if standing is not None:
        return standing
    row = Spokesperson.objects.create(
        unit=unit, kind=kind, decided_on=decided_on, since=since, until=until, entered_by=asker,
        entered_at=timezone.now(), **told,
    )  # fmt: skip
    write(asker, "press.enter_spokesperson", row, told["decision"][:300], {"kind": kind, "since": since})
    return row


@transaction.atomic
def show_spokesperson(asker: Account, row: Spokesperson) -> Spokesperson:
    """Let the public list name them. Raises PermissionDenied, Refused for who entered the row."""
    held = Spokesperson.objects.select_for_update().get(pk=row.pk)
    _allowed(asker, "press.show", held.unit_id)
    if held.shown_at is not None:
        return held
    if held.ended_at is not None:
        raise Refused([Issue("state", "press.ended", {})])
    if held.entered_by_id == asker.pk:
        raise Refused([Issue("by", "press.shown_by_another", {})])
    held.shown_by, held.shown_at = asker, timezone.now()
    held.save(update_fields=("shown_by", "shown_at"))
    write(asker, "press.show_spokesperson", held, held.decision[:300])
    return held


@transaction.atomic
def end_spokesperson(asker: Account, row: Spokesperson, reason: str) -> Spokesperson:
    """Take them from the list at once. Raises PermissionDenied, Refused without a reason."""
    held = Spokesperson.objects.select_for_update().get(pk=row.pk)
    _allowed(asker, "press.register", held.unit_id)
    if not reason.strip():
        raise Refused([Issue("reason", "press.reason_missing", {})])
    if held.ended_at is not None:
        return held
    held.ended_at, held.reason = timezone.now(), reason.strip()[:300]
    held.save(update_fields=("ended_at", "reason"))
    write(asker, "press.end_spokesperson", held, reason.strip()[:300])
    return held


def _allowed(asker: Account, verb: str, unit_id: int) -> None:
    if not may(asker, verb, unit_id):
        raise PermissionDenied(verb)
