"""The reports of a province side by side, from what was taken in as the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from nhip.agencies.directory import Directory
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.plans.models.past import PastFigure, PastReport, PastWord
from nhip.plans.past import Window
from nhip.plans.queries.past import past_reports
from nhip.plans.reporters import Reporter, heirs_of, peers_of
from nhip.reporting.consolidation import Consolidated, Now, Report, Said, Source, Told, consolidate
from nhip.reporting.wording import in_text

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

UNPLACED = ""
"""Reports whose province is not known, and those of central bodies, stand under this key."""


def homes(asker: Account) -> dict[str, str]:
    """The provinces of today that have reports of the past, by key, with their names."""
    held, today_names = directory(asker), {}
    for key in past_reports(asker).order_by("home").values_list("home", flat=True).distinct():
        today_names[key] = name_of(held, key)
    return today_names


def name_of(held: Directory, key: str) -> str:
    """A province's name for running text; "các cơ quan Trung ương" for what stands in no province."""
    rows = held.versions_of(key) if key else ()
    return in_text(rows[-1].name) if rows else "cả nước"


def consolidated(asker: Account, home: str, as_of: date) -> Consolidated:
    """Every past report of the province that is `home` today. Raises PermissionDenied without the permit."""
    if not may(asker, "reporting.read"):
        raise PermissionDenied("reporting.read")
    held = directory(asker)
    rows = past_reports(asker).filter(home=home)
    return consolidate(name_of(held, home), as_of, [report_of(held, row, as_of) for row in rows])


def by_home(asker: Account, as_of: date) -> Mapping[str, Consolidated]:
    """One consolidated report for each province that reports came from."""
    held = directory(asker)
    found: dict[str, list[Report]] = defaultdict(list)
    for row in past_reports(asker):
        found[row.home].append(report_of(held, row, as_of))
    return {key: consolidate(name_of(held, key), as_of, reports) for key, reports in sorted(found.items())}


def report_of(held: Directory, row: PastReport, as_of: date) -> Report:
    """A stored report as a value: who answers for it today, who could have reported beside it."""
    unit = row.unit.key if row.unit else None
    territory = held.versions_of(unit)[-1].territory if unit else None
    level = held.level_of(territory) if territory else ""
    then = row.end or row.told_on or as_of
    whose = Reporter(row.body, unit, territory, level, row.province or None, row.home or None)
    return Report(
        agency=row.body,
        unit=unit,
        window=Window(row.label, row.begin, row.end, "document"),
        source_file=row.source_file,
        title=row.title,
        number=row.number,
        about=row.about,
        told_on=row.told_on,
        now=tuple(Now(heir.name, heir.acts, heir.sure) for heir in heirs_of(held, unit, as_of)) if unit else (),
        peers=tuple(name_on(held, one, then) for one in peers_of(held, whose, then)),
        peer_level=level,
        figures=tuple(_told(row, one) for one in row.figures.all()),
        words=tuple(_said(row, one) for one in row.words.all()),
        document=row.document_id,
        question=row.question,
    )


def _told(row: PastReport, one: PastFigure) -> Told:
    return Told(
        indicator=one.indicator, value=one.value, unit=one.unit, qualifier=one.qualifier, kind=one.kind,
        window=Window(one.label, one.begin, one.end, one.basis), agency=row.body, source=_source(row, one),
        per=one.per, by=one.by, estimate=one.estimate, cumulative=one.cumulative, row=one.pk,
    )  # fmt: skip


def _said(row: PastReport, one: PastWord) -> Said:
    return Said(one.kind, one.title, one.text, one.addressee, row.body, _source(row, one))


def _source(row: PastReport, one: PastFigure | PastWord) -> Source:
    return Source(row.source_file, one.start, one.end_at, one.raw, one.text, row.document_id)
