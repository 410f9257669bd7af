"""How an outline and what the records give stand as the rows of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from nhip.agencies.series import Break
from nhip.measurement import catalogue
from nhip.measurement.figures import NIL, VALUE, ZERO, Figure
from nhip.reporting.models.reports import Report, ReportFigure, ReportParagraph
from nhip.reporting.regimes import Part
from nhip.reporting.rollup import rule_of

_SAID = (VALUE, ZERO)


def paragraph_rows(
    reports: Sequence[Report], parts: Sequence[Part], helps: Mapping[tuple[int, str], str]
) -> Iterator[ReportParagraph]:
    """An empty paragraph for each part. `helps`: what the agency (by row id) wrote there last time."""
    for report in reports:
        for at, part in enumerate(parts):
            yield ReportParagraph(
                report=report, key=part.key, position=at, title=f"{part.number}. {part.title}"[:300],
                help=helps.get((report.unit_id, part.key), ""),
            )  # fmt: skip


def figure_rows(
    reports: Sequence[Report],
    parts: Sequence[Part],
    counted: Mapping[tuple[str, str], Figure],
    before: Mapping[tuple[int, str], Mapping[str, Decimal]],
) -> Iterator[ReportFigure]:
    """A figure for each indicator of the outline. `counted`: by key of the unit and code; `before`: see `compare`."""
    known = {one.code: one for one in catalogue.packaged()}
    for report in reports:
        for at, (part, code) in enumerate(wanted(parts)):
            row = ReportFigure(
                report=report, code=code, part=part.key, position=at, name=known[code].name,
                unit_name=known[code].unit, rule=rule_of(known[code].formula),
            )  # fmt: skip
            put(row, counted[report.unit.key, code], fresh=True)
            compare(row, before.get((report.unit_id, code), {}))
            yield row


def wanted(parts: Sequence[Part]) -> list[tuple[Part, str]]:
    """Each known indicator of the outline once, in the part that names it first."""
    known, seen = {one.code for one in catalogue.packaged()}, set()
    found = []
    for part in parts:
        for code in part.figures:
            if code in known and code not in seen:
                seen.add(code)
                found.append((part, code))
    return found


def put(row: ReportFigure, figure: Figure, *, fresh: bool) -> None:
    """What the records give into the row; the agency's own value follows where nobody changed it."""
    follows = fresh or (row.value == row.counted and not row.explanation)
    row.counted = figure.value if figure.state in _SAID else None
    row.proven, row.estimated = figure.proven, figure.estimated
    row.previous = figure.previous.value if figure.previous else None
    row.last_year = figure.same_last_year.value if figure.same_last_year else None
    row.series_break = "; ".join(dict.fromkeys(_broken(one) for one in figure.crossed))[:200]
    row.rows, row.formula_version = list(figure.rows), str(figure.version)
    if follows:
        row.value, row.nil, row.qualifier = row.counted, figure.state == NIL, figure.qualifier[:20]


def compare(row: ReportFigure, before: Mapping[str, Decimal]) -> None:
    """What the agency reported of the earlier periods, by column, over what the records give for them now."""
    for name, value in before.items():
        setattr(row, name, value)
    row.reported = " ".join(sorted(before))


def _broken(one: Break) -> str:
    return f"{one.on:%d/%m/%Y} {one.act}".strip()
