"""What a border gate's board says of it: said, or taken back. Nobody approves it; who and when stand with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.law.terms import found_in, packaged
from nhip.places.catalogue import LANGUAGES, choices
from nhip.places.checking import status_ends
from nhip.places.models.entries import Entry
from nhip.places.models.gates import GateStatus
from nhip.places.models.public import PlacesEdition
from nhip.places.queries.entries import post_of
from nhip.text.issues import Issue
from nhip.text.normalise import nfc

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

MOST_NOTE = 300
"""Signs of a note."""


@transaction.atomic
def say_status(asker: Account, entry: Entry, state: str, notes: Mapping[str, str] | None = None) -> GateStatus:
    """Say how a gate stands at this moment. Raises PermissionDenied, Refused.

    The board that answers for the gate says it, at a post; it is current until the rule in force ends it.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if not may(asker, "places.report", entry.unit_id):
        raise PermissionDenied("places.report")
    told = {language: nfc(" ".join((notes or {}).get(language, "").split())) for language in LANGUAGES}
    if issues := _refusals(entry, state, told):
        raise Refused(issues)
    now = timezone.now()
    status = GateStatus.objects.create(
        entry=entry, state=state, notes={key: text for key, text in told.items() if text}, unit_id=entry.unit_id,
        post=post_of(asker, entry.unit_id, "places.report"), said_by=asker, said_at=now, ends_at=status_ends(now),
    )  # fmt: skip
    write(asker, "places.say_status", entry, told["vi"], {"state": state, "until": status.ends_at})
    PlacesEdition.turn()
    return status


@transaction.atomic
def take_back_status(asker: Account, status: GateStatus, reason: str) -> GateStatus:
    """Take back what was said in error; the one before does not come back. Raises PermissionDenied, Refused."""
    status = GateStatus.objects.select_for_update().select_related("entry").get(pk=status.pk)
    if not may(asker, "places.report", status.entry.unit_id):
        raise PermissionDenied("places.report")
    if not reason.strip():
        raise Refused([Issue("reason", "places.status_reason_missing", {})])
    if status.withdrawn_at is None:
        status.withdrawn_at = timezone.now()
        status.save(update_fields=["withdrawn_at"])
        write(asker, "places.take_back_status", status.entry, reason.strip()[:300], {"state": status.state})
        PlacesEdition.turn()
    return status


def _refusals(entry: Entry, state: str, notes: Mapping[str, str]) -> list[Issue]:
    if entry.kind != "gate":
        return [Issue("kind", "places.gate_only", {})]
    issues = []
    if entry.public != "public":
        issues.append(Issue("state", "places.gate_not_public", {}))
    if state not in choices("gate_states"):
        issues.append(Issue("state", "places.gate_state_unknown", {}))
    if any(len(text) > MOST_NOTE for text in notes.values()):
        issues.append(Issue("notes", "places.note_long", {"most": MOST_NOTE}))
    today = timezone.localdate()
    for language, text in notes.items():
        for hit in found_in(text, language, packaged(), today):
            facts = {"found": hit.found, "official": hit.term.official}
            issues.append(Issue("notes", "places.name_not_official", facts))
    return issues
