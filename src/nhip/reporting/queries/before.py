"""What a figure is compared with: the same agencies' number of the period before and of a year before.

Where this agency sent a report of just that period, its number stands, so that two reports never disagree; otherwise
the records give it: of the whole territory for a rolled-up report, never the collecting agency's own deeds alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from nhip.measurement.queries.indicators import values_for
from nhip.measurement.rows import Span
from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.models.rounds import Round
from nhip.reporting.queries.counting import period_of
from nhip.reporting.states import SENT

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit

Pair = tuple[Decimal | None, Decimal | None, str]
"""The period before (kỳ trước), the same period a year before (cùng kỳ), and which of the two were reported then."""


def before_of(asker: Account, report: Report, territory: Unit | None, codes: Sequence[str]) -> Mapping[str, Pair]:
    """Each code with its two comparisons. `territory`: whose records answer where no report does."""
    round = report.round
    span = Span(round.start, round.end)
    told = [_told(report, one) for one in (span.before, span.year_before)]
    found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    counted = values_for(asker, list(codes), [territory], period_of(round)) if territory is not None and codes else []
    for one in counted:
        found[one.code] = (
            one.previous.value if one.previous else None, one.same_last_year.value if one.same_last_year else None,
        )  # fmt: skip
    pairs = {}
    for code in codes:
        held = [sent.get(code, known) for sent, known in zip(told, found.get(code, (None, None)), strict=True)]
        names = [name for name, sent in zip(("previous", "last_year"), told, strict=True) if code in sent]
        pairs[code] = (held[0], held[1], " ".join(sorted(names)))
    return pairs


def reported(round: Round, units: Sequence[int]) -> Mapping[tuple[int, str], Mapping[str, Decimal]]:
    """What each agency (by row id) reported itself of the period before and of a year before: code -> column -> value.

    From its newest report of the same field and of just those days that was sent and not rolled up.
    """
    span, found = Span(round.start, round.end), {}
    for name, days in (("previous", span.before), ("last_year", span.year_before)):
        earlier = Report.objects.filter(
            unit__in=units, round__field=round.field, rolls_up=False, state__in=SENT, round__start=days.start,
            round__end=days.end,
        ).order_by("sent_at", "pk")  # fmt: skip
        newest = {report.unit_id: report.pk for report in earlier}
        rows = ReportFigure.objects.filter(report__in=newest.values(), value__isnull=False).select_related("report")
        for row in rows:
            found.setdefault((row.report.unit_id, row.code), {})[name] = row.value
    return found


def _told(report: Report, span: Span) -> dict[str, Decimal | None]:
    """What this agency reported for just those days, put together from the level below."""
    earlier = Report.objects.filter(
        unit=report.unit_id, round__field=report.round.field, rolls_up=True, state__in=SENT, round__start=span.start,
        round__end=span.end,
    ).order_by("-sent_at")  # fmt: skip
    first = earlier.first()
    return {row.code: row.value for row in ReportFigure.objects.filter(report=first)} if first else {}
