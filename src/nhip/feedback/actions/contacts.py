"""Who may reach whoever asked, and when that ends; letters to the address that was given."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from nhip.agencies.queries.units import names
from nhip.agencies.refusals import Refused
from nhip.feedback import sealing
from nhip.feedback.asking import CONVERSATIONS
from nhip.feedback.letters import letter
from nhip.feedback.models.contacts import Contact, ReplyLetter
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries.erasing import due_for_erasure
from nhip.feedback.queries.matters import answer_given, sides
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

TRIES = 6
WAIT = timedelta(minutes=5)
"""Before a second try; twice as long before each further one."""
LEASE = timedelta(minutes=2)


@transaction.atomic
def read_contact(asker: Account, matter_id: int) -> dict[str, str]:
    """The contact, for who answers. Each reading is journalled, never what was read. Empty when erased or not given.

    Raises PermissionDenied.
    """
    row = Matter.objects.get(pk=matter_id)
    if "answerer" not in sides(asker, row):
        raise PermissionDenied("feedback.answer")
    told = _contact(row)
    write(asker, "feedback.read_contact", row, "", {"number": row.number})
    return told


@transaction.atomic
def erase_contact(actor: Actor, matter_id: int, ground: str) -> bool:
    """Erase how to reach the sender: its day has come, or the sender asks. False where there was nothing."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    erased, _ = Contact.objects.filter(matter=row).delete()
    if erased:
        ReplyLetter.objects.filter(matter=row, state__in=("waiting", "unclear")).update(state="failed", next_at=None)
        write(actor, "feedback.erase_contact", row, ground, {"number": row.number})
    return bool(erased)


@transaction.atomic
def erase_on_request(asker: Account, matter_id: int, ground: str) -> bool:
    """Erase the contact because the sender asks for it (Law 91/2025/QH15). Raises PermissionDenied, Refused."""
    row = Matter.objects.get(pk=matter_id)
    if "answerer" not in sides(asker, row):
        raise PermissionDenied("feedback.answer")
    if not ground.strip():
        raise Refused([Issue("reason", "feedback.reason_missing", {})])
    return erase_contact(asker, matter_id, ground.strip()[:300])


@transaction.atomic
def erase_text(actor: Actor, matter_id: int) -> bool:
    """Erase what was written; category, clock and the published answer stay."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if row.text_erased_at is not None:
        return False
    row.text, row.text_erased_at = "", timezone.now()
    if row.came_by in CONVERSATIONS:
        row.ticket_mark = None  # it was made from the number of a message
    row.save(update_fields=["text", "text_erased_at", "ticket_mark"])
    write(actor, "feedback.erase_text", row, "", {"number": row.number})
    return True


def erase_due(actor: Actor, today: date) -> int:
    """Erase every contact and text whose day has come; how many."""
    contacts, texts = due_for_erasure(today)
    for row, until in contacts:
        erase_contact(actor, row.pk, f"hết hạn lưu {until:%d/%m/%Y}")
    for row, _ in texts:
        erase_text(actor, row.pk)
    return len(contacts) + len(texts)


def send_letter(actor: Actor, letter_id: int) -> bool:
    """Send one letter; whether it is out. `sending` is written before the server is asked. Where nobody knows whether
    the server took it (the worker died, the line broke late), it becomes `unclear` and no machine sends it again."""
    now = timezone.now()
    with transaction.atomic():
        row = ReplyLetter.objects.select_for_update().get(pk=letter_id)
        if row.state == "sending" and row.next_at and row.next_at <= now:
            row.state, row.next_at = "unclear", None
            row.save(update_fields=["state", "next_at"])
            write(actor, "feedback.send_letter", row, "", {"state": row.state})
            return False
        if row.state != "waiting" or not row.next_at or row.next_at > now:
            return row.state == "out"
        address = _contact(row.matter).get("mail", "")
        row.state, row.tries = ("sending" if address else "failed"), row.tries + 1
        row.next_at = now + LEASE if address else None
        row.save(update_fields=["state", "tries", "next_at"])
        write(actor, "feedback.send_letter", row, "", {"state": row.state, "tries": row.tries})
    if not address:
        return False
    state, fault = _sent(row, address)
    with transaction.atomic():
        row.state, row.fault = state, fault
        row.out_at = timezone.now() if state == "out" else None
        row.next_at = None
        if state == "failed" and row.tries < TRIES:
            row.state, row.next_at = "waiting", now + WAIT * 2 ** (row.tries - 1)
        row.save(update_fields=["state", "fault", "out_at", "next_at"])
        write(actor, "feedback.send_letter", row, "", {"state": row.state, "tries": row.tries})
    return state == "out"


@transaction.atomic
def send_again(asker: Account, letter_id: int) -> ReplyLetter:
    """A person decides that an unclear or failed letter goes out (again). Raises PermissionDenied."""
    row = ReplyLetter.objects.select_for_update().select_related("matter").get(pk=letter_id)
    if "answerer" not in sides(asker, row.matter):
        raise PermissionDenied("feedback.answer")
    if row.state in ("unclear", "failed"):
        row.state, row.tries, row.next_at = "waiting", 0, timezone.now()
        row.save(update_fields=["state", "tries", "next_at"])
        write(asker, "feedback.send_again", row, "", {"number": row.matter.number})
    return row


def _sent(row: ReplyLetter, address: str) -> tuple[str, str]:
    """What became of it: out, failed (surely not taken) or unclear."""
    matter = row.matter
    unit = names(None, [matter.unit_id], timezone.localdate()).get(matter.unit_id, "") if matter.unit_id else ""
    answer = answer_given(matter) if row.step.verb == "approve" else None
    told = letter(
        row.step.verb, matter.language, number=matter.number or "", unit=unit, answer=answer.text if answer else "",
        passed_to=matter.passed_to, passed_number=matter.passed_number, passed_on=matter.passed_on,
        reason=matter.reason, address=settings.NHIP_PORTAL,
    )  # fmt: skip
    headers = {"Message-ID": f"<feedback-{row.pk}@nhip>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(told.subject, told.text, to=[address], headers=headers).send()
    except (
        ConnectionError,
        smtplib.SMTPConnectError,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPSenderRefused,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPNotSupportedError,
    ) as error:
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return "unclear", type(error).__name__
        return "failed", type(error).__name__
    except OSError as error:  # a line that broke late: the server may have it
        return "unclear", type(error).__name__
    return "out", ""


def _contact(row: Matter) -> dict[str, str]:
    held = Contact.objects.filter(matter=row).first()
    return sealing.unseal(settings.NHIP_KEYS, held.sealed) if held else {}
