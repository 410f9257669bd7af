"""Taking files in. A file is opened in memory first: what bears a secrecy mark leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import may
from nhip.documents.intake.door import open_parcel
from nhip.documents.intake.outcome import Opening, Read, Refusal
from nhip.documents.jobs import enqueue_reading
from nhip.documents.models import Document, Original, ReadRecord, SecretRefusal
from nhip.journal.actions import write
from nhip.media import originals
from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file. `outcome`: new | again | refused (kept, not readable) | secret (nothing kept)."""

    outcome: str
    name: str | None
    document: Document | None
    issue: Issue | None = None


def receive_file(asker: Account, name: str, data: bytes, *, unit_id: int | None = None) -> list[Received]:
    """Take in a file, or every file of a .zip; each is kept or turned away on its own.

    Raises PermissionDenied when the asker may not bring documents into the unit.
    """
    if not may(asker, "documents.upload", unit_id):
        raise PermissionDenied("documents.upload")
    return [_take(asker, opening, unit_id) for opening in open_parcel(name, data)]


def _take(asker: Account, opening: Opening, unit_id: int | None) -> Received:
    outcome = opening.outcome
    if isinstance(outcome, Refusal) and not outcome.keep:
        return refuse_secret(asker, outcome.issue)
    if not opening.data:  # an empty file, or a member that could not be unpacked: there is nothing to keep
        return Received("refused", opening.name, None, outcome.issue if isinstance(outcome, Refusal) else None)
    known = _same_file(originals.digest(opening.data), unit_id)
    if known is not None:
        return Received("again", opening.name, known)
    sha256 = originals.keep(settings.NHIP_ORIGINALS, opening.data)
    return keep_document(asker, opening, sha256, unit_id)


@transaction.atomic
def refuse_secret(asker: Account, issue: Issue) -> Received:
    """Note that a secret document was turned away: who and when, nothing of the document."""
    SecretRefusal.objects.create(by=asker, at=timezone.now())
    write(asker, "documents.refuse_secret", "documents", "Luật Bảo vệ bí mật nhà nước")
    return Received("secret", None, None, issue)


@transaction.atomic
def keep_document(asker: Account, opening: Opening, sha256: str, unit_id: int | None) -> Received:
    """Give the stored file its rows; a readable one is read in the background once this is committed."""
    known = _same_file(sha256, unit_id)
    if known is not None:
        return Received("again", opening.name, known)
    outcome = opening.outcome
    read = outcome if isinstance(outcome, Read) else None
    issue = outcome.issue if isinstance(outcome, Refusal) else None
    document = Document.objects.create(
        sha256=sha256,
        status=Document.Status.RECEIVED if read else Document.Status.REFUSED,
        unit_id=unit_id,
        received_by=asker,
        received_at=timezone.now(),
        trouble=issue.code if issue else "",
        trouble_facts=dict(issue.facts) if issue else {},
    )
    Original.objects.create(
        document=document,
        name=(opening.name or "")[-255:],
        size=len(opening.data or b""),
        kind=read.kind if read else "",
    )
    if read:
        _store_text(document, read)
        enqueue_reading(document.pk)
    write(asker, "documents.receive", document, "", {"sha256": sha256, "unit": unit_id, "readable": read is not None})
    return Received("new" if read else "refused", opening.name, document, issue)


def _store_text(document: Document, read: Read) -> None:
    ReadRecord.objects.create(
        document=document,
        number=1,
        text=read.text,
        how=read.how,
        from_scan=read.from_scan,
        warnings=[{"code": issue.code, "facts": dict(issue.facts)} for issue in read.warnings],
        read_at=timezone.now(),
    )


def _same_file(sha256: str, unit_id: int | None) -> Document | None:
    return Document.objects.filter(sha256=sha256, unit_id=unit_id).first()
