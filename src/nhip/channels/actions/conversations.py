"""Comments under one's own posts and messages to one's own account: taken in without their author, answered once, and
forgotten on time. Nothing on anybody else's page.

The same four eyes as everywhere: what goes out is the answer that `feedback` approved, nothing more.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.queries.units import names
from nhip.agencies.refusals import Refused
from nhip.channels import conversing, sealing
from nhip.channels.actions.joining import secrets_of
from nhip.channels.carriers.carrier import Gone, NotTaken, Posting, Unclear
from nhip.channels.carriers.replies import replier
from nhip.channels.carrying import pace
from nhip.channels.models.conversations import Conversation, Door
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.carriers import way_at
from nhip.feedback.actions.contacts import erase_text
from nhip.feedback.actions.receiving import receive
from nhip.feedback.asking import Asked
from nhip.feedback.personal import masked
from nhip.feedback.queries.matters import answer_given, by_ticket
from nhip.journal.actions import write
from nhip.journal.actors import Machine
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.feedback.models.matters import Matter
    from nhip.journal.actors import Actor

LISTENER = Machine("channels.conversations")


@transaction.atomic
def open_door(asker: Account, outlet_id: int, account: str, held: Mapping[str, str]) -> Door:
    """Let a platform tell what is written to one's own channel. `account`: its number there. Raises PermissionDenied,
    Refused for a channel that is not verified or not joined, and without the secrets that prove a call genuine."""
    row = Outlet.objects.select_for_update().get(pk=outlet_id)
    if not may(asker, "channels.release", row.unit_id):
        raise PermissionDenied("channels.release")
    place = conversing.places().get(row.platform)
    issues = []
    if place is None or row.ended_on is not None:
        issues.append(Issue("outlet", "channels.not_written_to", {}))
    if row.verified_on is None:
        issues.append(Issue("outlet", "channels.not_verified", {}))
    if not account.strip().isdigit():
        issues.append(Issue("account", "channels.account_wrong", {}))
    for name in place.needs if place else ():
        if not held.get(name, "").strip():
            issues.append(Issue(name, "channels.secret_missing", {"name": place.texts[name] if place else name}))
    if issues:
        raise Refused(issues)
    sealed = sealing.seal(settings.NHIP_KEYS, {name: held[name].strip() for name in place.needs if place})
    told = {
        "name": secrets.token_hex(16), "account": account.strip(), "sealed": sealed, "opened_by": asker,
        "opened_at": timezone.now(), "closed_at": None,
    }  # fmt: skip
    door, _ = Door.objects.update_or_create(outlet=row, defaults=told)
    write(asker, "channels.open_door", row, "", {"platform": row.platform})
    return door


@transaction.atomic
def close_door(asker: Account, outlet_id: int) -> None:
    """Take nothing in any more; what came stays. Raises PermissionDenied."""
    door = Door.objects.select_for_update().select_related("outlet").get(outlet_id=outlet_id)
    if not may(asker, "channels.release", door.outlet.unit_id):
        raise PermissionDenied("channels.release")
    door.closed_at, door.sealed = timezone.now(), ""
    door.save(update_fields=["closed_at", "sealed"])
    write(asker, "channels.close_door", door.outlet, "", {})


def take_in(door: Door, told: Iterable[conversing.Told]) -> int:
    """Make a matter of each thing that asks something; told again it is the same matter. How many were new.

    What bears a secrecy mark, or is too long, is left out and leaves nothing.
    """
    fresh = 0
    for one in told:
        if one.gone:
            _taken_back(one.ticket)
        elif one.asks:
            fresh += _taken_in(door, one)
    return fresh


@transaction.atomic
def _taken_in(door: Door, one: conversing.Told) -> bool:
    outlet = door.outlet
    text = masked(one.text, one.names)
    kind = "question" if "?" in text else "report"
    asked = Asked(text, kind=kind, came_by=outlet.platform, unit=outlet.unit.key, ticket=one.ticket)
    try:
        got = receive(LISTENER, asked)
    except Refused:
        return False
    if not got.fresh:
        return False
    place, now = conversing.places()[outlet.platform], timezone.now()
    row = Conversation.objects.create(
        outlet=outlet, matter=got.matter, post=one.post[:120], next_at=now,
        sealed_key=sealing.seal(settings.NHIP_KEYS, one.key), expires_at=now + timedelta(hours=place.hours),
    )  # fmt: skip
    write(LISTENER, "channels.take_in", row, "", {"number": got.matter.number, "platform": outlet.platform})
    return True


@transaction.atomic
def _taken_back(ticket: str) -> None:
    """Whoever wrote took it back: the text and the key go at once."""
    matter = by_ticket(ticket)
    row = Conversation.objects.select_for_update().filter(matter=matter).first() if matter else None
    if row is None or matter is None:
        return
    erase_text(LISTENER, matter.pk)
    if row.state in ("open", "failed"):
        _end(row, "gone")


def answer_there(actor: Actor, conversation_id: int) -> bool:
    """Give the approved answer where the question stood; whether it is out. Steps: docs/rules/release.md, one delivery.

    `sending` is written first; after a lost answer or a killed worker the platform is asked before anything is said.
    """
    now = timezone.now()
    with transaction.atomic():
        row = Conversation.objects.select_for_update().select_related("outlet__unit", "matter").get(pk=conversation_id)
        text = _text(row)
        if row.state not in ("open", "sending") or row.next_at is None or row.next_at > now or not text:
            return row.state == "out"
        if row.expires_at <= now and row.state == "open":
            _end(row, "expired")
            return False
        asked_before = row.state == "sending"
        row.state, row.tries = "sending", row.tries + 1
        row.next_at = now + timedelta(seconds=pace().lease)
        row.save(update_fields=["state", "tries", "next_at"])
        write(actor, "channels.answer_there", row, "", {"number": row.matter.number, "tries": row.tries})
        key = sealing.unseal(settings.NHIP_KEYS, row.sealed_key)
    try:
        carrier = replier(way_at(row.outlet.platform), secrets_of(actor, row.outlet))
        found = carrier.find(key, row.matter.number or "") if asked_before else None
        posting = found or carrier.reply(key, text)
    except Unclear:
        # it stays `sending`: the next look asks the platform first; after many looks a person has to
        if row.tries >= pace().most_tries:
            _refused(
                actor, row, NotTaken("Không rõ câu trả lời đã lên kênh chưa; hãy xem trên kênh.", again=False), True
            )
        return False
    except NotTaken as fault:
        _refused(actor, row, fault, asked_before)
        return False
    _out(actor, row, posting)
    return True


@transaction.atomic
def forget_ended(actor: Actor, now: datetime) -> int:
    """Erase the keys whose time is over; how many."""
    rows = Conversation.objects.select_for_update().filter(state__in=("open", "failed"), expires_at__lte=now)
    count = 0
    for row in rows.exclude(sealed_key="", state="failed"):
        _end(row, "expired" if row.state == "open" else "failed")
        count += 1
    if count:
        write(actor, "channels.forget_conversations", "channels.conversation", "hết hạn", {"count": count})
    return count


@transaction.atomic
def _refused(actor: Actor, row: Conversation, fault: NotTaken, asked_before: bool) -> None:
    row.fault = fault.fault[:300]
    if isinstance(fault, Gone):
        row.state, row.sealed_key, row.next_at = "failed", "", None
    elif fault.again and row.tries < pace().most_tries:
        # a question that was asked again is only `open` once it is sure that nothing is out
        row.state = "sending" if asked_before else "open"
        row.next_at = timezone.now() + timedelta(seconds=fault.after or pace().wait(row.tries))
    else:
        row.state, row.next_at = "failed", None
    row.save(update_fields=["state", "sealed_key", "next_at", "fault"])
    write(actor, "channels.answer_there", row, "", {"number": row.matter.number, "state": row.state})


@transaction.atomic
def _out(actor: Actor, row: Conversation, posting: Posting) -> None:
    row.reference, row.out_at, row.fault = posting.reference[:120], timezone.now(), ""
    row.save(update_fields=["reference", "out_at", "fault"])
    _end(row, "out")
    write(actor, "channels.answer_there", row, "", {"number": row.matter.number, "state": "out"})


def _end(row: Conversation, state: str) -> None:
    row.state, row.sealed_key, row.next_at = state, "", None
    row.save(update_fields=["state", "sealed_key", "next_at"])


def _text(row: Conversation) -> str:
    """What is said there; empty while there is nothing approved to say."""
    matter = row.matter
    told = _said(matter)
    if not told:
        return ""
    unit = matter.unit_id or row.outlet.unit_id
    office = names(None, [unit], timezone.localdate()).get(unit, row.outlet.name)
    link = f"{settings.NHIP_PORTAL}/vi/hoi-dap/"
    return conversing.reply(told, office, matter.number or "", link, conversing.places()[row.outlet.platform].most)


def _said(matter: Matter) -> str:
    if matter.state == "passed_on" or (matter.state == "closed" and matter.passed_to):
        return (
            f"Ý kiến của ông (bà) đã chuyển {matter.passed_to} theo văn bản số {matter.passed_number} "
            f"ngày {matter.passed_on:%d/%m/%Y} để giải quyết theo thẩm quyền."
        )
    given = answer_given(matter)
    return given.text if given is not None and matter.state in ("answered", "closed") else ""
