"""Proof-reading, as a table of contents: numbers, words, places, sources; one finding a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nhip.documents.reading.context import Context
from nhip.documents.reading.place_names import Units, place_index
from nhip.documents.reading.proofreading.finding import Finding
from nhip.documents.reading.proofreading.numbering import find_numbering
from nhip.documents.reading.proofreading.places import find_places
from nhip.documents.reading.proofreading.sources import Laws, find_sources
from nhip.documents.reading.proofreading.wording import find_wording
from nhip.documents.reading.record import Citation, TextError
from nhip.documents.reading.sections import Outline
from nhip.documents.reading.sheet import Sheet


def find_errors(
    sheet: Sheet,
    outline: Outline,
    citations: tuple[Citation, ...],
    context: Context,
    *,
    on: date | None = None,
    directory: Units | None = None,
    laws: Laws | None = None,
    printed: Sequence[tuple[int, int]] = (),
) -> tuple[TextError, ...]:
    """What a careful clerk would mark, in the order of the text; overlapping findings give the surest one.

    In the `printed` tables (spans of the raw text) words of neighbouring columns stand side by side: no language there.
    """
    found: list[Finding] = [
        *find_numbering(sheet, outline),
        *(one for one in find_wording(sheet) if not any(a <= sheet.lo[one.start] < b for a, b in printed)),
        *find_sources(sheet, citations, on, laws),
    ]
    if directory is not None:
        found.extend(find_places(sheet, context, place_index(directory)))
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-f.confidence, f.start)):
        if not any(finding.start < other.end and other.start < finding.end for other in kept):
            kept.append(finding)
    kept.sort(key=lambda f: f.start)
    return tuple(_error(sheet, finding, i) for i, finding in enumerate(kept, 1))


def _error(sheet: Sheet, finding: Finding, number: int) -> TextError:
    place = sheet.place(finding.start, finding.end)
    return TextError(
        raw=place.raw, start=place.start, end=place.end, text=place.text, id=f"E{number:02d}", kind=finding.kind,
        correct=finding.correct, confidence=finding.confidence,
    )  # fmt: skip
