"""What a report has to be asked before it is sent."""

from __future__ import annotations

from decimal import Decimal

from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.regimes import part_from
from nhip.reporting.validation import Finding, Stated, findings


def findings_of(report: Report) -> list[Finding]:
    """Errors and warnings of the report as it stands, errors first."""
    within = _within(report)
    rows = list(report.figures.order_by("position", "pk"))
    stated = [
        Stated(
            row.code, row.name, row.unit_name, _short(row.value), row.nil, _short(row.counted), _short(row.previous),
            bool(row.explanation),
            _short(within.get(row.code)) if row.rule == "sum" else None,
        )
        for row in rows
    ]  # fmt: skip
    shown = {row.part for row in rows if row.value is not None or row.nil}
    written = {row.key for row in report.paragraphs.all() if row.text.strip()}
    parts = [part_from(row) for row in report.round.outline]
    empty = [part.title for part in parts if part.required and part.key not in written | shown]
    return findings(stated, empty)


def _short(value: Decimal | None) -> Decimal | None:
    """Without the zeros that a column of the database adds after the comma."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _within(report: Report) -> dict[str, Decimal]:
    """The greatest value that the agency sent for a shorter period inside this one."""
    rows = ReportFigure.objects.filter(
        report__unit=report.unit_id, report__sent_at__isnull=False, report__round__start__gte=report.round.start,
        report__round__end__lte=report.round.end, report__round__field=report.round.field, value__isnull=False,
    ).exclude(report=report)  # fmt: skip
    found: dict[str, Decimal] = {}
    for code, value in rows.values_list("code", "value"):
        found[code] = max(found.get(code, value), value)
    return found
