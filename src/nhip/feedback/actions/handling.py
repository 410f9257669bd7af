"""Where a matter goes: to the office that answers, to another body, aside, closed, opened again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.feedback.actions.telling import tell_office
from nhip.feedback.models.contacts import Contact, ReplyLetter
from nhip.feedback.models.matters import Matter, MatterStep
from nhip.feedback.queries.matters import answer_at_work, authors, sides
from nhip.feedback.states import ENDED, MOVES, refusals
from nhip.journal.actions import write
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.journal.actors import Actor

LETTERS = frozenset({"approve", "pass_on", "set_aside"})
"""Moves that whoever left a mail address is told of."""


@transaction.atomic
def route(asker: Account, matter_id: int, unit: str, category: str = "") -> Matter:
    """Say which office answers; it is told. Raises PermissionDenied, Refused for an office that is not known."""
    row = _held(asker, matter_id, "route")
    if not directory(asker).knows(unit):
        raise Refused([Issue("unit", "feedback.unit_unknown", {})])
    (row.unit,) = take_up(asker, [unit], ground=f"phân công {row.number}")
    if category:
        row.category = category
    row.save(update_fields=["unit", "category"])
    step(asker, asker, row, "route", "")
    tell_office(asker, row, "feedback.answer", "feedback_assigned")
    return row


@transaction.atomic
def hand_back(asker: Account, matter_id: int, reason: str) -> Matter:
    """Say that another office should answer. Raises PermissionDenied, Refused."""
    row = _held(asker, matter_id, "hand_back", reason)
    step(asker, asker, row, "hand_back", reason)
    return row


@transaction.atomic
def pass_on(asker: Account, matter_id: int, to: str, number: str, on: date | None, reason: str) -> Matter:
    """Note that another body has it now: which one, with what letter. One bare line, no name. Raises Refused."""
    row = _held(asker, matter_id, "pass_on", reason)
    if not to.strip() or not number.strip() or on is None:
        raise Refused([Issue("passed_to", "feedback.passed_incomplete", {})])
    row.passed_to, row.passed_number, row.passed_on = to.strip()[:300], number.strip()[:80], on
    row.save(update_fields=["passed_to", "passed_number", "passed_on"])
    step(asker, asker, row, "pass_on", reason)
    return row


@transaction.atomic
def set_aside(asker: Account, matter_id: int, reason: str) -> Matter:
    """Not to be answered, with a reason that the sender reads. Only who approves answers may. Raises Refused."""
    row = _held(asker, matter_id, "set_aside", reason)
    row.reason = reason.strip()[:500]
    row.save(update_fields=["reason"])
    step(asker, asker, row, "set_aside", reason)
    return row


@transaction.atomic
def close(asker: Account, matter_id: int) -> Matter:
    """Nothing more is to be done. Raises PermissionDenied, Refused."""
    row = _held(asker, matter_id, "close")
    step(asker, asker, row, "close", "")
    return row


@transaction.atomic
def close_by_clock(actor: Actor, matter_id: int) -> bool:
    """Close what was answered, passed on or set aside long enough ago; done already is no error."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if row.state not in ENDED:
        return False
    step(actor, None, row, "close", "")
    return True


@transaction.atomic
def reopen(asker: Account, matter_id: int, reason: str) -> Matter:
    """Answer again: the sender asks once more, or the answer was wrong. What was published stays until the new one."""
    row = _held(asker, matter_id, "reopen", reason)
    if row.unit_id is None:
        raise Refused([Issue("unit", "feedback.unit_unknown", {})])
    row.passed_to = row.passed_number = row.reason = ""
    row.passed_on = None
    row.save(update_fields=["passed_to", "passed_number", "reason", "passed_on"])
    step(asker, asker, row, "reopen", reason)
    return row


@transaction.atomic
def record_handover(asker: Account, matter_id: int, system: str, number: str) -> Matter:
    """Note under which number the province's own feedback system has it. Raises PermissionDenied, Refused."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if not sides(asker, row) & {"router", "answerer"}:
        raise PermissionDenied("feedback.route")
    if not system.strip() or not number.strip():
        raise Refused([Issue("handed_to", "feedback.number_missing", {})])
    row.handed_to, row.handed_number = system.strip()[:200], number.strip()[:80]
    row.save(update_fields=["handed_to", "handed_number"])
    write(asker, "feedback.record_handover", row, "", {"system": row.handed_to, "number": row.handed_number})
    return row


def _held(asker: Account, matter_id: int, verb: str, reason: str = "") -> Matter:
    """The locked matter, if the asker may make the move now. Raises PermissionDenied off its side, Refused."""
    row = Matter.objects.select_for_update().get(pk=matter_id)
    if MOVES[verb].side not in sides(asker, row):
        raise PermissionDenied(verb)
    author = asker.pk in authors(answer_at_work(row))
    if issues := refusals(verb, row.state, author=author, reason=reason):
        raise Refused(issues)
    return row


held = _held
"""For the room's other actions."""


def step(actor: Actor, by: Account | None, row: Matter, verb: str, reason: str) -> MatterStep:
    """Move the matter and note it; whoever left a mail address gets a letter where the move concerns them."""
    now, was = timezone.now(), row.state
    row.state = MOVES[verb].now
    if row.state in ENDED:
        row.ended_at = now
        # the first answer counts for the clock; what was set aside never counts as answered
        row.replied_at = row.replied_at or (None if row.state == "set_aside" else now)
    if verb == "reopen":
        row.ended_at = row.closed_at = None
    if row.state == "closed":
        row.closed_at = now
    row.save(update_fields=["state", "ended_at", "replied_at", "closed_at"])
    made = MatterStep.objects.create(
        matter=row, verb=verb, was=was, now=row.state, by=by, at=now, reason=reason.strip()[:500]
    )
    if verb in LETTERS and Contact.objects.filter(matter=row).exists():
        ReplyLetter.objects.create(matter=row, step=made, next_at=now)
    unit = row.unit.key if row.unit else ""
    write(actor, f"feedback.{verb}", row, "", {"number": row.number, "was": was, "unit": unit})
    return made
