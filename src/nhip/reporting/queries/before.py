"""What a rolled-up figure is compared with: the same agencies' number of the period before and of a year before.

Where this agency sent a rolled-up report of just that period, its number stands, so that two reports never disagree;
otherwise the records of the whole territory give it. Never the collecting agency's own deeds alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from nhip.measurement.queries.indicators import values_for
from nhip.measurement.rows import Span
from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.queries.counting import period_of
from nhip.reporting.states import SENT

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

Pair = tuple[Decimal | None, Decimal | None]
"""The period before (kỳ trước), and the same period a year before (cùng kỳ)."""


def before_of(asker: Account, report: Report, territory: Unit | None, codes: Sequence[str]) -> Mapping[str, Pair]:
    """Each code with its two comparisons. `territory`: whose records answer where no report does."""
    round = report.round
    span = Span(round.start, round.end)
    told = [_told(report, one) for one in (span.before, span.year_before)]
    found: dict[str, Pair] = {}
    counted = values_for(asker, list(codes), [territory], period_of(round)) if territory is not None and codes else []
    for one in counted:
        found[one.code] = (
            one.previous.value if one.previous else None, one.same_last_year.value if one.same_last_year else None,
        )  # fmt: skip
    return {
        code: tuple(
            reported.get(code, known) for reported, known in zip(told, found.get(code, (None, None)), strict=True)
        )
        for code in codes
    }  # type: ignore[return-value]


def _told(report: Report, span: Span) -> dict[str, Decimal | None]:
    """What this agency reported for just those days, put together from the level below."""
    earlier = Report.objects.filter(
        unit=report.unit_id, round__field=report.round.field, rolls_up=True, state__in=SENT, round__start=span.start,
        round__end=span.end,
    ).order_by("-sent_at")  # fmt: skip
    first = earlier.first()
    return {row.code: row.value for row in ReportFigure.objects.filter(report=first)} if first else {}
