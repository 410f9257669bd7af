"""Is a table a table, or only two columns side by side? Heads and signatures are typed in tables without lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

_HEAD = re.compile(
    r"cộng\s+h(?:òa|oà)\s+xã\s+hội|độc\s+lập\s*[-–]\s*tự\s+do|đảng\s+cộng\s+sản\s+việt\s+nam|^\s*nơi\s+nhận",
    re.IGNORECASE,
)
_LINES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


def is_layout(table: Any, rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """True for a table that only sets words side by side: two or three columns, few rows, a head or no lines at all."""
    if len(rows) > 8 or max(len(row) for row in rows) > 3:
        return False
    if max(len(row) for row in rows) == 1:
        return True
    words = [part for row in rows for cell in row for part in cell]
    if len(rows) <= 6 and any(_HEAD.search(part) for part in words):
        return True
    return len(rows) <= 4 and not _has_lines(table)


def _has_lines(table: Any) -> bool:
    for borders in table.iter(qn("w:tblBorders"), qn("w:tcBorders")):
        for side in _LINES:
            line = borders.find(qn(f"w:{side}"))
            if line is not None and line.get(qn("w:val")) not in (None, "nil", "none"):
                return True
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    # styles of Word's own gallery draw lines; the plain default does not
    return style is not None and "normal" not in style.get(qn("w:val"), "").lower()
