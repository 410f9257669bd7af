"""Matters that an asker may see, the clock's queue, and who stands on which side."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from nhip.agencies.permits import may, reach_of
from nhip.feedback.models.answers import Answer, AnswerEdit
from nhip.feedback.models.matters import Matter, TermSetting
from nhip.feedback.sealing import mark_of, same_code
from nhip.feedback.states import ENDED, OPEN, PERMITS
from nhip.feedback.terms import Term

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

VIEWS = ("mo", "phan-cong", "duyet", "qua-han", "xong")
"""What the queue shows: all that is open, to be routed, to be approved, late, done."""


def matters_for(asker: Account) -> QuerySet[Matter]:
    """The matters whose text the asker may read: those of their agencies, or all."""
    reach = reach_of(asker, "feedback.read")
    rows = Matter.objects.select_related("unit", "place")
    return rows if reach is None else rows.filter(unit__in=reach)


def queue(asker: Account, view: str, now: datetime) -> QuerySet[Matter]:
    """One of VIEWS, the nearest clock first; what is done: the newest first."""
    rows = matters_for(asker)
    if view == "xong":
        return rows.filter(state__in=(*ENDED, "closed")).order_by("-ended_at", "-pk")
    rows = rows.filter(state__in=OPEN)
    if view == "phan-cong":
        return rows.filter(state="received")
    if view == "duyet":
        return rows.filter(state="submitted")
    return rows.filter(due_at__lt=now) if view == "qua-han" else rows


def sides(asker: Account, matter: Matter) -> frozenset[str]:
    """The sides of the table of moves on which the asker stands for this matter."""
    held = set()
    for side, verb in PERMITS.items():
        if may(asker, verb, matter.unit_id) if matter.unit_id else reach_of(asker, verb) is None:
            held.add(side)
    return frozenset(held)


def answer_at_work(matter: Matter) -> Answer | None:
    """The answer that is being written or waits for approval."""
    return matter.answers.filter(approved_at__isnull=True).first()


def answer_given(matter: Matter) -> Answer | None:
    """The newest approved answer."""
    return matter.answers.filter(approved_at__isnull=False).order_by("-approved_at").first()


def authors(answer: Answer | None) -> frozenset[int]:
    """Who wrote any part of the answer."""
    if answer is None:
        return frozenset()
    return frozenset(AnswerEdit.objects.filter(answer=answer).values_list("by_id", flat=True))


def by_code(number: str, code: str) -> Matter | None:
    """The matter under a reference number, for whoever also has its code. None says nothing of which was wrong."""
    row = Matter.objects.select_related("unit").filter(number=number.strip().upper().replace(" ", "")[:20]).first()
    if row is None or not same_code(settings.NHIP_KEYS, row.code_mark, code[:40]):
        return None
    return row


def by_ticket(ticket: str) -> Matter | None:
    """The matter that was taken in with a ticket."""
    return Matter.objects.filter(ticket_mark=mark_of(settings.NHIP_KEYS, ticket)).first()


def own_terms() -> list[Term]:
    """The terms that the province set, the newest last."""
    rows = TermSetting.objects.order_by("since", "pk")
    return [Term(f"own:{row.pk}", row.days, row.since, row.source, "", (row.category,) if row.category else ())
            for row in rows]  # fmt: skip


def to_hand_over(asker: Account) -> QuerySet[Matter]:
    """Open matters that the province's own system does not have yet."""
    return matters_for(asker).filter(state__in=OPEN, handed_number="")


def due_between(begin: date, end: date) -> Q:
    """A filter on matters whose last day lies between two days."""
    return Q(due_at__date__range=(begin, end))


def counts(asker: Account, begin: datetime, end: datetime) -> dict[str, int]:
    """Numbers over the matters that the asker may see, received between two moments."""
    rows = list(matters_for(asker).filter(received_at__gte=begin, received_at__lt=end))
    on_time = [row for row in rows if row.replied_at and row.replied_at <= row.due_at]
    return {
        "received": len(rows), "open": sum(row.state in OPEN for row in rows),
        "answered": sum(row.replied_at is not None for row in rows), "on_time": len(on_time),
        "set_aside": sum(row.state == "set_aside" for row in rows),
    }  # fmt: skip
