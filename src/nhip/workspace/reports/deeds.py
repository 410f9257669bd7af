"""What every page of reports does alike: find or 404, names of agencies, how a report stands, numbers as typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpRequest

from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.agencies.tenure import name_on
from nhip.reporting.models.reports import Report
from nhip.reporting.models.rounds import Round
from nhip.reporting.queries.board import report_seen_by, rounds_seen_by, standing
from nhip.reporting.timeliness import STANDINGS
from nhip.text.issues import Issue

TINTS = {
    "on_time": "ok", "late": "wait", "returned": "late", "due": "", "soon": "wait", "overdue": "late",
    "drafting": "", "submitted": "wait", "checked": "wait", "approved": "ours", "locked": "ok", "issued": "ok",
    "recalled": "late",
}  # fmt: skip
"""The colour of a state or standing; its word always stands beside it."""


def report_or_404(request: HttpRequest, pk: int) -> Report:
    found = report_seen_by(request.user, pk)
    if found is None:
        raise Http404
    return found


def round_or_404(request: HttpRequest, pk: int) -> Round:
    found = rounds_seen_by(request.user).select_related("receiver", "request", "feeds").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def named_reports(request: HttpRequest, rows: Iterable[Report], today: date) -> list[dict[str, object]]:
    """Reports with the name of their agency and how they stand."""
    held, words = directory(request.user), dict(STANDINGS)
    found = []
    for row in rows:
        cell = standing(row, today)
        found.append({
            "report": row, "name": name_on(held, row.unit.key, row.round.end), "cell": cell,
            "word": words[cell.standing], "tint": TINTS[cell.standing],
            "left": (row.due_on - today).days if row.due_on else None, "state_tint": TINTS[row.state],
        })  # fmt: skip
    return found


def typed_value(text: str, name: str) -> Decimal | None:
    """A number as people type it: 1.250 or 2,5; nothing typed is None. Raises Refused for anything else."""
    bare = text.strip().replace(" ", "")
    if not bare:
        return None
    try:
        return Decimal(bare.replace(".", "").replace(",", "."))
    except InvalidOperation as error:
        raise Refused([Issue(name, "plans.number_unread", {"typed": text[:30]})]) from error
