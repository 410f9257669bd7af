"""Taking a matter in: once for each ticket, the contact sealed and apart, pictures cleaned before they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.feedback import sealing, terms
from nhip.feedback.asking import CONVERSATIONS, Asked, against
from nhip.feedback.categories import proposed
from nhip.feedback.models.contacts import Contact
from nhip.feedback.models.matters import Matter, MatterPhoto
from nhip.feedback.queries.matters import own_terms
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.law.holidays import vietnam
from nhip.media.actions.originals import keep
from nhip.media.photos import Picture, clean
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

PORTAL = Machine("feedback.portal")


@dataclass(frozen=True, slots=True)
class Received:
    """A matter with the secret code for whoever sent it; empty where no code is given. `fresh`: it came just now."""

    matter: Matter
    code: str = field(repr=False)
    fresh: bool = True


def receive(actor: Actor, asked: Asked) -> Received:
    """Take a matter in. The same ticket twice gives the same matter and code. Raises Refused with all that is wrong."""
    ticket = sealing.mark_of(settings.NHIP_KEYS, asked.ticket) if asked.ticket else None
    known = Matter.objects.filter(ticket_mark=ticket).first() if ticket else None
    if known is not None:
        return Received(known, sealing.code_of(settings.NHIP_KEYS, asked.ticket), fresh=False)
    issues, cleaned = against(asked), []
    for photo in asked.photos if not issues else ():
        made = clean(photo)
        if isinstance(made, Picture):
            cleaned.append(made)
        else:
            issues.append(made)
    held = directory(actor)
    if asked.commune and not held.knows(asked.commune):
        issues.append(Issue("place", "feedback.place_unknown", {}))
    if issues:
        raise Refused(issues)
    office = asked.unit or proposed(asked.category, asked.commune, settings.NHIP_PROVINCE, held.knows)
    try:
        return _take_in(actor, asked, ticket, cleaned, office)
    except IntegrityError:  # the same ticket twice in one moment
        known = Matter.objects.filter(ticket_mark=ticket).first() if ticket else None
        if known is None:
            raise
        return Received(known, sealing.code_of(settings.NHIP_KEYS, asked.ticket), fresh=False)


def receive_at_desk(asker: Account, asked: Asked) -> Received:
    """Write down what somebody says at the counter or on the telephone. Raises PermissionDenied, Refused."""
    if not may(asker, "feedback.route"):
        raise PermissionDenied("feedback.route")
    return receive(asker, asked)


@transaction.atomic
def _take_in(actor: Actor, asked: Asked, ticket: str | None, photos: list[Picture], office: str) -> Received:
    now = timezone.now()
    term = terms.term_for(asked.category, now.astimezone(terms.VIETNAM).date(), own_terms())
    units = {row.key: row for row in take_up(actor, sorted({asked.commune, office} - {""}), ground="phản ánh")}
    gives_code = asked.ticket and asked.came_by not in CONVERSATIONS
    code = sealing.code_of(settings.NHIP_KEYS, asked.ticket) if gives_code else ""
    row = Matter.objects.create(
        came_by=asked.came_by, kind=asked.kind, category=asked.category, language=asked.language[:10],
        text=asked.text.strip(), may_publish=asked.may_publish, place=units.get(asked.commune), unit=units.get(office),
        code_mark=sealing.mark_of(settings.NHIP_KEYS, code) if code else "", ticket_mark=ticket, received_at=now,
        due_at=terms.due(now, term.days, vietnam()), term_days=term.days, term_source=term.source[:300],
        term_certainty=term.certainty,
    )  # fmt: skip
    row.number = f"PA{now.astimezone(terms.VIETNAM):%y}-{row.pk:06d}"
    row.save(update_fields=["number"])
    if asked.contact and asked.came_by not in CONVERSATIONS:
        Contact.objects.create(matter=row, sealed=sealing.seal(settings.NHIP_KEYS, asked.contact))
    until = terms.kept("photo").until(now.astimezone(terms.VIETNAM).date())
    for count, picture in enumerate(photos, 1):
        name = f"anh-{count}.{picture.type.removeprefix('image/')}"
        original = keep(actor, picture.data, name, picture.type, sealed=True, erase_on=until)
        MatterPhoto.objects.create(matter=row, original=original)
    facts = {"number": row.number, "category": row.category, "kind": row.kind, "came_by": row.came_by}
    write(actor, "feedback.receive", row, "", facts)
    return Received(row, code)
