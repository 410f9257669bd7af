"""A report as a document: the kept version composed in its outline, with the promises of earlier reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.text import slugify

from nhip.agencies.directory import Directory
from nhip.agencies.permits import may
from nhip.agencies.queries.units import directory
from nhip.agencies.tenure import name_on
from nhip.documents.composing.draft import Draft
from nhip.documents.composing.word import compose
from nhip.reporting import regimes
from nhip.reporting.composition.head import Issuer
from nhip.reporting.composition.report import Frame, draft_of
from nhip.reporting.models.reports import Report
from nhip.reporting.models.versions import ReportVersion
from nhip.reporting.queries.contents import content_of
from nhip.reporting.queries.promised import standing_for
from nhip.reporting.wording import in_text

if TYPE_CHECKING:
    from datetime import date

    from nhip.agencies.models.accounts import Account


@dataclass(frozen=True, slots=True)
class Composed:
    """A report's draft and file. `version` is None while the report was never kept: then it is as it stands now."""

    version: ReportVersion | None
    content: dict[str, object]
    draft: Draft
    docx: bytes
    name: str


def composed(asker: Account, report: Report, *, version: ReportVersion | None = None) -> Composed:
    """The document of a version, the newest where none is named. Raises PermissionDenied without the permit."""
    if not may(asker, "reporting.read", report.unit_id):
        raise PermissionDenied("reporting.read")
    kept = version or report.versions.first()
    content = kept.content if kept else content_of(report)
    draft = draft_of(content, frame_of(asker, report, content))
    stem = slugify(anyascii(f"bao-cao-{draft.body_in_text}-{report.round.label}"))[:120]
    return Composed(kept, content, draft, compose(draft), f"{stem}.docx")


def frame_of(asker: Account, report: Report, content: Mapping[str, Any]) -> Frame:
    """What stands around the content of a report: its issuer as of the period's end, its addressees, its promises."""
    round, held = report.round, directory(asker)
    duty = regimes.regime_from(round.regime.data) if round.regime else None
    cited = duty.cites if duty and round.ground == duty.source else round.ground
    return Frame(
        issuer=issuer_of(held, report.unit.key, round.end),
        title=(duty.subject if duty else "") or round.title,
        year=round.end.year,
        parts=round.outline,
        addressees=tuple(dict.fromkeys(one["name"] for one in round.receivers if one.get("name"))),
        bases=(cited,) if cited else (),
        standing=standing_for(asker, report),
        sample=bool(getattr(settings, "NHIP_SAMPLE", False)),
        agencies=_agencies(held, content, round.end),
    )


def _agencies(held: Directory, content: Mapping[str, Any], on: date) -> dict[str, str]:
    """The names of the agencies that a rolled-up report was put together from."""
    keys = {str(one["unit"]) for figure in content["figures"] for one in figure["sources"] if one.get("unit")}
    return {key: name_on(held, key, on) for key in keys}


def issuer_of(held: Directory, unit: str, on: date) -> Issuer:
    """The body as it was called on a day, the body above it and the place where it signs."""
    above = held.above(unit, on, "state") or ""
    version = held.unit_as_of(unit, on) or held.versions_of(unit)[-1]
    place = in_text(name_on(held, version.territory, on)) if version.territory else ""
    return Issuer(name_on(held, unit, on), name_on(held, above, on) if above else "", place)
