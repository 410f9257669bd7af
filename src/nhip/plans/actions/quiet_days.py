"""Declaring quiet days in the calendar: a national mourning is announced two or three days before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.plans.models.calendar import QuietDay
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@transaction.atomic
def declare_quiet_days(asker: Account, *, first: date, last: date, kind: str, name: str, ground: str) -> QuietDay:
    """Declare a stretch of quiet days, both included, on a document. Raises PermissionDenied, Refused."""
    if not may(asker, "plans.adopt"):
        raise PermissionDenied("plans.adopt")
    issues = []
    if last < first:
        facts = {"due": f"{last:%d/%m/%Y}", "begins": f"{first:%d/%m/%Y}"}
        issues.append(Issue("last", "plans.due_before_begin", facts))
    if not name.strip():
        issues.append(Issue("name", "plans.title_missing", {}))
    if not ground.strip():
        issues.append(Issue("ground", "plans.decision_missing", {}))
    if issues:
        raise Refused(issues)
    row = QuietDay.objects.create(
        first=first, last=last, kind=kind, name=name.strip(), ground=ground.strip()[:300], by=asker
    )
    write(asker, "plans.declare_quiet_days", row, ground, {"first": first, "last": last, "kind": kind})
    return row
