"""The record of a reading as people left it."""

from __future__ import annotations

from typing import Any

from nhip.documents.corrections import applied
from nhip.documents.models import ReadRecord
from nhip.documents.reading.sheet import Sheet, sheet_of
from nhip.documents.review.mended import mended_words


def record_with_additions(reading: ReadRecord) -> dict[str, Any]:
    """The reader's record with the items that people added, and nothing else changed: what paths may name."""
    added = [(one.path, one.new) for one in reading.corrections.filter(withdrawn_at=None) if isinstance(one.new, dict)]
    return applied(reading.record, added, prune=False)


def shown_sheet(reading: ReadRecord, *, as_read: bool = False) -> tuple[Sheet, int]:
    """The sheet as people see it, and how many of its words are shown repaired."""
    repaired = reading.record.get("repaired_text")
    words = mended_words(reading.text, repaired) if repaired and not as_read else ()
    return sheet_of(reading.text, words or None), len(words)


def full_text(reading: ReadRecord) -> str:
    """The words as read, one paragraph a line: broken lines joined, nothing repaired, nothing left out."""
    return "\n".join(f"{block.bullet or ''} {block.text}".strip() for block in sheet_of(reading.text).blocks)


def record_as_corrected(reading: ReadRecord, *, prune: bool = True) -> dict[str, Any]:
    """The reader's record with every standing correction laid over it.

    With `prune` items taken out are gone; without it they leave a hole, so that paths stay true.
    """
    changes = list(reading.corrections.filter(withdrawn_at=None).values_list("path", "new"))
    return applied(reading.record, changes, prune=prune)
