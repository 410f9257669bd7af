"""A report on demand: the draft with its figures, counted now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from nhip.agencies.permits import may
from nhip.documents.composing.draft import Draft
from nhip.measurement.counting import Counted, Indicator
from nhip.measurement.queries.figures import figures
from nhip.reporting.composition.results import compose_report

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Report:
    """A draft and the figures in it, each with the rows it was counted from."""

    draft: Draft
    figures: tuple[Counted, ...]


def report_for(
    asker: Account, body: str, place: str, begin: date, end: date, indicators: Iterable[Indicator]
) -> Report:
    """The period's report of `body` (its name without "Ủy ban nhân dân")."""
    if not may(asker, "reporting.read"):
        raise PermissionDenied("reporting.read")
    counted = figures(asker, indicators, begin, end)
    return Report(compose_report(body, place, begin, end, counted), counted)
