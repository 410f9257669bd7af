"""A confirmed legal document enters the legal library with its text."""

from __future__ import annotations

import hashlib
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.documents.citing import acts_cited
from nhip.documents.enacting import act_said, links_said
from nhip.documents.models import Confirmation, Document, LawImport
from nhip.documents.queries.records import full_text
from nhip.journal.actions import write
from nhip.law.actions import import_act as import_into_library
from nhip.law.actions import restate
from nhip.law.importing import completed
from nhip.law.queries import act_by_symbol, act_value
from nhip.law.settling import Refused, ground_faults

DAYS = ("issued_on", "effective_from", "effective_to")


class NoDifference(Exception):
    """The document says nothing otherwise about this fact, or it was settled before."""


class NotAnAct(Exception):
    """The record is not confirmed, or its head states no type of legal document with its whole symbol."""


@transaction.atomic
def import_act(asker: Account, document: Document) -> LawImport:
    """Make or complete the act that a confirmed document is; doing it twice adds nothing.

    What the library holds confirmed stays; what the document says otherwise is kept beside it. Raises NotAnAct,
    PermissionDenied.
    """
    if not may(asker, "law.edit", document.unit_id):
        raise PermissionDenied("law.edit")
    Document.objects.select_for_update().get(pk=document.pk)
    confirmation = document.confirmations.filter(withdrawn_at=None).select_related("reading", "by").first()
    if confirmation is None:
        raise NotAnAct
    done = LawImport.objects.filter(confirmation=confirmation).first()
    return done if done is not None else _import(asker, document, confirmation)


@transaction.atomic
def settle_difference(asker: Account, held: LawImport, name: str, *, take: bool, ground: str) -> LawImport:
    """A person decides one fact on which document and library differ: `take` what the document says, or keep.

    Raises NoDifference, settling.Refused (no ground, days that do not fit), PermissionDenied.
    """
    if not may(asker, "law.edit", held.document.unit_id):
        raise PermissionDenied("law.edit")
    held = LawImport.objects.select_for_update().select_related("confirmation__reading", "document").get(pk=held.pk)
    fact = next((one for one in held.differs if one["name"] == name), None)
    if fact is None:
        raise NoDifference(name)
    if issues := ground_faults(ground):
        raise Refused(issues)
    if take:
        restate(asker, held.act, name, _said(held, name, fact["said"]), ground)
    held.differs = [one for one in held.differs if one["name"] != name]
    held.save(update_fields=["differs"])
    write(asker, "documents.settle_difference", held.document, ground.strip(), {"fact": name, "taken": take})
    return held


def _said(held: LawImport, name: str, said: str) -> str | date:
    if name == "text":
        return full_text(held.confirmation.reading)
    return date.fromisoformat(said) if name in DAYS else said


def _import(asker: Account, document: Document, confirmation: Confirmation) -> LawImport:
    text, source = full_text(confirmation.reading), _source(document, confirmation)
    said = act_said(confirmation.record, text, source)
    if said is None:
        raise NotAnAct
    held = act_by_symbol(asker, said.symbol)
    differs = [] if held is None else [
        {"name": one.name, "held": str(one.held), "said": str(one.said)}
        for one in completed(act_value(held), said).differences
    ]  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    if held is not None and _text_of_others(document, held.text_sha256, digest):
        differs.append({"name": "text", "held": "", "said": ""})
        text = ""
    links = links_said(confirmation.record, confirmation.reading.text, said)
    act = import_into_library(asker, said, text, links=links, targets=acts_cited(confirmation.record, source))
    write(asker, "documents.import_act", document, source, {"act": act.pk, "differs": [one["name"] for one in differs]})
    return LawImport.objects.create(
        document=document, confirmation=confirmation, act=act, text_sha256=digest, differs=differs, by=asker,
        at=timezone.now(),
    )  # fmt: skip


def _text_of_others(document: Document, held: str, digest: str) -> bool:
    """Whether the library holds another text, which did not come from this document."""
    return held not in ("", digest) and not document.law_imports.filter(text_sha256=held).exists()


def _source(document: Document, confirmation: Confirmation) -> str:
    who = confirmation.by.name
    if document.unit is not None:
        who = f"{who} ({names(confirmation.by, [document.unit_id], confirmation.at.date())[document.unit_id]})"
    return f"Văn bản {document.pk} do {who} xác nhận"
