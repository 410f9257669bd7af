"""Consent recorded, pointed to by pictures and recordings, renewed, withdrawn; names erased when their day has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.media.actions.originals import erase, keep
from nhip.media.actions.rights import look_again
from nhip.media.models.consents import Consent
from nhip.media.queries.rights import agreed_of
from nhip.media.rights import erase_from, longest_years, uses
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Actor
    from nhip.media.models.pictures import Picture
    from nhip.media.models.recordings import Recording


@transaction.atomic
def record_consent(
    asker: Account, unit: Unit, name: str, allowed: Sequence[str], since: date, until: date, *, child: bool = False,
    given_by: str = "", evidence: tuple[str, bytes, str] | None = None, replaces: Consent | None = None,
) -> Consent:  # fmt: skip
    """Record that a person (for a child: the guardian `given_by`) agreed to uses from a day until a day.

    `evidence` is (name, bytes, type), kept sealed until the name is erased. The journal names nobody.
    Raises PermissionDenied, Refused with all that stands against it.
    """
    if not may(asker, "media.consent", unit):
        raise PermissionDenied("media.consent")
    if issues := _against(name, allowed, since, until, child, given_by):
        raise Refused(issues)
    row = Consent.objects.create(
        unit=unit, name=name.strip()[:200], child=child, given_by=given_by.strip()[:200],
        uses=[code for code in uses() if code in allowed], since=since, until=until, recorded_by=asker,
        recorded_at=timezone.now(),
    )  # fmt: skip
    if evidence is not None:
        called, data, type = evidence
        row.evidence = keep(asker, data, called, type, sealed=True, erase_on=erase_from(until, None))
        row.save(update_fields=["evidence"])
    write(asker, "media.record_consent", row, "", {"since": since, "until": until, "uses": ", ".join(row.uses)})
    if replaces is not None:
        _replace(asker, replaces, row)
    return row


def _against(
    name: str, allowed: Sequence[str], since: date, until: date, child: bool, given_by: str
) -> list[Issue]:  # fmt: skip
    issues = []
    if not name.strip():
        issues.append(Issue("name", "media.consent_nameless", {}))
    if child and not given_by.strip():
        issues.append(Issue("given_by", "media.guardian_missing", {}))
    if not set(allowed) & set(uses()):
        issues.append(Issue("uses", "media.uses_missing", {}))
    if until < since:
        issues.append(Issue("until", "media.consent_backwards", {"until": f"{until:%d/%m/%Y}"}))
    elif (until - since).days > longest_years() * 366:
        issues.append(Issue("until", "media.consent_long", {"years": longest_years()}))
    return issues


def _replace(asker: Account, old: Consent, new: Consent) -> None:
    """The newer consent takes the place of the older one, with all that points to it."""
    new.pictures.set(old.pictures.all())
    new.recordings.set(old.recordings.all())
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    _look(asker, new)


@transaction.atomic
def point_to_consent(asker: Account, one: Picture | Recording, consent: Consent) -> None:
    """Say that a picture or recording shows the person of a consent. Twice is no error. Raises PermissionDenied."""
    if not may(asker, "media.consent", consent.unit_id):
        raise PermissionDenied("media.consent")
    one.consents.add(consent)
    write(asker, "media.point_to_consent", one, "", {"consent": consent.pk})
    look_again(asker, [type(one).objects.get(pk=one.pk)], timezone.localdate())  # the caller may hold an older row


@transaction.atomic
def unpoint_consent(asker: Account, one: Picture | Recording, consent: Consent) -> None:
    """Take away a consent that was attached by mistake. One that has ended stays: it is why the thing is not shown.

    Raises PermissionDenied, Refused.
    """
    if not may(asker, "media.consent", consent.unit_id):
        raise PermissionDenied("media.consent")
    if not agreed_of(consent).holds(timezone.localdate()):
        raise Refused([Issue("consent", "media.consent_stays", {})])
    one.consents.remove(consent)
    write(asker, "media.unpoint_consent", one, "", {"consent": consent.pk})
    look_again(asker, [type(one).objects.get(pk=one.pk)], timezone.localdate())  # the caller may hold an older row


@transaction.atomic
def withdraw_consent(asker: Account, consent: Consent) -> Consent:
    """The person takes the consent back: nothing that shows them goes out from now on; jobs take down what is out.

    Twice is no error. Raises PermissionDenied.
    """
    row = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if not may(asker, "media.consent", row.unit_id):
        raise PermissionDenied("media.consent")
    if row.withdrawn_on is None:
        row.withdrawn_on, row.withdrawn_by = timezone.localdate(), asker
        row.save(update_fields=["withdrawn_on", "withdrawn_by"])
        write(asker, "media.withdraw_consent", row)
        _look(asker, row)
    return row


@transaction.atomic
def erase_ended_consents(actor: Actor, today: date) -> int:
    """Erase the names and the evidence of consents whose day has come; how many."""
    rows = Consent.objects.select_for_update(of=("self",)).filter(erased_at__isnull=True).select_related("evidence")
    due = [row for row in rows if erase_from(row.until, row.withdrawn_on) <= today]
    for row in due:
        row.name, row.given_by, row.erased_at = "", "", timezone.now()
        row.save(update_fields=["name", "given_by", "erased_at"])
        if row.evidence is not None:
            erase(actor, row.evidence, "hết hạn lưu sự đồng ý")
        write(actor, "media.erase_consent", row)
    return len(due)


def _look(actor: Actor, consent: Consent) -> None:
    look_again(actor, [*consent.pictures.all(), *consent.recordings.all()], timezone.localdate())
