"""What a report was rolled up from, down to the rows behind one commune's figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from nhip.agencies.permits import may
from nhip.measurement.queries.behind import Behind, rows_behind
from nhip.measurement.queries.indicators import value_of
from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.queries.counting import period_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


def below(asker: Account, report: Report) -> list[Report]:
    """The reports that this report's agency collects for it: of the rounds that feed its own, or of the same days."""
    round = report.round
    alike = Q(round__feeds__isnull=True, round__field=round.field, round__start=round.start, round__end=round.end)
    collected = Report.objects.filter(Q(round__feeds=round.pk) | alike, round__receiver=report.unit_id)
    rows = collected.exclude(pk=report.pk).exclude(round=round.pk)
    return list(rows.select_related("unit", "round").order_by("round__opened_at", "pk"))


def evidence_of(asker: Account, figure: ReportFigure, limit: int = 200) -> list[Behind]:
    """The rows behind one agency's figure, each with its proof: the second click from the province's number."""
    report = figure.report
    if not may(asker, "reporting.read", report.unit_id) or figure.sources:
        return []
    return rows_behind(asker, value_of(asker, figure.code, report.unit, period_of(report.round)), limit)
