"""Attaching proofs to an activity, withdrawing them, following their links.

A photo is cleaned before it is kept, an attendance list is sealed unread, any other file is looked over for a secrecy
mark first. The same link or file attached again is the proof attached first.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.documents.intake.door import open_parcel
from nhip.documents.intake.outcome import Refusal
from nhip.documents.queries.documents import document_for
from nhip.journal.actions import write
from nhip.media import fetching, photos
from nhip.media.actions.originals import erase, hand_out, keep
from nhip.plans import retention
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor
    from nhip.media.models.originals import Original

MOST = 40
"""Proofs of one activity."""

HOSTILE = frozenset(f"media.address_{why}" for why in ("form", "password", "port", "private"))
"""Addresses that can never be public proof. A name that is not found may be our own line's fault."""

MEBIBYTE = 1024 * 1024
MOST_BYTES = 25 * MEBIBYTE
"""Bytes of one file."""

Kind = Evidence.Kind


def attach_link(asker: Account, activity: Activity, link: str, note: str = "") -> Evidence:
    """Attach an address; a job looks at it later. Raises PermissionDenied, Refused."""
    address = fetching.written(link)
    if isinstance(address, Issue):
        raise Refused([address])
    return _add(asker, activity, Kind.LINK, note, link=address, link_state=Evidence.LinkState.WAITING)


def attach_photo(asker: Account, activity: Activity, data: bytes, note: str = "") -> Evidence:
    """Attach a picture without its place, device and name. Raises PermissionDenied, Refused."""
    _may_attach(asker, activity)
    cleaned = photos.clean(data)
    if isinstance(cleaned, Issue):
        raise Refused([cleaned])
    end = "png" if cleaned.type == "image/png" else "jpg"
    sha256 = hashlib.sha256(cleaned.data).hexdigest()
    return _add_file(asker, activity, Kind.PHOTO, note, cleaned.data, f"anh-{sha256[:8]}.{end}", cleaned.type)


def attach_file(
    asker: Account, activity: Activity, data: bytes, name: str, type: str = "", note: str = "", *,
    playback: bool = False,
) -> Evidence:  # fmt: skip
    """Attach a file. One under a secrecy mark is refused and leaves nothing. Raises PermissionDenied, Refused."""
    _may_attach(asker, activity)
    _check_size(data, name)
    for opening in open_parcel(name, data):
        if isinstance(opening.outcome, Refusal) and not opening.outcome.keep:
            raise Refused([Issue("file", "plans.proof_secret")])
    kind = Kind.PLAYBACK if playback else Kind.FILE
    return _add_file(asker, activity, kind, note, data, name, type or "application/octet-stream")


def attach_attendance(
    asker: Account, activity: Activity, data: bytes, name: str, *, people: int, keep_until: date | None = None
) -> Evidence:
    """Seal a list of attendance: no program opens it, `people` is all that is counted, it goes on its day.

    Raises PermissionDenied, Refused.
    """
    _may_attach(asker, activity)
    _check_size(data, name)
    if people < 0:
        raise Refused([Issue("people", "plans.proof_people")])
    today = timezone.localdate()
    longest = retention.erase_on(Kind.ATTENDANCE, activity.on, today)
    day = min(one for one in (keep_until, longest) if one is not None)
    return _add_file(
        asker, activity, Kind.ATTENDANCE, "", data, name, "application/octet-stream", people=people, erase_on=day
    )


def attach_document(asker: Account, activity: Activity, document_id: int, note: str = "") -> Evidence:
    """Attach a document that the asker may read. Raises PermissionDenied, Refused."""
    document = document_for(asker, document_id)
    if document is None:
        raise Refused([Issue("document", "plans.proof_document")])
    known = activity.evidence.filter(document=document, withdrawn_at=None).first()
    return known or _add(asker, activity, Kind.DOCUMENT, note, document=document)


@transaction.atomic
def withdraw_evidence(asker: Account, evidence: Evidence, reason: str) -> None:
    """Take a proof back: it proves nothing any more; a sealed list is erased at once. Withdrawn already is no error."""
    held = Evidence.objects.select_for_update().select_related("activity").get(pk=evidence.pk)
    _may_attach(asker, held.activity)
    if held.withdrawn_at is not None:
        return
    if not reason.strip():
        raise Refused([Issue("reason", "plans.proof_reason")])
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = timezone.now(), asker, reason.strip()[:300]
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    write(asker, "plans.withdraw_evidence", held, reason[:200], {"activity": held.activity_id, "kind": held.kind})
    if held.kind == Kind.ATTENDANCE and held.original is not None:
        erase(asker, held.original, "rút danh sách tham dự")


def check_link(asker: Actor, evidence: Evidence, *, allowed: tuple[str, ...] = ()) -> Evidence:
    """Follow a link: whether its page is there, its title, and a copy of it as it is now.

    Nothing of the database is held while the page is on its way. A page that was found once keeps its copy.
    """
    answer = fetching.fetch(evidence.link, allowed=allowed)
    with transaction.atomic():
        held = Evidence.objects.select_for_update().get(pk=evidence.pk)
        held.checked_at = timezone.now()
        held.status = None if isinstance(answer, Issue) else answer.status
        held.link_state = _state_of(answer)
        if not isinstance(answer, Issue) and held.link_state == Evidence.LinkState.FOUND:
            held.page_title = fetching.title_of(answer)[:300]
            if answer.whole and answer.body:
                held.archived = _archived(asker, held, answer)
        held.save(update_fields=["checked_at", "status", "link_state", "page_title", "archived"])
        facts = {"state": held.link_state, "status": held.status}
        write(asker, "plans.check_link", held, answer.code if isinstance(answer, Issue) else "", facts)
    return held


def open_evidence(asker: Account, evidence: Evidence, *, archived: bool = False) -> tuple[bytes, Original]:
    """The file of a proof, or the copy of its page. A sealed list only for who records at its unit or verifies.

    Raises PermissionDenied, FileNotFoundError when there is none or it was erased.
    """
    original = evidence.archived if archived else evidence.original
    if original is None:
        raise FileNotFoundError
    unit = evidence.activity.unit_id
    if original.sealed and not (may(asker, "plans.record", unit) or may(asker, "plans.verify", unit)):
        raise PermissionDenied("plans.verify")
    return hand_out(asker, original, f"minh chứng của hoạt động {evidence.activity_id}"), original


def _state_of(answer: fetching.Fetched | Issue) -> str:
    """What an answer says of the link: a page that is gone proves nothing, one that is closed to us may still stand."""
    states = Evidence.LinkState
    if isinstance(answer, Issue):
        return states.REFUSED if answer.code in HOSTILE else states.CLOSED
    if 200 <= answer.status < 300:
        return states.FOUND
    return states.GONE if answer.status in (404, 410) else states.CLOSED


def _may_attach(asker: Account, activity: Activity) -> None:
    if not may(asker, "plans.record", activity.unit_id):
        raise PermissionDenied("plans.record")


def _check_size(data: bytes, name: str) -> None:
    if not data:
        raise Refused([Issue("file", "plans.proof_empty")])
    if len(data) > MOST_BYTES:
        facts = {"name": name, "megabytes": len(data) // MEBIBYTE, "most": MOST_BYTES // MEBIBYTE}
        raise Refused([Issue("file", "plans.proof_size", facts)])


def _add_file(
    asker: Account, activity: Activity, kind: str, note: str, data: bytes, name: str, type: str, *,
    people: int | None = None, erase_on: date | None = None,
) -> Evidence:  # fmt: skip
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        known = activity.evidence.filter(sha256=sha256, withdrawn_at=None).first()
        if known is not None:
            return known
        original = keep(asker, data, name, type, sealed=kind == Kind.ATTENDANCE, erase_on=erase_on)
        return _add(asker, activity, kind, note, original=original, sha256=sha256, people=people)


@transaction.atomic
def _add(asker: Account, activity: Activity, kind: str, note: str, **more: object) -> Evidence:
    _may_attach(asker, activity)
    Activity.objects.select_for_update().get(pk=activity.pk)  # two senders of one proof wait for each other
    if kind == Kind.LINK:
        known = activity.evidence.filter(link=more["link"], withdrawn_at=None).first()
        if known is not None:
            return known
    if activity.evidence.filter(withdrawn_at=None).count() >= MOST:
        raise Refused([Issue("file", "plans.proof_too_many", {"most": MOST})])
    evidence = Evidence.objects.create(
        activity=activity, kind=kind, note=note[:300], attached_by=asker, attached_at=timezone.now(), **more
    )
    write(asker, "plans.attach", evidence, "", {"activity": activity.pk, "kind": kind})
    return evidence


def _archived(asker: Actor, evidence: Evidence, answer: fetching.Fetched) -> Original:
    """The copy, kept anew only when the page is another than before."""
    before = evidence.archived
    if before is not None and before.sha256 == hashlib.sha256(answer.body).hexdigest():
        return before
    return keep(asker, answer.body, f"ban-luu-{evidence.pk}", answer.type or "application/octet-stream")
