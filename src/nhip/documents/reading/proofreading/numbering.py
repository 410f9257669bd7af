"""Numbers of headings and items that skip or repeat."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.documents.reading.proofreading.finding import Finding
from nhip.documents.reading.sections import Outline
from nhip.documents.reading.sheet import Sheet


def find_numbering(sheet: Sheet, outline: Outline) -> Iterator[Finding]:
    """One finding for each number that does not follow its row."""
    at = {sheet.lo[block.start]: block for block in sheet.blocks}
    for section in outline.sections:
        block = at.get(section.heading.start)
        if section.misnumbered and block:
            yield Finding(
                block.start,
                block.start + min(len(block.text), len(section.number) + 12),
                "numbering",
                section.expected_number,
            )
    for item in outline.items:
        block = sheet.blocks[item.block]
        if item.misnumbered:
            yield Finding(
                block.start,
                block.start + min(len(block.text), len(item.number) + 2),
                "numbering",
                item.expected_number,
                0.8,
            )
