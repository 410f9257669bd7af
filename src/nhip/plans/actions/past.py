"""Taking an old report in as the past, and saying whose it is where the directory could not tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.journal.actions import write
from nhip.plans.models.past import PastFigure, PastReport, PastWord
from nhip.plans.past import Past, past_of
from nhip.plans.past import PastFigure as FigureOfPast
from nhip.plans.past import PastWord as WordOfPast
from nhip.plans.reporters import Reporter, reporter_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account
    from nhip.documents.models import Document


@transaction.atomic
def take_in_past(asker: Account, document: Document, today: date) -> PastReport:
    """Put every figure and word of a confirmed report into the ledger of its unit and days. Twice changes nothing.

    Raises PermissionDenied without the permit, DoesNotExist while nobody has confirmed the document, ValueError when
    it is no report of a body.
    """
    if not may(asker, "plans.record", document.unit_id):
        raise PermissionDenied("plans.record")
    if (held := PastReport.objects.filter(document=document).first()) is not None:
        return held
    confirmation = document.confirmations.get(withdrawn_at=None)
    past = past_of(confirmation.record)
    whose = reporter_of(directory(asker), confirmation.record, past.window.end or past.told_on or today, today)
    report = _report(asker, document, confirmation, past, whose)
    PastFigure.objects.bulk_create(_figure(report, one) for one in past.figures)
    PastWord.objects.bulk_create(_word(report, one) for one in past.words)
    facts = {"figures": len(past.figures), "words": len(past.words), "question": whose.question}
    write(asker, "plans.take_in_past", report, str(document)[:400], facts)
    return report


@transaction.atomic
def say_whose(asker: Account, report: PastReport, unit: str, today: date, ground: str) -> PastReport:
    """Settle whose report it is. Raises KeyError for an unknown unit."""
    if not may(asker, "plans.record", report.document.unit_id):
        raise PermissionDenied("plans.record")
    held = PastReport.objects.select_for_update().get(pk=report.pk)
    (row,) = take_up(asker, [unit], ground=ground)
    known = directory(asker)
    territory = known.versions_of(unit)[-1].territory
    chain = known.chain(territory, held.end or today)
    province = next((one for one in chain if known.level_of(one) == "province"), "")
    homes = {one.unit for one in known.successors(province, today) if one.unit} if province else set()
    held.unit, held.question, held.province = row, "", province
    held.home = homes.pop() if len(homes) == 1 else province
    held.save()
    write(asker, "plans.say_whose", held, ground, {"unit": unit})
    return held


def _report(asker: Account, document: Document, confirmation: object, past: Past, whose: Reporter) -> PastReport:
    row = take_up(asker, [whose.unit], ground=str(document)[:400])[0] if whose.unit else None
    return PastReport.objects.create(
        document=document,
        confirmation=confirmation,
        source_file=document.original.name,
        body=past.body[:300],
        unit=row,
        question=whose.question,
        choices=list(whose.choices),
        province=whose.province or "",
        home=whose.home or "",
        title=past.title,
        number=past.number[:80],
        about=past.about[:300],
        told_on=past.told_on,
        label=past.window.label[:300],
        begin=past.window.begin,
        end=past.window.end,
        taken_by=asker,
        taken_at=timezone.now(),
    )


def _figure(report: PastReport, one: FigureOfPast) -> PastFigure:
    window = one.window
    return PastFigure(
        report=report, key=one.key, indicator=one.indicator, value=one.value, unit=one.unit[:120],
        qualifier=one.qualifier[:40], kind=one.kind, per=one.per[:40], by=one.by[:300], estimate=one.estimate,
        cumulative=one.cumulative, section=one.section[:40], label=window.label[:300], begin=window.begin,
        end=window.end, basis=window.basis, text=one.text, raw=one.raw, start=one.start, end_at=one.end,
        number_raw=one.number_raw[:200], number_start=one.number_start, number_end=one.number_end,
    )  # fmt: skip


def _word(report: PastReport, one: WordOfPast) -> PastWord:
    return PastWord(
        report=report, key=one.key, kind=one.kind, title=one.title, addressee=one.addressee[:300], text=one.text,
        raw=one.raw, start=one.start, end_at=one.end,
    )  # fmt: skip
