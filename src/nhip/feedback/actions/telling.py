"""Telling the people of an office what waits for them; each step once. No word of the matter leaves the house."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from nhip.agencies.queries.accounts import holders_of
from nhip.feedback.categories import categories
from nhip.feedback.models.matters import Matter
from nhip.feedback.queries.matters import answer_at_work, authors
from nhip.feedback.states import OPEN
from nhip.feedback.terms import VIETNAM, clock
from nhip.law.holidays import vietnam
from nhip.notices.actions import tell

if TYPE_CHECKING:
    from nhip.journal.actors import Actor

SOON = 2
"""Working days before the last at which an office is reminded."""


def tell_office(actor: Actor, matter: Matter, verb: str, kind: str, key: str = "") -> int:
    """Tell whoever may do the verb at the matter's office; nobody of an answer that they wrote. How many were told."""
    if matter.unit_id is None:
        return 0
    due, wrote = matter.due_at.astimezone(VIETNAM), authors(answer_at_work(matter))
    category = categories().get(matter.category)
    facts = {"number": matter.number, "due": f"{due:%d/%m/%Y}", "category": category.vi if category else ""}
    key = key or f"{kind}:{matter.pk}:{matter.steps.count()}"
    people = holders_of(actor, verb, matter.unit_id, timezone.localdate())
    told = 0
    for one in people:
        if verb == "feedback.approve" and one.pk in wrote:
            continue
        told += tell(actor, one, kind, key, f"/phan-anh/{matter.pk}/", facts) is not None
    return told


def remind_of_matters(actor: Actor, now: datetime) -> int:
    """Remind offices of what is nearly due and of what is late: once before, then once each week of delay."""
    told = 0
    for row in Matter.objects.select_related("unit").filter(state__in=OPEN, unit__isnull=False):
        left = clock(row.due_at, now, vietnam())
        verb = "feedback.approve" if row.state == "submitted" else "feedback.answer"
        if left < 0:
            told += tell_office(actor, row, verb, "feedback_overdue", f"feedback_overdue:{row.pk}:{-left // 5}")
        elif left <= SOON:
            told += tell_office(actor, row, verb, "feedback_due", f"feedback_due:{row.pk}")
    return told
