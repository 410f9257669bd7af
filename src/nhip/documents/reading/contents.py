"""What stands in the parts of a document: duties, figures, judgements, aims, and what a request letter asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nhip.documents.reading.figures.find import find_figures
from nhip.documents.reading.letters.find import find_request
from nhip.documents.reading.outline import attachment_at
from nhip.documents.reading.record import Figure, Header, Period, Request, Section, Statement, Task
from nhip.documents.reading.sections import outline_of
from nhip.documents.reading.sheet import Sheet
from nhip.documents.reading.statements.find import find_statements
from nhip.documents.reading.tasks.find import find_tasks


@dataclass(frozen=True, slots=True)
class Contents:
    """The lists of a record that are read from the parts; field names are the record's."""

    tasks: tuple[Task, ...]
    objectives: tuple[Statement, ...]
    audiences: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    strengths: tuple[Statement, ...]
    limitations: tuple[Statement, ...]
    directions: tuple[Statement, ...]
    proposals: tuple[Statement, ...]
    request: Request | None


def read_contents(sheet: Sheet, sections: Sequence[Section], header: Header) -> Contents:
    """The contents of a document whose head and sections are known.

    A letter that asks for a report states no figures. Of its points only those that name a lead are duties; the
    others are the outline asked for.
    """
    doc_type = header.doc_type.code if header.doc_type else None
    own = sections
    sections = [*sections, *_attached(sheet, sections)]
    request = find_request(sheet, own, doc_type=doc_type, issued=_day(header))
    statements = find_statements(sheet, sections, doc_type=doc_type)
    asks = request is not None
    duties = find_tasks(sheet, sections, doc_type=doc_type, year=_year(header), period=_whole(header))
    return Contents(
        tasks=tuple(task for task in duties if task.lead_agencies) if asks else duties,
        figures=()
        if asks
        else find_figures(
            sheet, sections, doc_type=doc_type, period=header.period, unit_of_government=header.unit_of_government
        ),
        strengths=statements.strengths,
        limitations=statements.limitations,
        directions=() if asks else statements.directions,
        proposals=() if asks else statements.proposals,
        objectives=statements.objectives,
        audiences=statements.audiences,
        request=request,
    )


def _attached(sheet: Sheet, known: Sequence[Section]) -> list[Section]:
    """The sections of what is attached behind the foot; nameless, as they are no sections of the document itself."""
    start = attachment_at(sheet)
    if start is None or any(section.start >= sheet.lo[sheet.blocks[start].start] for section in known):
        return []
    found = outline_of(sheet, start + 1, len(sheet.blocks)).sections
    return [dataclasses.replace(section, id="", parent=None) for section in found]


def _day(header: Header) -> date | None:
    """The day of issue, the first of the month where the day is blank."""
    value = header.date.value if header.date else None
    if not value:
        return None
    try:
        return date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return None


def _year(header: Header) -> int | None:
    """The year that days without a year belong to: of the date of issue, else of the period in the title."""
    value = header.date.value if header.date else None
    if value and value[:4].isdigit():
        return int(value[:4])
    period = header.period
    if period and period.from_ and period.to and period.from_[:4] == period.to[:4]:
        return int(period.from_[:4])
    return None


def _whole(header: Header) -> Period | None:
    """The document's own period, marked as taken from the document."""
    return dataclasses.replace(header.period, basis="document") if header.period else None
