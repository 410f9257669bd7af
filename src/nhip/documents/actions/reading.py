"""Reading a document that was received: claimed by lease, so that a reading cut short is taken up again."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nhip.agencies.queries import units
from nhip.documents.cards import card_of
from nhip.documents.carrying import Said, carry, same_item
from nhip.documents.models import Check, Correction, Document, ReadRecord
from nhip.documents.queries.records import record_as_corrected
from nhip.documents.reading.record import as_json
from nhip.journal.actions import write
from nhip.journal.actors import Actor
from nhip.law.queries import law_book

logger = logging.getLogger("nhip.documents")

LEASE = timedelta(minutes=10)
TRIES = 3
READER = "nhip-record/1"


def read_document(actor: Actor, document_id: int) -> Document | None:
    """Read one received document and store its record. None when it is read already, or in other hands."""
    document = _claimed(document_id)
    if document is None:
        return None
    from nhip.documents.reading.reader import read  # here: only the worker pays for loading the reader

    reading = document.readings.first()
    try:
        found = read(
            reading.text,
            source_file=document.original.name,
            from_scan=reading.from_scan,
            directory=units.directory(actor),
            laws=law_book(),
        )
    except Exception:  # a document must never be lost to a defect of the reader; the trace goes to the log
        logger.exception("reading document %s failed", document_id)
        return give_up(actor, document) if document.tries >= TRIES else _let_go(document)
    return store_record(actor, document, reading, as_json(found))


def documents_waiting() -> list[int]:
    """Documents that nobody is reading: just received, or left behind by a worker that died."""
    return list(Document.objects.filter(_free()).order_by("received_at").values_list("pk", flat=True))


def _free() -> Q:
    lapsed = Q(status=Document.Status.READING, lease_until__lt=timezone.now())
    return Q(status=Document.Status.RECEIVED) | lapsed


@transaction.atomic
def _claimed(document_id: int) -> Document | None:
    document = Document.objects.select_for_update().filter(_free(), pk=document_id).first()
    if document is None:
        return None
    document.status = Document.Status.READING
    document.lease_until = timezone.now() + LEASE
    document.step = "structure"
    document.tries += 1
    document.save(update_fields=("status", "lease_until", "step", "tries"))
    return document


def _let_go(document: Document) -> None:
    Document.objects.filter(pk=document.pk, status=Document.Status.READING).update(
        status=Document.Status.RECEIVED, lease_until=None, step=""
    )


@transaction.atomic
def give_up(actor: Actor, document: Document) -> Document:
    """Say that the reader failed; the original stays."""
    document.status, document.lease_until, document.step = Document.Status.REFUSED, None, ""
    document.trouble, document.trouble_facts = "documents.reader_failed", {"tries": document.tries}
    document.save()
    write(actor, "documents.give_up", document, "", {"tries": document.tries})
    return document


@transaction.atomic
def store_record(actor: Actor, document: Document, reading: ReadRecord, record: dict[str, object]) -> Document:
    """Keep what the reader found; the document then waits for a person."""
    reading.record, reading.reader, reading.read_at = record, READER, timezone.now()
    reading.save(update_fields=("record", "reader", "read_at"))
    carried = _carry_over(reading)
    document.status, document.lease_until, document.step = Document.Status.READ, None, ""
    card_of(record_as_corrected(reading), reading.text).write_on(document)
    document.save()
    write(actor, "documents.read", document, "", {"reading": reading.number, "reader": READER, **carried})
    return document


def _carry_over(reading: ReadRecord) -> dict[str, int]:
    """Repeat on a fresh reading what people decided on the one before it, where it still speaks of the same thing.

    Who decided and when stays as it was. Returns how many were carried and how many left, for the caller's entry.
    """
    before = reading.document.readings.filter(number__lt=reading.number).exclude(record={}).first()
    if before is None:
        return {}
    standing = {one.pk: one for one in before.corrections.filter(withdrawn_at=None)}
    said = [Said(one.pk, one.path, one.old, one.new) for one in standing.values()]
    result = carry(before.record, reading.record, said)
    for one in result.kept:
        first = standing[one.key]
        Correction.objects.create(
            reading=reading, path=one.path, old=one.old, new=one.new, by=first.by, at=first.at, carried_from=first
        )
    for check in before.checks.all():
        if path := same_item(before.record, reading.record, check.path):
            Check.objects.get_or_create(reading=reading, path=path, defaults={"by": check.by, "at": check.at})
    return {"carried": len(result.kept), "left": len(result.left)} if said else {}


@transaction.atomic
def read_again(asker: Actor, document: Document) -> ReadRecord:
    """Put a document back in line, with a fresh reading of the same text; the earlier readings stay.

    What people decided on the last reading is carried over when the new one is stored (`_carry_over`).
    """
    last = document.readings.first()
    fresh = ReadRecord.objects.create(
        document=document, number=last.number + 1, text=last.text, how=last.how, from_scan=last.from_scan,
        warnings=last.warnings, read_at=timezone.now(),
    )  # fmt: skip
    document.status, document.tries, document.trouble = Document.Status.RECEIVED, 0, ""
    document.save()
    write(asker, "documents.read_again", document, "", {"reading": fresh.number})
    return fresh
