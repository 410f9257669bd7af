"""What a person does with a reading: corrects a value, accepts it, confirms the whole, and takes each back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import may
from nhip.documents.cards import card_of
from nhip.documents.citing import acts_cited
from nhip.documents.corrections import check_new, seal, value_at, value_now
from nhip.documents.models import Check, Confirmation, Correction, Document, ReadRecord
from nhip.documents.queries.carried import left_behind
from nhip.documents.queries.records import record_as_corrected, record_with_additions, shown_sheet
from nhip.documents.review.adding import item_of, list_of
from nhip.journal.actions import write
from nhip.law.actions import note_acts


class Sealed(Exception):
    """The record was confirmed; it is opened again before anything is changed."""


class Changed(Exception):
    """Somebody changed the record since the asker saw it."""


@transaction.atomic
def correct_values(asker: Account, document: Document, changes: Mapping[str, Any]) -> list[Correction]:
    """Put each new value at its path; None takes a whole item out. What does not change is passed over.

    Raises UnknownPath, Sealed, PermissionDenied; then nothing was changed.
    """
    reading = _open_reading(asker, document, "documents.correct")
    now, made, known = timezone.now(), [], record_with_additions(reading)
    for path, new in changes.items():
        check_new(known, path, new)
        before = _small(value_now(record_as_corrected(reading, prune=False), path))
        if before == new:
            continue
        made.append(Correction.objects.create(reading=reading, path=path, old=before, new=new, by=asker, at=now))
    if made:
        _refresh_card(document, reading)
        facts = {"reading": reading.number, "changes": [{"path": one.path, "new": one.new} for one in made]}
        write(asker, "documents.correct", document, "", facts)
    return made


@transaction.atomic
def add_item(asker: Account, document: Document, kind: str, words: str) -> Correction | None:
    """Add an item that the reader missed, from the words of the text that state it; None when they do not stand there.

    Raises KeyError for a list that cannot be added to, Sealed, PermissionDenied.
    """
    reading = _open_reading(asker, document, "documents.correct")
    sheet, _ = shown_sheet(reading)
    name = list_of(kind)
    place = max(len(reading.record.get(name) or ()), _next_place(reading, name))
    item = item_of(kind, sheet, words, place + 1)
    if item is None:
        return None
    path = f"{name}.{place}"
    made = Correction.objects.create(reading=reading, path=path, old=None, new=item, by=asker, at=timezone.now())
    write(asker, "documents.add", document, "", {"reading": reading.number, "path": path})
    return made


def _next_place(reading: ReadRecord, kind: str) -> int:
    """After everything ever added to the list, withdrawn or not: a path names one item for good."""
    paths = reading.corrections.filter(path__startswith=f"{kind}.").values_list("path", flat=True)
    return max((int(path.split(".")[1]) + 1 for path in paths), default=0)


def take_out(asker: Account, document: Document, path: str) -> list[Correction]:
    """Say that the reader saw an item that is not there; the correction can be withdrawn like any other."""
    return correct_values(asker, document, {path: None})


@transaction.atomic
def undo_corrections(asker: Account, document: Document, path: str) -> int:
    """Withdraw every standing correction of the value at `path` and of its fields; the reader's words stand again."""
    reading = _open_reading(asker, document, "documents.correct")
    of_value = Q(path=path) | Q(path__startswith=f"{path}.")
    undone = reading.corrections.filter(of_value, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if undone:
        _refresh_card(document, reading)
        write(asker, "documents.undo_corrections", document, "", {"reading": reading.number, "path": path})
    return undone


@transaction.atomic
def settle_left_behind(asker: Account, document: Document, correction_id: int) -> bool:
    """Say that a correction of an earlier reading was looked at again: it is withdrawn and no longer listed."""
    if not may(asker, "documents.correct", document.unit_id):
        raise PermissionDenied("documents.correct")
    Document.objects.select_for_update().get(pk=document.pk)
    found = next((one for one in left_behind(document) if one.pk == correction_id), None)
    if found is None:
        return False
    found.reading.corrections.filter(path=found.path, withdrawn_at=None).update(withdrawn_at=timezone.now())
    facts = {"reading": found.reading.number, "path": found.path}
    write(asker, "documents.settle_left_behind", document, "", facts)
    return True


@transaction.atomic
def accept_value(asker: Account, document: Document, path: str) -> bool:
    """Note that the value was looked at and is right. Accepting twice changes nothing and says so."""
    reading = _open_reading(asker, document, "documents.correct")
    value_at(record_with_additions(reading), path)
    if reading.checks.filter(path=path).exists():
        return False
    Check.objects.create(reading=reading, path=path, by=asker, at=timezone.now())
    write(asker, "documents.accept", document, "", {"reading": reading.number, "path": path})
    return True


@transaction.atomic
def undo_acceptance(asker: Account, document: Document, path: str) -> bool:
    """Put the value back among those to be looked at."""
    reading = _open_reading(asker, document, "documents.correct")
    if not reading.checks.filter(path=path).delete()[0]:
        return False
    write(asker, "documents.undo_acceptance", document, "", {"reading": reading.number, "path": path})
    return True


@transaction.atomic
def confirm_record(asker: Account, document: Document, seen: str) -> Confirmation:
    """Seal the record as corrected; acts it cites that the legal library lacks enter it, unconfirmed.

    `seen` is the hash of what the asker had before them; Changed when it differs.
    """
    reading = _open_reading(asker, document, "documents.confirm")
    record = record_as_corrected(reading)
    if seal(record) != seen:
        raise Changed
    confirmation = Confirmation.objects.create(
        document=document, reading=reading, record=record, record_sha256=seen, by=asker, at=timezone.now()
    )
    Document.objects.filter(pk=document.pk).update(status=Document.Status.CONFIRMED)
    note_acts(asker, str(document), acts_cited(record, f"Văn bản viện dẫn: {document}"[:400]))
    write(asker, "documents.confirm", document, "", {"reading": reading.number, "record_sha256": seen})
    return confirmation


@transaction.atomic
def withdraw_confirmation(asker: Account, document: Document) -> bool:
    """Open a confirmed record again; the seal that was set stays in the past."""
    if not may(asker, "documents.confirm", document.unit_id):
        raise PermissionDenied("documents.confirm")
    standing = document.confirmations.select_for_update().filter(withdrawn_at=None).first()
    if standing is None:
        return False
    standing.withdrawn_at = timezone.now()
    standing.save(update_fields=("withdrawn_at",))
    Document.objects.filter(pk=document.pk).update(status=Document.Status.READ)
    write(asker, "documents.withdraw_confirmation", document, "", {"record_sha256": standing.record_sha256})
    return True


@transaction.atomic
def withdraw_document(asker: Account, document: Document) -> bool:
    """Take a document out of the lists: brought in by mistake. The original stays; it can be put back."""
    if not may(asker, "documents.upload", document.unit_id):
        raise PermissionDenied("documents.upload")
    held = Document.objects.select_for_update().get(pk=document.pk)
    if held.status not in (Document.Status.READ, Document.Status.REFUSED):
        return False
    Document.objects.filter(pk=held.pk).update(status=Document.Status.WITHDRAWN)
    write(asker, "documents.withdraw", held, "", {"status": held.status})
    return True


@transaction.atomic
def restore_document(asker: Account, document: Document) -> bool:
    """Put a withdrawn document back where it was."""
    if not may(asker, "documents.upload", document.unit_id):
        raise PermissionDenied("documents.upload")
    held = Document.objects.select_for_update().get(pk=document.pk)
    if held.status != Document.Status.WITHDRAWN:
        return False
    back = Document.Status.REFUSED if held.trouble else Document.Status.READ
    Document.objects.filter(pk=held.pk).update(status=back)
    write(asker, "documents.restore", held, "", {"status": back})
    return True


def _open_reading(asker: Account, document: Document, verb: str) -> ReadRecord:
    """The newest reading, locked with its document, when the asker may work on it and it is not sealed."""
    if not may(asker, verb, document.unit_id):
        raise PermissionDenied(verb)
    held = Document.objects.select_for_update().get(pk=document.pk)
    if held.status != Document.Status.READ:
        raise Sealed
    reading = held.readings.first()
    if reading is None:
        raise Sealed
    return reading


def _small(value: Any) -> Any:
    """What stood before: a plain value as it was, a whole item by its words alone."""
    return value.get("text") if isinstance(value, dict) else value


def _refresh_card(document: Document, reading: ReadRecord) -> None:
    card_of(record_as_corrected(reading), reading.text).write_on(document)
    document.save(update_fields=("kind", "symbol", "title", "issuer", "issued_on", "words_exact", "words_folded"))
