"""What the form of a document lacks: findings about the record as a whole, not about a place in the text.

Decree 30/2020, Article 8.2: the parts every administrative document must have.
"""

from __future__ import annotations

from nhip.documents.reading.record import Record
from nhip.text.issues import Issue


def form_issues(record: Record) -> list[Issue]:
    """Missing number, day, type, title, issuing body, recipients or signer; scanned numbers to be checked by eye."""
    header = record.header
    out: list[Issue] = []
    if header.number is None:
        out.append(Issue("header.number", "documents.number_not_found"))
    elif header.number.value is None:
        out.append(Issue("header.number", "documents.number_blank", {"symbol": header.number.symbol or ""}))
    elif not header.number.verified:
        out.append(Issue("header.number", "documents.number_unverified", {"number": header.number.full or ""}))
    if header.date is None:
        out.append(Issue("header.date", "documents.date_not_found"))
    elif header.date.precision != "day":
        out.append(Issue("header.date", "documents.date_blank", {"words": " ".join(header.date.text.split())}))
    if header.doc_type is None:
        out.append(Issue("header.doc_type", "documents.type_not_found"))
    if header.title is None:
        out.append(Issue("header.title", "documents.title_not_found"))
    if header.issuing_body is None:
        out.append(Issue("header.issuing_body", "documents.issuer_not_found"))
    elif not header.issuing_body.stated_in_header:
        out.append(Issue("header.issuing_body", "documents.issuer_from_text", {"name": header.issuing_body.name}))
    if not record.recipients:
        out.append(Issue("recipients", "documents.recipients_not_found"))
    if record.signer is None or record.signer.name is None:
        out.append(Issue("signer", "documents.signer_not_found"))
    return out
