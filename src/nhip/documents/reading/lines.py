"""Printed lines: each with its clean text and the way back to the text as stored.

Cleaning drops what carries layout only (Markdown marks, tags, rules, zero-width characters), composes letters with
their marks (NFC), undoes look-alike letters of broken PDF fonts and collapses white space. It never changes a word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from nhip.documents.reading.tags import Tags

_TAGS = r"(?:sup|sub|strong|em|b|i|u|br|p|div|span|font|a|center|table|tbody|thead|tr|td|th|ul|ol|li|hr|h[1-6]|o:p|img)"

_BREAK = re.compile(
    r"\r\n|\n|\r|\f|\v|\x85|\u2028|\u2029|</(?:p|div|li|tr|td|th|h[1-6])\s*>|<br\s*/?>",
    re.IGNORECASE,
)
_WHITE = frozenset({"\n", "\r\n", "\r"})
_TABLE_ROW = re.compile(r"[ \t]*\|[^\r\n]*\|[ \t]*(?=\r|\n|$)")

_SPECIAL = re.compile(
    r"(?P<space>[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<tag></?" + _TAGS + r"(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<angle><(?=(?:https?://|www\.|mailto:))|(?<=[\w/])>)"
    r"|(?P<cluster>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});)"
    r"|(?P<escape>\\(?=[-.*_#\[\]()+!`>|~&<]))"
    r"|(?P<star>\*+)"
    r"|(?P<under>_{2,}|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|`+)"
    r"|(?P<odd>[ƣƢÐð])"
    r"|(?P<zero>[\u200b-\u200f\u2060\ufeff\u00ad\ufffc]+|[\x00-\x08\x0e-\x1f\x7f])"
    r"|(?P<link>\[(?=[^\[\]]{1,300}\]\((?:https?://|#|/|www\.)[^()\s]{1,300}\))|\]\((?:https?://|#|/|www\.)[^()\s]{1,300}\))"
)
_AS_SPACE = {10: " ", 13: " "}  # a line break inside a paragraph of a page
_ODD = {"ƣ": "ư", "Ƣ": "Ư", "Ð": "Đ", "ð": "đ"}
_RULE = re.compile(r"[\s\-–—_*=~.·o0\\]{3,}")
_ONLY_SPACE_OR_MARK = re.compile(r"[\s*_`]*")


@dataclass(slots=True)
class Line:
    """One printed line. `lo[i]`/`hi[i]` bound the stretch of the source behind `text[i]`."""

    text: str
    lo: list[int]
    hi: list[int]
    indent: int = 0  # columns of white space before the first letter
    heading: int = 0
    bold: bool = False
    bold_end: int = 0  # where a run of bold letters at the head of the line ends
    blanks: int = 0  # empty lines before this one
    page_start: bool = False
    table: bool = False
    rule_before: bool = False
    sups: list[tuple[int, int]] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)  # (index in text, width) of wide white space

    def cut(self, start: int, end: int) -> Line:
        """The same line from `start` to `end`, outer spaces trimmed."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Line(
            self.text[start:end],
            self.lo[start:end],
            self.hi[start:end],
            heading=self.heading,
            bold=self.bold,
            bold_end=max(0, min(self.bold_end, end) - start),
            table=self.table,
            sups=[(a - start, b - start) for a, b in self.sups if a >= start and b <= end],
            gaps=[(at - start, width) for at, width in self.gaps if start < at < end],
        )


def physical(source: str, tags: Tags | None = None) -> list[tuple[int, int, str]]:
    """Start, end and separator of every printed line; a row of a table is one line whatever it holds."""
    out: list[tuple[int, int, str]] = []
    position, size = 0, len(source)
    while position <= size:
        row = _TABLE_ROW.match(source, position) if "|" in source[position : position + 200] else None
        cut = _BREAK.search(source, row.end() if row else position)
        while tags and cut and cut.group() in _WHITE and tags.inside_paragraph(cut.start()):
            cut = _BREAK.search(source, cut.end())
        tagged = tags.row_from(position, cut.start() if cut else size) if tags else None
        if tags and tagged is not None:
            out.append((position, tagged, ""))
            position = tags.rows[tagged]
            out.append((tagged, position, "\n"))
            continue
        if cut is None:
            out.append((position, size, ""))
            break
        out.append((position, cut.start(), cut.group()))
        position = cut.end()
    return out


def clean(source: str, start: int, end: int) -> Line:
    """One printed line of `source`, cleaned."""
    body = source[start:end]
    stripped = body.lstrip(" \t\xa0")
    indent = sum(8 if c == "\t" else 1 for c in body[: len(body) - len(stripped)])
    begin = end - len(stripped)
    heading = 0
    mark = re.match(r"(#{1,6})(?:[ \t]+|(?=[^\s#]))", stripped)
    if mark:
        heading, begin = len(mark.group(1)), begin + mark.end()
    elif stripped.startswith("> "):
        begin += 2
    line = Line("", [], [], indent=indent, heading=heading)
    _fill(line, source, begin, end)
    return line


def _fill(line: Line, source: str, begin: int, end: int) -> None:
    chars: list[str] = []
    lo, hi = line.lo, line.hi
    bolds: list[tuple[int, int]] = []
    bold_from = -1
    sup_from = -1
    size = 0
    row = source[begin : begin + 3].lower() == "<tr"

    def put(text: str, a: int, b: int) -> None:
        nonlocal size
        chars.append(text)
        lo.extend([a] * len(text))
        hi.extend([b] * len(text))
        size += len(text)

    def copy(a: int, b: int) -> None:
        nonlocal size
        if a < b:
            chars.append(source[a:b].translate(_AS_SPACE))
            lo.extend(range(a, b))
            hi.extend(range(a + 1, b + 1))
            size += b - a

    def space(a: int, b: int) -> None:
        if size and not chars[-1].endswith(" "):
            put(" ", a, b)

    position = begin
    for found in _SPECIAL.finditer(source, begin, end):
        kind, a, b = found.lastgroup, found.start(), found.end()
        copy(position, a)
        position = b
        if kind == "space":
            width = sum(4 if c == "\t" else 1 for c in found.group())
            if size and width >= 2:
                line.gaps.append((size, width))
            space(a, b)
        elif kind == "cluster":
            composed = unicodedata.normalize("NFC", found.group())
            put(composed, a, b)
        elif kind == "tag":
            name = found.group().lower()
            if name.startswith("<sup"):
                sup_from = size
            elif name.startswith("</sup") and sup_from >= 0:
                if size > sup_from:
                    line.sups.append((sup_from, size))
                sup_from = -1
            elif name.startswith(("<b>", "<strong")):
                bold_from = size
            elif name.startswith(("</b>", "</strong")) and bold_from >= 0:
                bolds.append((bold_from, size))
                bold_from = -1
            elif row and name.startswith(("<td", "<th")):
                put(" | ", a, b)
            elif row and name.startswith("</tr"):
                put(" |", a, b)
            elif name.startswith(("<br", "<td", "<th")) or (row and name.startswith(("</p", "</div", "</li"))):
                line.gaps.append((size, 99))
                space(a, b)
        elif kind == "star":
            length = b - a
            after = source[b : b + 1]
            if length == 1 and (not size or chars[-1].endswith(("(", " "))) and (after in " )\t" or not after):
                put("*", a, b)  # a bullet, or the mark "(*)"
            elif length >= 2:
                if bold_from < 0:
                    bold_from = size
                else:
                    bolds.append((bold_from, size))
                    bold_from = -1
        elif kind == "entity":
            text = html.unescape(found.group())
            if text.isspace() or text == "\xa0":
                space(a, b)
            elif text != found.group():
                put(unicodedata.normalize("NFC", text), a, b)
            else:
                copy(a, b)
        elif kind == "odd":
            put(_ODD[found.group()], a, b)
    copy(position, end)
    text = "".join(chars)
    if "  " in text:
        text = _single_spaces(line, text)
    while text.endswith(" "):
        text = text[:-1]
        lo.pop()
        hi.pop()
    lead = len(text) - len(text.lstrip(" "))
    if lead:
        text = text[lead:]
        del lo[:lead], hi[:lead]
        bolds = [(max(0, a - lead), b - lead) for a, b in bolds]
        bold_from = max(0, bold_from - lead) if bold_from >= 0 else -1
        line.sups = [(a - lead, b - lead) for a, b in line.sups]
        line.gaps = [(a - lead, w) for a, w in line.gaps]
    line.text = text
    if bold_from >= 0:
        bolds.append((bold_from, len(text)))
    line.sups = [(a, min(b, len(text))) for a, b in line.sups if 0 <= a < len(text)]
    line.gaps = [(a, w) for a, w in line.gaps if 0 < a < len(text)]
    _set_bold(line, bolds)


def _single_spaces(line: Line, text: str) -> str:
    """Two spaces that met after a mark between them was dropped."""
    keep = [i for i, c in enumerate(text) if not (c == " " and i and text[i - 1] == " ")]
    line.lo[:] = [line.lo[i] for i in keep]
    line.hi[:] = [line.hi[i] for i in keep]
    moved = {old: new for new, old in enumerate(keep)}
    last = len(keep)
    line.sups = [(moved.get(a, last), moved.get(b, last)) for a, b in line.sups]
    line.gaps = [(moved.get(a, last), w) for a, w in line.gaps]
    return "".join(text[i] for i in keep)


def _set_bold(line: Line, bolds: list[tuple[int, int]]) -> None:
    spans = [(a, min(b, len(line.text))) for a, b in bolds if a < min(b, len(line.text))]
    if not spans:
        return
    covered = sum(b - a for a, b in spans)
    line.bold = covered >= 0.8 * len(line.text)
    reached = 0
    for a, b in spans:
        if _ONLY_SPACE_OR_MARK.fullmatch(line.text, reached, a):
            reached = b
    line.bold_end = reached if line.text[:reached].strip(" *-+•") else 0


def is_rule(text: str) -> bool:
    """A line that only draws: "_____", "---", "*****", "-----o0o-----"."""
    return bool(text.strip()) and _RULE.fullmatch(text) is not None and not any(c.isdigit() and c != "0" for c in text)
