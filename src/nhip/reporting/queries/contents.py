"""A report as content, and its versions."""

from __future__ import annotations

from typing import Any

from nhip.reporting.models.reports import Report
from nhip.reporting.versions import content


def content_of(report: Report) -> dict[str, Any]:
    """The report as it stands now, as it is kept in a version."""
    round = report.round
    head = {
        "title": round.title, "period": round.label, "start": round.start.isoformat(), "end": round.end.isoformat(),
        "cut_off": round.cut_off.isoformat(), "unit": report.unit.key,
    }  # fmt: skip
    paragraphs = report.paragraphs.order_by("position", "pk").values("key", "title", "text", "sources")
    figures = report.figures.order_by("position", "pk").values(
        "code", "name", "part", "unit_name", "rule", "value", "nil", "qualifier", "counted", "proven", "estimated",
        "explanation", "previous", "last_year", "series_break", "rows", "sources", "formula_version",
    )  # fmt: skip
    attached = [
        {
            "name": row.name, "figure": row.figure.code if row.figure else "", "link": row.link,
            "sha256": row.original.sha256 if row.original else "", "note": row.note,
        }
        for row in report.attachments.select_related("original", "figure").order_by("pk")
    ]  # fmt: skip
    return content(head, paragraphs, figures, attached)
