"""Where the text is interrupted: page numbers, running heads and the bodies of footnotes."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from nhip.documents.reading.alphabet import UPPER
from nhip.documents.reading.lines import Line
from nhip.documents.reading.paragraphs import NUMBERED, PART, closed, starts_lower

PAGE_NUMBER = re.compile(r"(?:Trang\s*)?[-–—]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
_STRAY = re.compile(r"[.,'`’‘|~^_\\ ]{1,4}")  # specks that a scan leaves on a line of their own
_DIGITS = re.compile(r"[0-9]{1,3}")
_SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_BRACKET = re.compile(r"\[{1,2}\d{1,2}\]{1,2}\s*\S")
_PLAIN = re.compile(rf"\(?\d{{1,2}}\)?\s+[{UPPER}\"“(]")
_END_OF_BODY = re.compile(rf"N[ơo]i nh[ậaâ]n\s*:|Điều \d+\.|(?:T/?M|K/?T|T/?L)\s?\.\s*[{UPPER}]{{2}}")


def drop_page_marks(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and running heads; what follows one begins a page."""
    tops = Counter(line.text for line in lines if line.page_start and 3 < len(line.text) < 100)
    running = {text for text, count in tops.items() if count >= 3}
    out: list[Line] = []
    pending = False
    counted = _counted_pages(lines)
    for i, line in enumerate(lines):
        if (i in counted or _STRAY.fullmatch(line.text)) and not line.table:
            pending = pending or i in counted
            continue
        alone = PAGE_NUMBER.fullmatch(line.text) is not None and not line.table
        last = i + 1 == len(lines) or lines[i + 1].page_start or lines[i + 1].blanks > 0
        if alone and (line.page_start or (lines[i + 1 : i + 2] and lines[i + 1].page_start) or (line.blanks and last)):
            pending = True
            continue
        if line.page_start and line.text in running:
            pending = True
            continue
        if pending:
            line.page_start, pending = True, False
        out.append(line)
    return out


def _counted_pages(lines: list[Line]) -> set[int]:
    """Numbers alone on a line that count pages without an empty line around them: 2, 3, 4 ..., far apart, and no 1."""
    alone = [(i, int(line.text)) for i, line in enumerate(lines) if _DIGITS.fullmatch(line.text)]
    if not alone or any(line.table for line in lines if _DIGITS.fullmatch(line.text)):
        return set()
    first = alone[0][1] if len(alone) > 1 else 2  # the head may be lost: a row of pages may begin anywhere
    right = first >= 2 and all(value == n for n, (_, value) in enumerate(alone, first))
    begin = [(0, 1)] if len(alone) == 1 else []
    apart = all(b - a >= 12 for (a, _), (b, _) in itertools.pairwise([*begin, *alone]))
    return {i for i, _ in alone} if right and apart else set()


def note_bodies(lines: list[Line], wrapped: bool) -> list[tuple[int, int]]:
    """Ranges of lines that are the body of a footnote, in order."""
    found: list[tuple[int, int]] = []
    i = 1
    while i < len(lines):
        style = _style(lines, i, wrapped)
        if style:
            end = _body_end(lines, i, style, wrapped)
            if end is not None:
                found.append((i, end))
                i = end
                continue
        i += 1
    return found


def _style(lines: list[Line], i: int, wrapped: bool) -> str | None:
    line = lines[i]
    if line.sups and line.sups[0][0] == 0 and len(line.text) > line.sups[0][1] + 2:
        return "mark"
    if line.text[:1] in _SUPERSCRIPT and line.text:
        return "mark"
    if _BRACKET.match(line.text):
        return "mark"
    if _PLAIN.match(line.text) and wrapped and not NUMBERED.match(line.text):
        before = lines[i - 1]
        if line.rule_before or (line.blanks and not closed(before.text) and len(before.text) > 30):
            return "plain"
    return None


def _body_end(lines: list[Line], i: int, style: str, wrapped: bool) -> int | None:
    """One past the last line of the body that begins at `i`; None when it is no footnote after all."""
    cut = not closed(lines[i - 1].text) and len(lines[i - 1].text) > 30 and not lines[i - 1].text.isupper()
    limit = min(len(lines), i + 60)
    end = i + 1
    while end < limit:
        line = lines[end]
        fresh = line.blanks > 0 or line.page_start or not wrapped
        if line.heading or line.rule_before or _END_OF_BODY.match(line.text):
            break
        if _style(lines, end, False) == "mark":
            break
        if cut and starts_lower(line.text) and (line.page_start or closed(lines[end - 1].text)):
            return end
        if line.page_start:
            return end
        if fresh and (line.bold or PART.match(line.text) or NUMBERED.match(line.text)):
            break
        if fresh and not cut:
            break
        end += 1
    if style == "plain":
        return end if end < len(lines) and lines[end].page_start else None
    if cut and end > i + 1:  # no continuation came: the note is its first paragraph
        end = i + 1
        while end < limit and wrapped and not (lines[end].blanks or lines[end].page_start or lines[end].heading):
            if _style(lines, end, False) or _END_OF_BODY.match(lines[end].text) or NUMBERED.match(lines[end].text):
                break
            end += 1
    return end
