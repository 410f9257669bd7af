"""Reading a document, as a table of contents: text, parts, head, outline, and what stands in each."""

from __future__ import annotations

import calendar
import hashlib
from datetime import date

from nhip.documents.reading.citations import read_citations
from nhip.documents.reading.contents import read_contents
from nhip.documents.reading.footnotes import read_footnotes
from nhip.documents.reading.frame import appended_at, frame_of
from nhip.documents.reading.header import read_header, unverified
from nhip.documents.reading.place_names import Units
from nhip.documents.reading.proofreading.find import find_errors
from nhip.documents.reading.proofreading.sources import Laws
from nhip.documents.reading.recipients import read_recipients
from nhip.documents.reading.record import Header, Place, Record
from nhip.documents.reading.sections import outline_of
from nhip.documents.reading.sheet import Sheet, sheet_of
from nhip.documents.reading.signer import read_signer
from nhip.documents.reading.tasks.aligned import ranges
from nhip.text.repair import needs_repair, repair


def read(
    text: str,
    *,
    source_file: str,
    from_scan: bool = False,
    directory: Units | None = None,
    laws: Laws | None = None,
    proofread: bool = True,
) -> Record:
    """The record of one document. Never fails on any text; what is not there is left empty.

    `from_scan`: numbers and days were read from a picture and are marked unverified. `directory` (a
    `nhip.agencies.directory.Directory`) and `laws` (a `nhip.law.book.LawBook`) confirm names and standing.
    `proofread`: also look for errors of the text (slower: the language model reads along).
    """
    sheet = sheet_of(text, repair(text).words if needs_repair(text) else None)
    frame = frame_of(sheet)
    header, context = read_header(sheet, frame, directory)
    if from_scan:
        header = unverified(header)
    printed = ranges(sheet.raw)
    outline = outline_of(sheet, frame.preamble[1], frame.closing[0], appended_at(sheet, frame), printed)
    citations = read_citations(
        sheet, outline, context, first=frame.preamble[0], last=len(sheet.blocks), preamble=frame.preamble
    )
    contents = read_contents(sheet, outline.sections, header)
    errors = (
        find_errors(
            sheet, outline, citations, context, on=_day(header), directory=directory, laws=laws, printed=printed
        )
        if proofread
        else ()
    )
    return Record(
        source_file=source_file,
        source_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source_chars=len(text),
        header=header,
        preamble=_place(sheet, frame.preamble),
        sections=outline.sections,
        citations=citations,
        tasks=contents.tasks,
        objectives=contents.objectives,
        audiences=contents.audiences,
        figures=contents.figures,
        strengths=contents.strengths,
        limitations=contents.limitations,
        directions=contents.directions,
        proposals=contents.proposals,
        request=contents.request,
        closing=_place(sheet, frame.closing),
        recipients=read_recipients(sheet, frame, context),
        signer=read_signer(sheet, frame),
        footnotes=read_footnotes(sheet),
        text_errors=errors,
        repaired_text=sheet.repaired,
    )


def _day(header: Header) -> date | None:
    """The day of the document, its last day where only the month is known."""
    value = header.date.value if header.date else None
    if value is None or len(value) < 7:
        return None
    if len(value) == 10:
        return date.fromisoformat(value)
    year, month = int(value[:4]), int(value[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def _place(sheet: Sheet, blocks: tuple[int, int]) -> Place | None:
    begin, end = blocks
    while end > begin and sheet.blocks[end - 1].footnote:
        end -= 1
    if begin >= end:
        return None
    return sheet.place(sheet.blocks[begin].start, sheet.blocks[end - 1].end)
