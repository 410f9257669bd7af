"""Which printed line is which component of a document: motto, bodies, number, day, type, title, text, signer.

Found by what the words are and where they stand, never by style names, so it works on anybody's document: a head in a
table or typed in paragraphs, one row or several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhip.documents.composing.inspection.sheets import Line, Printed
from nhip.documents.composing.rules import document_types
from nhip.text.normalise import fold

HEAD = 40  # lines searched for the head
SHORT = 60  # letters of a line that is a motto and does not speak of it
COUNTRY = re.compile(r"cong hoa xa hoi chu nghia viet nam")
MOTTO = re.compile(r"doc\s*lap.{0,5}tu\s*do.{0,5}hanh\s*phuc")
PARTY = re.compile(r"^dang cong san viet nam$")
NUMBER = re.compile(
    r"^S[ốô]\s*[:.]?\s*(?:[\d…._]+\s*)?[/\\-]|^S[ốô]\s*[:.]?\s*[\d…._]{1,8}\s*[/\\-]?\s*[A-ZĐ]|^S[ốô]\s*:"
)
DATE = re.compile(r"ng[àa]y\s*[\d….\s_]*\s*th[áa]ng\s*[\d….\s_]*\s*n[ăa]m\s*[\d….\s_]*$")
BODY_OPENS = re.compile(
    r"(?:UBND|HĐND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ|SỞ|PHÒNG|BAN|CỤC|CHI CỤC|TỔNG CỤC|VỤ|VIỆN|TRUNG TÂM|TRƯỜNG|VĂN PHÒNG"
    r"|CÔNG AN|HỘI|ĐÀI|BÁO|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|TỔNG CÔNG TY|CÔNG TY|THANH TRA|TÒA|TOÀ|ĐẢNG ỦY|TÊN)\b"
)
SUBJECT = re.compile(r"^V/v\b|^Về việc\b", re.IGNORECASE)
ADDRESSEE = re.compile(r"^Kính gửi\b", re.IGNORECASE)
BASIS = re.compile(r"^(?:Căn cứ|Theo đề nghị|Xét)\s")
RECIPIENTS = re.compile(r"^noi nhan\b")
DASH = re.compile(r"^[-–—+•]\s*")
CAPTION = re.compile(r"^\(?(?:Đơn vị tính|ĐVT|Bảng|Biểu|Hình|Biểu đồ|Sơ đồ|Nguồn|Ghi chú)\b", re.IGNORECASE)
APPENDIX = re.compile(r"^ph[uụ] l[uụ]c(?:\s+(?:s[ốo]\s+)?(?P<number>[\w….]{1,6}))?\s*\.?$", re.IGNORECASE)
REFERENCE = re.compile(r"^\((?:Kèm theo|Ban hành kèm theo)", re.IGNORECASE)
ENACTING = re.compile(r"^QUYẾT (?:ĐỊNH|NGHỊ)\s*:?$")
KINDS = {
    "part": re.compile(
        r"^(?P<word>Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+|THỨ\s+)?(?P<number>[\wĐđ]+)\.?(?:\s*$|\s+(?=[A-ZÀ-ỸĐ]{2}))"
    ),
    "subpart": re.compile(r"^(?P<word>Mục|Tiểu mục)\s+(?P<number>\w+)\.?$", re.IGNORECASE),
    "article": re.compile(r"^Điều\s+(?P<number>\d+[a-zđ]?)\s*(?P<mark>[.:)\-–]?)"),
    "section": re.compile(r"^(?P<number>[IVXLC]+)\s*(?P<mark>[.)/:\-–])\s*(?P<title>\S.*)$"),
    "clause": re.compile(r"^(?P<number>\d{1,2})(?P<mark>[.)/\-–])\s*(?P<title>[^\W\d_].*)$"),
    "point": re.compile(r"^(?P<number>[a-zđA-ZĐ])\s*(?P<mark>[.)/])\s*(?P<title>\S.*)$"),
}


@dataclass(slots=True)
class Found:
    """The components of one document. Lists are empty where a component is missing."""

    country: Line | None = None
    motto: Line | None = None
    party: bool = False
    parents: list[Line] = field(default_factory=list)
    bodies: list[Line] = field(default_factory=list)
    number: Line | None = None
    date: Line | None = None
    doc_type: Line | None = None
    title: list[Line] = field(default_factory=list)
    subject: Line | None = None
    addressee: list[Line] = field(default_factory=list)
    bases: list[Line] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)  # between head and recipients, tables of data left out
    recipients_word: Line | None = None
    recipients: list[Line] = field(default_factory=list)
    authority: list[Line] = field(default_factory=list)
    signer: Line | None = None
    attached: bool = False  # a paper issued with another one, or an appendix in a file of its own
    appendices: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)  # everything behind the signature
    order: list[tuple[str, int]] = field(default_factory=list)


def kind_of(line: Line) -> tuple[str, re.Match[str]] | None:
    """part | subpart | article | section | clause | point, with the number found; None for running text."""
    for kind, form in KINDS.items():
        found = form.match(line.shown)
        if found:
            return kind, found
    return None


def components(sheet: Printed) -> Found:
    """What stands where. Lines of letters and empty paragraphs are not components."""
    lines = sheet.lines
    out = Found()
    _head(lines, out)
    start = _title(lines, out)
    end = _ending(lines, out)
    opening = [line for line in lines if line.words][:12]
    out.attached = bool(opening and APPENDIX.match(opening[0].words)) or any(
        REFERENCE.match(one.words) for one in opening
    )
    _text(lines, out, start, end)
    out.after = [line for line in lines if line.place > _last(out) and line.words]
    out.appendices = [line for line in out.after if APPENDIX.match(line.words) and not line.lined]
    return out


def _head(lines: Sequence[Line], out: Found) -> None:
    for line in lines[:HEAD]:
        words = fold(line.words)
        if out.country is None and COUNTRY.search(words) and len(words) < SHORT:
            out.country = line
        elif out.motto is None and MOTTO.search(words) and len(words) < SHORT:
            out.motto = line
        elif PARTY.match(words):
            out.party = True
        elif out.number is None and NUMBER.match(line.words) and not line.lined:
            out.number = line
        elif (
            out.date is None
            and DATE.search(line.words)
            and len(line.words) < 90
            and not line.lined
            and line.words[0] != "("
        ):
            out.date = line
    _bodies(lines, out)


def _bodies(lines: Sequence[Line], out: Found) -> None:
    """The names above the number, in its column; the last one issues, those above it are its superiors."""
    anchor = out.number or out.country
    if anchor is None:
        return
    names = [
        line
        for line in lines[:HEAD]
        if line.words and not line.ruled and line.shown.isupper() and line.table == anchor.table
        and (line.column in (None, 0) if anchor is out.country else line.column == anchor.column)
        and (line.place < anchor.place if out.number else line.place <= anchor.place)
        and line is not out.country and line is not out.motto and not COUNTRY.search(fold(line.words))
    ]  # fmt: skip
    groups: list[list[Line]] = []
    for line in names:
        if groups and not BODY_OPENS.match(line.shown) and line.bold == groups[-1][-1].bold:
            groups[-1].append(line)
        else:
            groups.append([line])
    if groups:
        out.bodies = groups[-1]
        out.parents = [line for group in groups[:-1] for line in group]


def _is_type(line: Line) -> bool:
    name = fold(re.sub(r"[\d.:]+$", "", line.shown)).strip()
    return any(name == fold(kind.name) for kind in document_types().values() if kind.letters)


def _title(lines: Sequence[Line], out: Found) -> int:
    """Type and title, or the subject of a letter; returns the place where the text may begin."""
    heads = [line.place for line in (out.country, out.motto, out.number, out.date, *out.bodies) if line is not None]
    last = max(heads, default=-1)
    after = [line for line in lines if line.place > last and line.words and not line.lined][: HEAD // 2]
    cell = [
        line for line in lines[:HEAD] if out.number and line.table == out.number.table and line.place > out.number.place
    ]
    out.subject = next((line for line in cell if line.table is not None and SUBJECT.match(line.words)), None)
    if out.subject is None:
        out.subject = next((line for line in after[:4] if line.words.startswith("V/v")), None)
    if out.subject is not None:
        return max(last, out.subject.place)
    named = next((line for line in after if _is_type(line)), None)
    if named is None:
        named = next(
            (line for line in after[:3] if line.shown.isupper() and line.align == "center" and not line.ruled), None
        )
    if named is None:
        return last
    out.doc_type = named
    for line in lines:
        if line.place <= named.place:
            continue
        if not line.words:
            if out.title or line.stroke is not None or line.drawn:
                break
            continue
        if (
            line.ruled
            or line.align not in ("center", None)
            or line.shown.isupper()
            or _opens(line)
            or len(out.title) >= 5
        ):
            break
        out.title.append(line)
    return max([named.place, *(line.place for line in out.title)])


def _opens(line: Line) -> bool:
    return bool(BASIS.match(line.words) or ADDRESSEE.match(line.words) or REFERENCE.match(line.words))


def _ending(lines: Sequence[Line], out: Found) -> int:
    """Recipients and signer: side by side in a table, or one below the other."""
    # an appendix may end with recipients of its own: the first list counts
    word = next((line for line in lines if _is_word(line, lines)), None)
    out.recipients_word = word
    if word is None:
        return lines[-1].place + 1 if lines else 0
    if word.table is not None:
        same = [line for line in lines if line.table == word.table and line.words]
        out.recipients = [line for line in same if line.column == word.column and line.place > word.place]
        _signer([line for line in same if line.column != word.column], out)
        if not out.authority:
            other = [
                line
                for line in lines
                if line.table not in (None, word.table) and abs((line.table or 0) - (word.table or 0)) == 1
            ]
            _signer([line for line in other if line.place > word.place and not line.lined], out)
        return min(line.place for line in same)
    for line in lines:
        if line.place <= word.place or not line.words:
            continue
        if DASH.match(line.words) and line.column in (None, 0):
            out.recipients.append(line)
        elif not line.split and out.recipients:
            break
    _signer([line for line in lines if line.split and line.column and line.place >= word.place], out)
    return word.place


def _is_word(line: Line, lines: Sequence[Line]) -> bool:
    """ "Nơi nhận" that opens a list: with its colon, or above a dashed line."""
    if line.lined or not RECIPIENTS.match(fold(line.words)):
        return False
    if ":" in line.words[:12]:
        return True
    below = next((one for one in lines if one.place > line.place and one.words), None)
    return len(line.words) < 12 and below is not None and bool(DASH.match(below.words))


def _signer(lines: Sequence[Line], out: Found) -> None:
    """Right and office in capitals, the name below; words in brackets between them are the form's own remarks."""
    spoken = [line for line in lines if line.words and not line.words.startswith("(") and not line.words.endswith(")")]
    for line in spoken:
        if line.shown.isupper():
            if out.signer is None:
                out.authority.append(line)
        elif out.authority and any(letter.isalpha() for letter in line.words):
            out.signer = line
    if out.signer is None and len(out.authority) > 1 and len(out.authority[-1].words.split()) in (3, 4):
        # a name typed in capitals
        gap = out.authority[-1].place - out.authority[-2].place
        if gap > 2:
            out.signer = out.authority.pop()


def _last(out: Found) -> int:
    places = [line.place for line in (*out.recipients, *out.authority, out.signer, out.recipients_word) if line]
    return max(places, default=10**9)


def _is_basis(line: Line, before: Sequence[Line]) -> bool:
    """A ground stands on its own line: it is slanted, or ends with a semicolon, or closes a list of such lines."""
    if not BASIS.match(line.words):
        return False
    return line.italic is True or line.words.endswith(";") or bool(before)


def _text(lines: Sequence[Line], out: Found, start: int, end: int) -> None:
    taken = {id(line) for line in (out.country, out.motto, out.number, out.date, out.doc_type, out.subject) if line}
    taken |= {id(line) for line in (*out.bodies, *out.parents, *out.title)}
    inside = [
        line for line in lines
        if start < line.place < end and line.words and not line.ruled and not line.lined and id(line) not in taken
    ]  # fmt: skip
    addressed = False
    for line in inside:
        if ADDRESSEE.match(line.words):
            out.addressee, addressed = [line], True
        elif addressed and (DASH.match(line.words) or line.table is not None) and not out.text:
            out.addressee.append(line)
        elif not out.text and _is_basis(line, out.bases):
            out.bases.append(line)
        else:
            addressed = False
            if not (line.shown.isupper() and line.align == "center" and not out.text) and not ENACTING.match(
                line.shown
            ):
                out.text.append(line)
