"""Printed lines joined to paragraphs.

A line goes on in the next one when the sentence does: the next line opens no paragraph (no number, bullet, heading or
fixed phrase of the form) and either the sentence is open or the line is full, that is, the next word would not have
fitted. Whether lines are wrapped at all, and whether every printed line is followed by an empty one, is told by
counting over the whole document.
"""

from __future__ import annotations

import itertools
import re

from nhip.documents.reading.alphabet import UPPER
from nhip.documents.reading.columns import MOTTO
from nhip.documents.reading.lines import Line

BULLET = re.compile(
    r"(?:(?P<dash>[-–—−])|(?P<plus>\+)|(?P<star>\*)|(?P<dot>[•●▪■◦‣✓➢❖·\uf0b7\uf02d\uf0a7\uf0d8]))"
    r"(?:\s+(?=\S)|(?=[^\W\d_]))"
)
NUMBERED = re.compile(
    rf"(?:(?:[IVXLC|]{{1,6}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})\s?[.)/](?:\s+(?=\S)|(?=[^\W\d_]))"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+(?=[{UPPER}])|(?:\d{{1,2}}|[IVX]{{1,5}})[-–]\s+(?=[{UPPER}])"
    rf"|[A-HĐ]\.\s+(?=[{UPPER}])|[a-zđ]\s?\)\s*(?=\S)|\(\d{{1,2}}\)\s*(?=\S))"
)
PART = re.compile(
    rf"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC|Phụ lục|PHỤ LỤC)"
    rf"\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d{{1,2}}|[A-H])"
    rf"\s*(?:$|[.:–-]\s*[{UPPER}\d]|(?=[{UPPER}]{{2,}}))"
    r"|(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s?[.:]"
)
FORM = re.compile(
    rf"N[ơo]i nh[ậaâ]n\s*:?|Kính gửi|Kính trình|Căn cứ |Theo đề nghị của|Xét đề nghị|Xét tờ trình"
    rf"|V/v\b|S[ốô]\s*:|S[ốô]\s+\d*\s*[-/]\s*[{UPPER}]{{2}}"
    rf"|(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.\s*[{UPPER}]{{2,}}|Q\.\s+[{UPPER}]{{2,}}"
    rf"|L[ưu]u\s*:|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ\s*:|\(Kèm theo|\[\d{{1,2}}\]\s"
)
DATE_LINE = re.compile(rf"[{UPPER}][\w.\- ]{{1,40}},\s*ng[àa]y\s*[\d.…/]*\s*th[áa]ng\s*[\d.…]*\s*n[ăa]m\s*[\d.…]*\s*$")
_CLOSED = re.compile(r"(?:[.;:!?…]|\./\.|/\.)[\"”’')\]\d*]{0,3}$")
_OPEN_WORD = re.compile(
    r"(?:,|\b(?:và|của|các|những|với|cho|theo|về|tại|trong|trên|từ|đến|bởi|là|như|gồm|nhằm|hoặc|cùng|do|để))$"
)
_OPEN_NOUN = re.compile(  # never the last word of a sentence, but of a title it may be
    r"\b(?:tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|thành phố|UBND|HĐND|Sở|Bộ|Ban|ngày|tháng|năm|số|đồng chí|việc"
    r"|Nghị định|Quyết định|Thông tư|Kế hoạch|Luật|Chỉ thị|Công văn|Nghị quyết)$"
)
_NUMBER_LABEL = re.compile(r"S[ốô]\s*:?")
_SIGN_LABEL = re.compile(r"(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.")
_YEAR_END = re.compile(r"(?:19|20)\d\d$|\d$")
_SPLIT_SYMBOL = re.compile(r"[\dA-ZĐ&]+[-/]$")


def closed(text: str) -> bool:
    """The sentence ends here."""
    return _CLOSED.search(text) is not None


def _unfinished(text: str) -> bool:
    return _OPEN_WORD.search(text) is not None or _OPEN_NOUN.search(text) is not None


def opens(text: str) -> bool:
    """These words open a paragraph by their form alone."""
    return bool(
        BULLET.match(text)
        or NUMBERED.match(text)
        or PART.match(text)
        or FORM.match(text)
        or MOTTO.match(text)
        or DATE_LINE.match(text)
    )


def starts_lower(text: str) -> bool:
    for char in text:
        if char.isalpha():
            return char.islower()
        if char.isdigit():
            return False
    return False


def _columned(line: Line) -> bool:
    """Words in columns, as a printed table or the head has them."""
    return any(width >= 3 for _, width in line.gaps)


class Setting:
    """How the whole document is set: wrapped lines or whole paragraphs, single or doubled spacing, full line length."""

    def __init__(self, lines: list[Line]) -> None:
        lengths = sorted(len(line.text) for line in lines if len(line.text) >= 25 and not line.table)
        self.width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.92))] if lengths else 0
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if len(a.text) >= 25 and not (a.table or b.table)]
        runs = [b for a, b in pairs if not closed(a.text) and starts_lower(b.text) and not opens(b.text)]
        spaced = [b for b in runs if b.blanks]
        within = self.width <= 150
        self.doubled = within and len(runs) >= 4 and len(spaced) >= 0.8 * len(runs) and len(runs) >= 0.15 * len(pairs)
        if self.doubled:
            for line in lines:
                line.blanks = max(0, line.blanks - 1)
            runs = [b for b in runs if b.blanks == 0]
        glued = [b for b in runs if b.blanks == 0]
        self.wrapped = within and len(glued) >= 3 and len(glued) >= 0.12 * max(1, len(pairs))
        indents = sorted(line.indent for line in lines if len(line.text) >= 25)
        self.indent = indents[len(indents) // 3] if indents else 0
        prose = [
            (a, b)
            for a, b in pairs
            if not closed(a.text) and starts_lower(b.text) and not opens(b.text) and not b.blanks
            if not (_columned(a) or _columned(b))
        ]
        inner = sorted(b.indent for _, b in prose)
        self.margin = inner[len(inner) // 2] if inner else self.indent
        first = [a for a, _ in prose if not starts_lower(a.text)]
        self.indented = self.wrapped and sum(self._set_in(a) for a in first) >= max(3, 0.4 * len(first))

    def _set_in(self, line: Line) -> bool:
        """The line begins right of the left margin by the width of a paragraph's indent."""
        return 3 <= line.indent - self.margin <= 14

    def _short_heading(self, text: str) -> bool:
        """A numbered line that ends far from the right edge, as "1. Công an tỉnh" does: its last noun is complete."""
        return NUMBERED.match(text) is not None and len(text) < 0.6 * self.width and not _OPEN_WORD.search(text)

    def full(self, line: Line, following: Line) -> bool:
        """The next word would not have fitted on this line."""
        word = len(following.text.split(" ", 1)[0])
        return line.indent - min(line.indent, self.indent) + len(line.text) + 1 + word >= 0.88 * self.width

    def continues(self, line: Line, following: Line) -> bool:
        """Whether `following` goes on with the paragraph of `line`."""
        a, b = line.text, following.text
        if line.table or following.table or following.rule_before:
            return False
        if _NUMBER_LABEL.fullmatch(a) and re.match(r"\d", b):
            return True  # "Số:" broken off from its number by a narrow cell
        if _SIGN_LABEL.fullmatch(a) and b.isupper():
            return True
        if opens(b):
            year = BULLET.match(b) and _YEAR_END.search(a) and re.match(r"[-–]\s*(?:19|20)\d\d(?!\d)", b)
            return bool(year)
        if DATE_LINE.search(a) or MOTTO.search(a):
            return False
        if line.heading != following.heading and (line.heading or following.heading):
            return False
        ended, lower = closed(a), starts_lower(b)
        if self.indented and not lower and self._set_in(following) and line.indent - self.margin <= 14:
            return False  # a first line set in opens a paragraph, however full the line above
        if NUMBERED.match(a) and not lower and following.indent - line.indent >= 4 and not self.full(line, following):
            return False  # "4. Đề nghị Sở Y tế thành phố" over a paragraph set in
        if a.isupper() and b.isupper() and not following.blanks and NUMBERED.match(a) and not ended:
            return True  # a heading in capitals set on two lines
        if following.blanks and not following.page_start:
            return not ended and (lower or _OPEN_WORD.search(a) is not None) and not a.isupper() and len(a) > 30
        if not self.wrapped:
            if following.page_start:
                return not ended and (lower or _unfinished(a)) and not a.isupper()
            return not ended and lower and not a.isupper()
        if a.isupper() != b.isupper() and ((len(a) > 3 and a.isupper()) or (len(b) > 8 and b.isupper())):
            return lower and not a.isupper()
        if ended:
            return self.full(line, following) and following.indent <= self.indent + 2
        if lower or (_unfinished(a) and not b.isupper() and not self._short_heading(a)):
            return True
        if _SPLIT_SYMBOL.search(a):
            return True
        return self.full(line, following) and line.bold == following.bold


def glue(a: str, b: str) -> str:
    """What stands between two joined lines: nothing inside a symbol, date or address cut at its hyphen or slash."""
    if _SPLIT_SYMBOL.search(a) and a[-2:-1] != " " and b[:1].isalnum():
        last = a.rsplit(" ", 1)[-1]
        if (
            a.endswith("/")
            or any(c.isdigit() or c == "/" for c in last[:-1])
            or (last[:-1].isupper() and b[:2].isupper())
        ):
            return ""
    return " "
