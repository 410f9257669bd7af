"""Reading in the background: one task for one document, and one sweep for those left behind."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from nhip.documents.actions import reading
from nhip.journal.actors import Machine

READER = Machine("đọc văn bản")


@task()
def read_document(document_id: int) -> None:
    """Read one document; done already, or in other hands, is no error."""
    reading.read_document(READER, document_id)


@task()
def read_waiting_documents() -> None:
    """Take up every document that nobody is reading: after a stop, or when a worker died in the middle."""
    for document_id in reading.documents_waiting():
        reading.read_document(READER, document_id)


def enqueue_reading(document_id: int) -> None:
    """Ask for a reading once the caller's transaction is committed."""
    transaction.on_commit(partial(read_document.enqueue, document_id))
