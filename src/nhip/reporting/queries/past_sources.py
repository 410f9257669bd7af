"""A told figure and the words around it in the document it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nhip.plans.models.past import PastFigure
from nhip.plans.queries.past import past_reports

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

AROUND = 600
"""Letters shown before and after the sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`before`, `lead`, `number`, `rest` and `after` put together are a stretch of the text as read."""

    figure: PastFigure
    before: str
    lead: str
    number: str
    rest: str
    after: str


def sentence_of(asker: Account, pk: int) -> Sentence | None:
    """The figure in its text, when the asker may read its report; None otherwise."""
    found = PastFigure.objects.filter(pk=pk, report__in=past_reports(asker)).select_related(
        "report__confirmation__reading", "report__document"
    )
    figure = found.first()
    if figure is None:
        return None
    text = figure.report.confirmation.reading.text
    first, last = figure.start, figure.end_at
    return Sentence(
        figure,
        text[max(0, first - AROUND) : first],
        text[first : figure.number_start],
        text[figure.number_start : figure.number_end],
        text[figure.number_end : last],
        text[last : last + AROUND],
    )
