"""Opening rounds: by regime, by hand, or as a confirmed letter asks; extending and closing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.journal.actions import write
from nhip.reporting.actions.reminding import announce_opening
from nhip.reporting.models.filling import figure_rows, paragraph_rows
from nhip.reporting.models.regimes import Regime
from nhip.reporting.models.reports import Report, ReportFigure, ReportParagraph
from nhip.reporting.models.rounds import Round, RoundDeadline
from nhip.reporting.opening import LastDay, Opening, refusals
from nhip.reporting.queries.before import reported
from nhip.reporting.queries.counting import counted, last_words, parts_of
from nhip.reporting.queries.opening import proposal
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.documents.models import Document
    from nhip.measurement.periods import Period


@transaction.atomic
def open_round(
    asker: Account, opening: Opening, *, document: Document | None = None, feeds: Round | None = None
) -> Round:
    """Open a period: one report for each agency, filled from its records. Opened before, the first one is given.

    Raises PermissionDenied without the permit, Refused when agencies or outline are missing.
    """
    if not may(asker, "reporting.open"):
        raise PermissionDenied("reporting.open")
    if (held := Round.objects.filter(key=opening.key).first()) is not None:
        return held
    if issues := refusals(opening):
        raise Refused(issues)
    keys = [*opening.units, *([opening.receiver] if opening.receiver else [])]
    rows = {unit.key: unit for unit in take_up(asker, keys, ground=opening.title)}
    round = _round(asker, opening, document, feeds)
    round.receiver = rows.get(opening.receiver or "")
    round.save()
    RoundDeadline.objects.bulk_create(
        RoundDeadline(
            round=round, who=day.who[:300], level=day.level, due_on=day.due, due_at=day.at, stated=day.stated[:300],
            send_to=day.send_to[:300],
        )
        for day in opening.deadlines
    )  # fmt: skip
    _add(asker, round, {rows[key].pk: day for key, day in opening.units.items()})
    facts = {"period": [round.start, round.end], "units": len(opening.units), "request": round.request_id}
    write(asker, "reporting.open_round", round, opening.ground, facts)
    announce_opening(asker, round)
    return round


def open_from_letter(
    asker: Account, document: Document, *, period: Period | None = None, without: Sequence[str] = ()
) -> Round:
    """The round that a confirmed request letter asks for. `period`: where the letter leaves it open; `without`: keys
    of addressees that need not report.

    Raises Refused when the letter is not confirmed or asks for no report, else as `open_round`.
    """
    opening = proposal(asker, document, period)
    if isinstance(opening, Issue):
        raise Refused([opening])
    kept = {key: day for key, day in opening.units.items() if key not in set(without)}
    return open_round(asker, replace(opening, units=kept), document=document)


@transaction.atomic
def extend(asker: Account, report_id: int, due: date, ground: str) -> Report:
    """Give one agency a later last day, with a reason. Raises PermissionDenied, Refused without a reason."""
    if not may(asker, "reporting.open"):
        raise PermissionDenied("reporting.open")
    if not ground.strip():
        raise Refused([Issue("ground", "reporting.reason_missing", {})])
    report = Report.objects.select_for_update().get(pk=report_id)
    was, report.due_on = report.due_on, due
    report.save(update_fields=["due_on"])
    write(asker, "reporting.extend", report, ground, {"was": was, "is": due})
    return report


@transaction.atomic
def close_round(asker: Account, round_id: int) -> Round:
    """Nobody is reminded of it any more. Closing twice is no error."""
    if not may(asker, "reporting.open"):
        raise PermissionDenied("reporting.open")
    round = Round.objects.select_for_update().get(pk=round_id)
    if round.closed_at is None:
        round.closed_at = timezone.now()
        round.save(update_fields=["closed_at"])
        write(asker, "reporting.close_round", round)
    return round


def _round(asker: Account, opening: Opening, document: Document | None, feeds: Round | None) -> Round:
    known = Regime.objects.filter(code=opening.regime)
    regime = (
        known.filter(valid_from__lte=opening.period.end).last()
        or known.filter(valid_from__lte=timezone.localdate()).last()  # years past, asked for by a regime of today
    )
    return Round(
        key=opening.key, regime=regime, title=opening.title, field=opening.field, feeds=feeds, request=document,
        receivers=[{"line": one.line, "name": one.name} for one in opening.receivers], kind=opening.period.kind,
        label=opening.period.label, start=opening.period.start, end=opening.period.end, window=opening.window,
        period_assumed=opening.period_assumed, cut_off=opening.cut_off,
        outline=[part.as_json() for part in opening.outline], outline_status=opening.outline_status,
        ground=opening.ground[:300], opened_by=asker, opened_at=timezone.now(),
        doubts=[_kept(one) for one in opening.doubts],
    )  # fmt: skip


def _add(asker: Account, round: Round, units: Mapping[int, LastDay | None]) -> None:
    Report.objects.bulk_create(
        Report(
            round=round,
            unit_id=pk,
            due_on=day.due if day else None,
            due_at=day.at if day else None,
            filled_at=timezone.now(),
        )
        for pk, day in units.items()
    )
    reports = list(round.reports.select_related("unit"))
    parts = parts_of(round)
    ReportParagraph.objects.bulk_create(paragraph_rows(reports, parts, last_words(round, list(units))))
    found = counted(asker, round, [report.unit for report in reports])
    ReportFigure.objects.bulk_create(figure_rows(reports, parts, found, reported(round, list(units))), batch_size=500)


def _kept(one: Issue) -> dict[str, object]:
    return {"field": one.field, "code": one.code, "facts": {key: str(value) for key, value in one.facts.items()}}
