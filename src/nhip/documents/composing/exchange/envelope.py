"""The values of one exchange message (edXML, QCVN 102:2016): a document, its recall, update, replacement, a status.

Names follow the standard's own elements in plain English; its spelling "Bussiness" stays inside the codec.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An agency on the exchange axis; `organ_id` such as 000.00.00.H37, at most 35 letters."""

    organ_id: str
    name: str
    in_charge: str | None = None
    address: str | None = None
    email: str | None = None
    telephone: str | None = None
    fax: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The document this message answers."""

    organ_id: str
    document_id: str
    code: str | None = None
    promulgation_date: str | None = None  # ISO day


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The desk that sent or handled it: an office's contact, no private person's file."""

    department: str | None = None
    staff: str | None = None
    email: str | None = None
    mobile: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of the message. `content_id` opens with "cid:"."""

    content_id: str
    name: str
    content_type: str
    data: bytes
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A document that this one replaces at some receivers (all of them when `receivers` is empty)."""

    document_id: str
    receivers: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A document on its way. `business`: new | recall | update | replacement. Days and moments are ISO."""

    sender: Organ
    receivers: Sequence[Organ]
    document_id: str
    number: str | None = None
    notation: str | None = None
    place: str | None = None
    promulgation_date: str | None = None
    type_name: str | None = None
    subject: str | None = None
    content: str | None = None
    competence: str | None = None  # KT. CHỦ TỊCH
    position: str | None = None
    signer: str | None = None
    due_date: str | None = None
    to_places: Sequence[str] = ()
    priority: str = "0"
    sphere: str | None = None
    notation_of_drafter: str | None = None
    copies: int | None = None
    pages: int | None = None
    appendices: Sequence[str] = ()
    steering_type: str = "0"
    answers: Sequence[Answered] = ()
    trace: Sequence[tuple[str, str]] = ()  # organ id, moment
    business: str = "new"
    reason: str | None = None
    paper: bool = False
    receivers_concerned: Sequence[str] = ()  # organ ids a recall or update is for; empty: all
    replaced: Sequence[Replaced] = ()
    staff: Staff | None = None
    attachments: Sequence[Attachment] = ()
    signed: bool = False  # the message bears a Signature element; whether it is valid is another question


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a receiver says of a document it was sent: `code` of `data/edxml.toml`."""

    sender: Organ
    answers: Answered
    code: str
    moment: str  # ISO
    description: str | None = None
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a lenient reader let pass: rule and facts, for an Issue of the room."""

    rule: str
    facts: dict[str, object] = field(default_factory=dict)
