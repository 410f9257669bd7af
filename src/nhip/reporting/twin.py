"""The machine-readable twin of a composed report: the same figures, each with the sentence it stands in.

`value`, `unit`, `qualifier`, `indicator`, `period`, `agency` and `sources` keep these names for every reader of the
file; `sources` are places in the text as read (code points), `raw == text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from nhip.reporting.consolidation import Consolidated, Report, Said, Source, Told

SCHEMA = "nhip-consolidated/1"


def twin_of(found: Consolidated) -> dict[str, Any]:
    """The consolidated report as plain JSON values."""
    return {
        "schema": SCHEMA,
        "place": found.place,
        "composed_on": found.as_of.isoformat(),
        "reports": [_report(column) for column in found.columns],
        "not_reported": [
            {"period": one.window.as_json(), "level": one.level, "agencies": list(one.names)} for one in found.silent
        ],
        "figures": [figure_json(told, heading) for heading, told in _told(found)],
        **{f"{kind}s": [_said(one) for one in words] for kind, words in found.words.items()},
    }


def _told(found: Consolidated) -> list[tuple[str, Told]]:
    rows = [(group.title, told) for group in found.groups for row in group.rows for cell in row.cells for told in cell]
    return sorted(rows, key=lambda pair: pair[1].number)


def figure_json(told: Told, heading: str = "") -> dict[str, Any]:
    """One figure as every reader of our files finds it."""
    return {
        "number": told.number,
        "value": plain(told.value),
        "unit": told.unit or None,
        "qualifier": told.qualifier or None,
        "indicator": told.indicator,
        "kind": told.kind,
        "heading": heading or None,
        "period": told.window.as_json(),
        "agency": told.agency,
        "by": told.by or None,
        "per": told.per or None,
        "estimate": told.estimate,
        "cumulative": told.cumulative,
        "standing": "declared",
        "sources": [source_json(told.source)],
    }


def source_json(source: Source) -> dict[str, Any]:
    return {"source_file": source.source_file, "start": source.start, "end": source.end, "raw": source.raw}


def plain(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    whole = value.to_integral_value()
    return int(whole) if value == whole else float(value)


def _report(column: Report) -> dict[str, Any]:
    return {
        "agency": column.agency,
        "agency_now": [
            {"name": one.name, "decision": "; ".join(one.acts) or None, "sure": one.sure} for one in column.now
        ],
        "question": column.question or None,
        "period": column.window.as_json(),
        "source_file": column.source_file,
        "title": column.title,
        "number": column.number or None,
        "told_on": column.told_on.isoformat() if column.told_on else None,
        "figures": len(column.figures),
    }


def _said(one: Said) -> dict[str, Any]:
    return {
        "agency": one.agency,
        "title": one.title or None,
        "text": one.text,
        "addressee": one.addressee or None,
        "sources": [source_json(one.source)],
    }


def plan_figures(record: Mapping[str, Any], source_file: str) -> list[dict[str, Any]]:
    """The figures of a plan (targets, counts of what it lists) in the same shape; they are meant, not done."""
    body = ((record.get("header") or {}).get("issuing_body") or {}).get("name")
    return [
        {
            "value": plain(Decimal(str(one["value"]))),
            "unit": one.get("unit"),
            "qualifier": one.get("qualifier"),
            "indicator": one["indicator"],
            "kind": one.get("kind"),
            "period": one.get("period"),
            "agency": body,
            "sources": [{"source_file": source_file, "start": one["start"], "end": one["end"], "raw": one["raw"]}],
        }
        for one in record.get("figures") or ()
    ]


def report_twin(content: Mapping[str, Any], agency: str, *, number: str = "", issued_on: str = "") -> dict[str, Any]:
    """A report's content in the same shape: each figure with its period, agency and the rows it was counted from."""
    head = content["head"]
    period = {"label": head["period"], "from": head["start"], "to": head["end"], "basis": "stated"}
    return {
        "schema": "nhip-report/1",
        "title": head["title"],
        "agency": agency,
        "period": period,
        "cut_off": head["cut_off"],
        "number": number or None,
        "issued_on": issued_on or None,
        "figures": [_counted(one, agency, period) for one in content["figures"]],
        "paragraphs": [
            {"part": one["key"], "title": one["title"], "text": one["text"], "sources": one.get("sources") or []}
            for one in content["paragraphs"]
        ],
        "attachments": list(content.get("attachments") or ()),
    }


def _counted(one: Mapping[str, Any], agency: str, period: Mapping[str, Any]) -> dict[str, Any]:
    state = "nil" if one["nil"] else "missing" if one["value"] is None else "value"
    return {
        "indicator": one["name"],
        "code": one["code"],
        "value": _given(one["value"]),
        "unit": one["unit_name"] or None,
        "qualifier": one["qualifier"] or None,
        "period": period,
        "agency": agency,
        "state": state,
        "counted": _given(one["counted"]),
        "proven": _given(one["proven"]),
        "estimated": _given(one["estimated"]),
        "same_period_last_year": _given(one["last_year"]),
        "previous_period": _given(one["previous"]),
        "series_break": one["series_break"] or None,
        "explanation": one["explanation"] or None,
        "formula_version": one["formula_version"] or None,
        "sources": [*(one.get("rows") or ()), *(one.get("sources") or ())],
    }


def _given(value: object) -> int | float | None:
    return None if value in (None, "") else plain(Decimal(str(value)))
