"""Heads and feet set in two columns, flattened by a text dump: put back one column after the other.

Decree 30/2020, appendix I part IV, sets the issuing body, number and subject of a letter (boxes 2, 3, 5b) left of the
national motto, place and date (boxes 1, 4), and the recipients (box 9b) left of the signer (box 7).
"""

from __future__ import annotations

import re

from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.lines import Line

MOTTO = re.compile(
    r"C[ỘO]NG H[ÒOÓ][ÀAÁ]? X[ÃA] H[ỘO]I|Đ[ỘO]C L[ẬA]P\s*[-–]\s*T[ỰU] DO|Độc lập\s*[-–—]\s*Tự do"
    r"|Đ[ẢA]NG C[ỘO]NG S[ẢA]N VI[ỆE]T NAM$"
)
_LOUD = re.compile(rf"(?:[{UPPER}]{{2,}}[\s,]+)+(?=[{UPPER}][{LOWER}][^,]{{0,40}},\s*ngày)")
_NUMBER = re.compile(
    r"S[ốôo]\s*(?::?\s*[.…\s\d]*|:\s*\w{1,5})\s*[/-]\s?[\w&Đđ.]+(?:\s?[-/]\s?[\w&Đđ.]+)*", re.IGNORECASE
)
_DATE = re.compile(
    rf"(?:[{UPPER}][\w.\- ]{{1,40}},?\s*)?ng[àa]y\s*[\d.…]*\s*th[áa]ng\s*[\d.…]*\s*n[ăa]m", re.IGNORECASE
)
RECIPIENTS = re.compile(r"(?:N[ơo]i\s+nh[ậaâ]n\s*:?|N[ơo]i\s+nh\w{1,2}n\s*:)", re.IGNORECASE)
_AUTHORITY = re.compile(rf"(?<![\w.])(?:(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.?|Q\.)\s+[{UPPER}]{{2,}}")
_TITLE_WORDS = re.compile(
    r"(?:PH[ÓO] |QUY[ỀE]N )?(?:CH[ỦU] T[ỊI]CH|GI[ÁA]M Đ[ỐO]C|B[ÍI] TH[ƯU]|CH[ÁA]NH V[ĂA]N PH[ÒO]NG"
    rf"|TR[ƯU][ỞO]NG[ {UPPER}]*"
    r"|C[ỤU]C TR[ƯU][ỞO]NG|B[ỘO] TR[ƯU][ỞO]NG|TH[ỨU] TR[ƯU][ỞO]NG"
    rf"|HI[ỆE]U TR[ƯU][ỞO]NG|CH[ÁA]NH THANH TRA|T[ỔO]NG BI[ÊE]N T[ẬA]P|PH[ÓO] [ {UPPER}]+)$"
)

_ATTACHED = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVX\d]{1,4})?\s*[.:]?$|DANH MỤC\s|\((?:Ban hành k|K)èm theo\s"
)


def split_columns(lines: list[Line]) -> list[Line]:
    """The lines in reading order: head and foot columns unravelled, everything between untouched."""
    head = _head_range(lines)
    out = list(lines)
    if head:
        out[head[0] : head[1]] = _unravel(lines[head[0] : head[1]], _head_cut)
    foot = next((i for i in range(len(out) - 1, -1, -1) if RECIPIENTS.match(out[i].text)), None)
    if foot is None:
        foot = next((i for i in range(len(out) - 1, -1, -1) if RECIPIENTS.search(out[i].text[:60] or " ")), None)
        if foot is not None and len(out[foot].text) > 90:
            foot = None
    if foot is not None:
        end = foot + 1
        while (
            end < len(out)
            and end - foot < 40
            and not out[end].heading
            and len(out[end].text) <= 150
            and not _ATTACHED.match(out[end].text)
        ):
            end += 1
        out[foot:end] = _unravel(out[foot:end], _foot_cut)
    return out


def _head_range(lines: list[Line]) -> tuple[int, int] | None:
    """From the first to past the last line of the head that holds two columns."""
    hits = [i for i, line in enumerate(lines[:40]) if _head_cut(line, None) is not None]
    if not hits:
        return None
    first = last = hits[0]
    for i in hits[1:]:
        if i - last > 4:
            break
        last = i
    while first and lines[first - 1].text.isupper() and lines[first].blanks == 0 and len(lines[first - 1].text) < 60:
        first -= 1
    end = last + 1
    left = min((lines[i].indent for i in hits), default=0)
    width = max((cut for i in hits[:6] if (cut := _head_cut(lines[i], None)) is not None), default=0)
    subject = False
    while end < len(lines) and end - last < 7:
        line = lines[end]
        subject = subject or bool(re.match(r"V/v\b|Về việc", line.text, re.IGNORECASE))
        if not subject or len(line.text) > width + left + 12 or line.blanks > 1 or re.match(r"Kính gửi", line.text):
            break
        end += 1
    return first, end


def _head_cut(line: Line, middle: int | None) -> int | None:
    """Where the right column begins in this line of the head, or None."""
    text = line.text
    loud = _LOUD.match(text)  # "ĐẢNG ỦY XÃ A Bản Bo, ngày ...": capitals end where the place begins
    if loud:
        return loud.end()
    for pattern in (MOTTO, _DATE):
        for found in pattern.finditer(text):
            if found.start() > 2:
                number = _NUMBER.match(text)
                if pattern is _DATE and number is None and not line.gaps:
                    return None
                if number and pattern is _DATE and number.end() < found.end():
                    return max(number.end(), _gap_before(line, found.start()) or 0)
                return _gap_before(line, found.start()) or found.start()
    if len(line.gaps) == 1 and line.gaps[0][1] >= 4 and middle is not None:
        return line.gaps[0][0]
    return None


def _gap_before(line: Line, index: int) -> int | None:
    """The end of the widest white space before `index`, if wide."""
    wide = [(width, at) for at, width in line.gaps if at <= index]
    return max(wide)[1] if wide and max(wide)[0] >= 2 else None


def _foot_cut(line: Line, middle: int | None) -> int | None:
    text = line.text
    found = _AUTHORITY.search(text)
    if found and found.start() > 2:
        return found.start()
    wide = [(width, at) for at, width in line.gaps if width >= 3]
    if wide and (text.startswith(("-", "+", "–", "•")) or RECIPIENTS.match(text) or middle is not None):
        _width, at = max(wide)
        rest = text[at:].strip()
        if rest and not rest.startswith(("-", "/")):
            return at
    title = _TITLE_WORDS.search(text)
    if title and title.start() > 2 and any(c.islower() for c in text[: title.start()]):
        return title.start()
    if title and title.start() > 2 and RECIPIENTS.match(text):
        return RECIPIENTS.match(text).end()  # type: ignore[union-attr]
    return None


def _unravel(lines: list[Line], cut_of: object) -> list[Line]:
    """Left cells, then right cells. A line alone belongs to the column its indent points to."""
    assert callable(cut_of)
    cuts = [cut_of(line, None) for line in lines]
    columns = [_column(line, cut) for line, cut in zip(lines, cuts, strict=True) if cut is not None]
    if not columns:
        return lines
    middle = min(columns)
    if any(line.gaps and width >= 3 for line in lines for _, width in line.gaps):
        cuts = [cut if cut is not None else cut_of(line, middle) for line, cut in zip(lines, cuts, strict=True)]
    left: list[Line] = []
    right: list[Line] = []
    for line, cut in zip(lines, cuts, strict=True):
        if cut is not None:
            a, b = line.cut(0, cut), line.cut(cut, len(line.text))
            a.blanks, b.blanks = line.blanks, 1 if not right else 0
            a.page_start = line.page_start
            if a.text:
                left.append(a)
            if b.text:
                right.append(b)
        elif line.indent >= max(12, middle - 14) and line.indent > 8:
            right.append(line)
        else:
            left.append(line)
    if right:
        right[0].blanks = max(1, right[0].blanks)
    return left + right


def _column(line: Line, cut: int) -> int:
    """The printed column where the right cell begins."""
    lost = sum(width - 1 for at, width in line.gaps if at <= cut and width < 90)
    return line.indent + cut + lost
