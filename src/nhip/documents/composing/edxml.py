"""The exchange envelope (edXML, QCVN 102:2016/BTTTT) of a composed document, out and in.

Written strictly, read leniently; every leniency is a warning. A Signature element appears only when a signer is given:
this module makes none. Rules in prose: docs/rules/composing.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from nhip.documents.composing.draft import Day, Draft
from nhip.documents.composing.ending import signature_lines
from nhip.documents.composing.exchange.envelope import Answered, Attachment, Message, Organ, Status
from nhip.documents.composing.exchange.names import names
from nhip.documents.composing.exchange.reading import read_xml
from nhip.documents.composing.exchange.writing import Signer, message_xml, status_xml
from nhip.documents.composing.rules import document_types
from nhip.documents.composing.symbols import padded
from nhip.text.issues import Issue

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def write(message: Message | Status, signer: Signer | None = None) -> bytes:
    """The message as edXML. Raises `exchange.writing.Unfit` for a value the standard does not allow."""
    return status_xml(message, signer) if isinstance(message, Status) else message_xml(message, signer)


def read(data: bytes) -> tuple[Message | Status, list[Issue]]:
    """A message and what was let pass. Raises `exchange.reading.NotRead` with the rule of a sentence of the room."""
    message, warnings = read_xml(data)
    return message, [Issue("edxml", f"documents.{one.rule}", one.facts) for one in warnings]


def message_of(
    draft: Draft,
    *,
    sender: Organ,
    receivers: Sequence[Organ],
    files: Sequence[tuple[str, str, bytes]],
    answers: Sequence[Answered] = (),
    due_date: str | None = None,
) -> Message:
    """The new-document message of a draft that has its number and day; `files` are name, type and bytes.

    Raises ValueError without number, symbol or day: what is not numbered is not sent.
    """
    issued = iso_day(draft.date)
    if not draft.number or not draft.symbol or issued is None:
        raise ValueError("a document without number, symbol or day cannot be sent")
    lines = signature_lines(draft.signature)
    return Message(
        sender=sender,
        receivers=tuple(receivers),
        document_id=f"{sender.organ_id},{issued.replace('-', '/')},{padded(draft.number)}/{draft.symbol}",
        number=padded(draft.number),
        notation=draft.symbol,
        place=draft.place,
        promulgation_date=issued,
        type_name=draft.type_name or document_types()[draft.type_code].name,
        subject=draft.title,
        competence="; ".join(lines[:-1]) or None,
        position=lines[-1] if lines else None,
        signer=draft.signature.name,
        due_date=due_date,
        to_places=tuple(draft.recipients),
        priority=names()["priority"].get(draft.urgency or "", "0"),
        notation_of_drafter=draft.drafter,
        copies=draft.copies,
        appendices=tuple(one.title for one in draft.appendices),
        answers=tuple(answers),
        attachments=tuple(
            Attachment(content_id=f"cid:{place}", name=name, content_type=kind, data=data, description=name)
            for place, (name, kind, data) in enumerate(files, start=1)
        ),
    )


def iso_day(day: Day) -> str | None:
    if day.day is None or day.month is None or day.year is None:
        return None
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
