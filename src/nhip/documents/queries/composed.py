"""A document composed anew from its record as people left it, in the layout of Decree 30/2020."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from nhip.agencies.models.accounts import Account
from nhip.documents.composing import pdf, word
from nhip.documents.composing.draft import Draft
from nhip.documents.composing.drafting import draft_of
from nhip.documents.composing.reloading import record_of_json
from nhip.documents.models import Document
from nhip.documents.queries.records import record_as_corrected

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class NotComposable(Exception):
    """The record lacks what a document must have, or the machine lacks the program for this form. `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def composed(asker: Account, document: Document, form: str) -> bytes:
    """The file; the same record gives the same bytes. Raises NotComposable."""
    reading = document.readings.first()
    if reading is None or not reading.record:
        raise NotComposable("not_read")
    try:
        draft = draft_of(record_of_json(record_as_corrected(reading)), reading.text)
        made = word.compose(_marked(draft) if getattr(settings, "NHIP_SAMPLE", False) else draft)
    except ValueError as error:
        raise NotComposable("lacks_parts") from error
    if form == "docx":
        return made
    try:
        return pdf.to_pdf(made)
    except (pdf.NoConverter, pdf.ConversionFailed) as error:
        raise NotComposable("no_converter") from error


def _marked(draft: Draft) -> Draft:
    """A document of the sample province says so in its title."""
    return replace(draft, title=f"{draft.title or ''} (Dữ liệu mẫu)".strip())
