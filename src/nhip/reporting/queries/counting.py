"""What a report is filled with: figures counted from the records, and what was written last time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nhip.measurement.figures import Figure
from nhip.measurement.periods import Period
from nhip.measurement.queries.indicators import values_for
from nhip.reporting.models.filling import wanted
from nhip.reporting.models.reports import ReportParagraph
from nhip.reporting.models.rounds import Round
from nhip.reporting.regimes import Part, part_from

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit


def parts_of(round: Round) -> list[Part]:
    """The outline of a round as it was opened."""
    return [part_from(row) for row in round.outline]


def period_of(round: Round) -> Period:
    """The days whose data count: up to the cut-off where it comes before the end."""
    return Period(round.start, max(round.start, min(round.end, round.cut_off)), round.kind, round.label)


def counted(asker: Account, round: Round, units: Sequence[Unit]) -> dict[tuple[str, str], Figure]:
    """Each figure of the outline for each agency, by its key and the code of the indicator."""
    codes = [code for _, code in wanted(parts_of(round))]
    if not codes or not units:
        return {}
    return {(one.unit, one.code): one for one in values_for(asker, codes, units, period_of(round))}


def last_words(round: Round, units: Sequence[int]) -> dict[tuple[int, str], str]:
    """What each agency wrote under the same part in its newest sent report of the same field before this period."""
    before = ReportParagraph.objects.filter(
        report__unit__in=units, report__round__field=round.field, report__round__end__lt=round.start,
        report__sent_at__isnull=False,
    ).order_by("report__round__end", "pk")  # fmt: skip
    return {(row.report.unit_id, row.key): row.text for row in before.select_related("report") if row.text}
