"""The short lines under motto, body and title: a low paragraph whose lower border is the line."""

from __future__ import annotations

from typing import Any

from docx.shared import Pt

from nhip.documents.composing import ooxml
from nhip.documents.composing.widths import MM_PER_POINT


def stroke(paragraph: Any, length: float, room: float) -> None:
    """Draws a solid line of `length` mm in the middle of `room` mm."""
    side = max(0.0, (room - length) / 2)
    properties = paragraph._p.get_or_add_pPr()
    ooxml.borders(properties, ("bottom",))
    ooxml.spacing(properties, line=4, exact=True, after=3)
    ooxml.indent(properties, left=side, right=side)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().font.size = Pt(2)


def box(
    paragraph: Any, width: float, height: float, room: float, size: float, colour: str, *, align: str = "left"
) -> None:
    """A frame of `width` x `height` mm around one line of words, at the left or right of `room` mm."""
    rest = max(0.0, room - width)
    left, right = (0.5, rest - 0.5) if align == "left" else (rest - 0.5, 0.5)
    properties = paragraph._p.get_or_add_pPr()
    inside = max(0, round((height / MM_PER_POINT - size * 1.15) / 2))  # from the words to the frame, points
    ooxml.borders(properties, ("top", "left", "bottom", "right"), colour=colour, weight=8, space=inside)
    ooxml.spacing(properties, before=6 + inside, after=inside)
    ooxml.indent(properties, left=max(0.0, left) + inside * MM_PER_POINT, right=max(0.0, right) + inside * MM_PER_POINT)
    paragraph.alignment = 1
