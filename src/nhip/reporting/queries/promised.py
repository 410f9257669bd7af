"""Promises: what stands open for a unit, and how each stands for the next report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from nhip.agencies.permits import may
from nhip.agencies.queries.units import names, predecessors
from nhip.reporting.models.promises import Promise
from nhip.reporting.models.reports import Report
from nhip.reporting.promises import OPEN, Standing

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def promises_for(asker: Account) -> QuerySet[Promise]:
    """Every promise the asker may read: made by, or addressed to, a unit they may read the reports of."""
    if not may(asker, "reporting.read"):
        return Promise.objects.none()
    held = Promise.objects.select_related("report__round", "past__report", "unit", "owner").prefetch_related("news")
    if may(asker, "reporting.read", 0):
        return held
    own = [one.unit_id for one in asker.held() if one.unit_id is not None]
    return held.filter(Q(unit__in=own) | Q(owner__in=own))


def open_promises(asker: Account) -> QuerySet[Promise]:
    return promises_for(asker).filter(state__in=OPEN)


def due_in(asker: Account, report: Report) -> QuerySet[Promise]:
    """The promises of earlier reports that this report has to speak of: open, or answered for it.

    A body that took others over whole speaks of their promises as well.
    """
    earlier = Q(report__round__end__lt=report.round.end) | Q(past__report__end__lt=report.round.end)
    spoken = Q(state__in=OPEN) | Q(news__report=report) | Q(answered_at__date__gte=report.round.start)
    before = predecessors(asker, report.unit.key, report.round.end)
    whose = [report.unit.key, *(one.unit for one in before if one.unit and one.automatic)]
    return Promise.objects.filter(earlier, spoken, unit__key__in=whose).distinct().order_by("kind", "pk")


def standing_for(asker: Account, report: Report) -> tuple[Standing, ...]:
    """The unit's promises as they stand for a report, as values."""
    rows = list(due_in(asker, report).select_related("report__round", "past__report").prefetch_related("news"))
    called = names(asker, [row.owner_id for row in rows if row.owner_id], report.round.end)
    return tuple(
        Standing(
            kind=row.kind, text=row.text, state=row.state, how_far=_how_far(row, report),
            owner=called.get(row.owner_id, row.addressee) if row.kind != "direction" else "",
            made_in=made_in(row), due_on=row.due_on,
        )
        for row in rows
    )  # fmt: skip


def made_in(row: Promise) -> str:
    """The report it was written in, in words."""
    return row.report.round.label if row.report else (row.past.report.label if row.past else "")


def _how_far(row: Promise, report: Report) -> str:
    """What was told for this report, else the newest word, else the answer."""
    news = list(row.news.all())
    own = next((one.text for one in news if one.report_id == report.pk), "")
    return own or (news[0].text if news else "") or row.answer
