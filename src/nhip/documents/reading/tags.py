"""Texts stored with the tags of a page: what is no text, what makes one row, what makes one paragraph.

Word and law portals save documents as pages; a text crawled from them may keep the tags. White space in such a page
means nothing: a line break inside a paragraph is a space, a row of a table is one row over however many lines.
Offsets stay those of the text as stored, so what is dropped is only covered with spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_HIDES = re.compile(r"<(?P<part>style|script|head|title|xml)(?:\s[^<>]*)?>|<!--", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!\[[^\]]{0,80}\]>|<!doctype[^<>]*>|<\?xml[^<>]{0,300}>|</?(?:html|body|meta|link|colgroup|col|section|article"
    r"|main|header|footer|nav|figure|label|button|form|input|small|big|pre|dl|dt|dd|ins|del|s|strike"
    r"|[a-z][a-z0-9]{0,4}:[a-z]\w*)(?:\s[^<>]{0,600})?/?>",
    re.IGNORECASE,
)
_ROW = re.compile(r"<tr\b[^<>]*>(?:(?!</?tr\b).){1,6000}?</tr\s*>", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_SPANS = re.compile(r"<t[dh]\b(?P<inside>[^<>]*)>|</?table\b", re.IGNORECASE)
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
DITTO = "〃"  # stands for a cell that the one above reaches down over
_PARAGRAPH = re.compile(
    r"<(?P<tag>p|li|h[1-6])\b[^<>]*>(?:(?!</?(?:p|li|tr|td)\b).){1,9000}?</(?P=tag)\s*>", re.I | re.S
)


def _shown(source: str) -> str:
    """The source with its comments, styles and scripts covered; what is never closed stays."""
    small, parts, at = source.lower(), [], 0
    unclosed: set[str] = set()
    for found in _HIDES.finditer(source):
        if found.start() < at:
            continue
        closing = f"</{found['part'].lower()}" if found["part"] else "-->"
        end = -1 if closing in unclosed or len(small) != len(source) else small.find(closing, found.end())
        if end < 0:
            unclosed.add(closing)
            continue
        end = max(small.find(">", end), end) + 1
        parts += [source[at : found.start()], " " * (end - found.start())]
        at = end
    return "".join([*parts, source[at:]])


class Tags:
    """The rows and paragraphs that the tags of a text make; empty for a text without them."""

    def __init__(self, source: str) -> None:
        seen = "</" in source and re.search(r"<(?:p|tr|div|html)\b", source, re.IGNORECASE) is not None
        self.source = _UNSEEN.sub(lambda found: " " * len(found[0]), _shown(source)) if seen else source
        self.rows = {
            found.start(): found.end()
            for found in (_ROW.finditer(self.source) if seen and "<t" in source.lower() else ())
            if len(_CELL.findall(found[0])) >= 2
        }
        self._row_starts = sorted(self.rows)
        self.spanned = self._spanned() if "rowspan" in self.source.lower() else {}
        spans = [found.span() for found in _PARAGRAPH.finditer(self.source)] if seen else []
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def _spanned(self) -> dict[int, list[int]]:
        """For each row, its columns (from nought) that a cell above reaches down over."""
        out: dict[int, list[int]] = {}
        reach: dict[int, int] = {}
        last = 0
        for start in self._row_starts:
            end = self.rows[start]
            if re.search(r"</?table\b", self.source[last:start], re.IGNORECASE):
                reach = {}
            out[start] = sorted(column for column, rows in reach.items() if rows)
            held, column = set(out[start]), 0
            for cell in _SPANS.finditer(self.source, start, end):
                if cell["inside"] is None:
                    continue
                while column in held:
                    column += 1
                rows, wide = _ROWSPAN.search(cell["inside"]), _COLSPAN.search(cell["inside"])
                if rows:
                    reach[column] = int(rows[1])
                column += int(wide[1]) if wide else 1
            reach = {column: rows - 1 for column, rows in reach.items() if rows > 1}
            last = end
        return out

    def row_from(self, position: int, before: int) -> int | None:
        """Where the first row of a table from `position` on begins, if it does before `before`."""
        i = bisect_right(self._row_starts, position - 1)
        return self._row_starts[i] if i < len(self._row_starts) and self._row_starts[i] < before else None

    def inside_paragraph(self, position: int) -> bool:
        """Whether a line break at `position` is only white space."""
        i = bisect_right(self._starts, position) - 1
        return i >= 0 and position < self._ends[i]
