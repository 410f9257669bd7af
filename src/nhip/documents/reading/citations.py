"""Citations: every document the text names, with type, number, date, issuing body and subject.

Decree 30/2020, appendix I, part II.6.b: a first citation gives type, number and symbol, date, body and subject; later
ones type and number; laws go by name. Party papers put the number before a dash (57-KL/TW). What the text does not
state stays empty; a body told by the symbol alone is marked as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from nhip.documents.reading import issuers, kinds
from nhip.documents.reading.alphabet import UPPER
from nhip.documents.reading.cited_context import inferred, resolved, role_of, under_grounds
from nhip.documents.reading.context import Context
from nhip.documents.reading.dating import cited_date
from nhip.documents.reading.grammar import words
from nhip.documents.reading.named_acts import named_acts
from nhip.documents.reading.record import Citation
from nhip.documents.reading.sections import Outline
from nhip.documents.reading.sheet import Block, Sheet
from nhip.documents.reading.symbols import canonical

_TAIL = rf"[{UPPER}][\wĐđ&]*(?:\.[{UPPER}][\w&]*)*"
NUMBER = (
    rf"(?:\d{{1,5}}[a-zA-Z]?\s?/\s?(?:19|20)\d\d\s?/\s?{_TAIL}(?:\s?[-–/]\s?{_TAIL})*"
    rf"|\d{{1,5}}[a-zA-Z]?\s?[/]\s?{_TAIL}(?:\s?[-–/]\s?{_TAIL})*"
    rf"|\d{{1,5}}[a-zA-Z]?\s?[-–]\s?{_TAIL}\s?/\s?{_TAIL}(?:\s?[-–.]\s?{_TAIL})*)"
)
_NUMBER = re.compile(NUMBER)
_PLAIN_NUMBER = re.compile(
    r"(?:số\s+|(?<=Nghị quyết )|(?<=Chỉ thị )|(?<=Kết luận )|(?<=Nghị định )|(?<=Quy định )|(?<=Thông tư ))"
    r"(\d{1,4})(?![\w/.,-]*\d)(?=\s*(?:,?\s*ngày|\s+của|\s+về|[,;).]))"
)
_NAMES = sorted((k.name for k in kinds.kinds() if k.line != "named" or k.name == "Đề cương"), key=len, reverse=True)
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Lệnh")  # always with a capital: "pháp luật" is no type
_TYPE = "|".join(n if n in _LAWS else f"[{n[0]}{n[0].lower()}]{re.escape(n[1:])}" for n in _NAMES)
_TYPE_BEFORE = re.compile(
    rf"(?P<type>{_TYPE}|[Vv]ăn bản|[Cc]ông hàm)(?P<name>\s+(?:hành động|liên tịch))?"
    rf"(?P<between>(?:\s+[{UPPER}][^;:.()\d]{{1,110}}?)?(?:\s+năm\s+\d{{4}})?)\s*\(?\s*(?:số\s*:?\s*|Số\s*:?\s*)?$"
)
_TYPE_DIRECT = re.compile(
    rf"(?P<type>{_TYPE}|[Vv]ăn bản|[Cc]ông hàm)(?P<name>\s+(?:hành động|liên tịch))?(?P<between>)"
    r"\s*\(?\s*(?:số\s*:?\s*|Số\s*:?\s*)?$"
)
_DEFINED = re.compile(r"(?:gọi|viết)\s+(?:tắt\s+|chung\s+)?là:?\s+[“\"]?(?:\w+\s+){1,3}(?:số\s+)?$")
_PROPOSED = re.compile(r"(?:của|do)\s+(?P<body>[^;:.]{3,120}?)\s+(?:tại|theo|trình tại)\s+(?:các\s+)?$")
_AGAIN = re.compile(r"(?:,|;|và|hoặc|cùng)\s+(?:số\s*:?\s*)?$")
_SO = re.compile(r"số\s*:?\s*$", re.IGNORECASE)
_OF = re.compile(r"\s*,?\s*(?:của|do)\s+(?:các\s+|đồng chí\s+|liên\s+)?")
_ISSUED_BY = re.compile(r"\s+ban hành(?=\s*(?:$|[,;.)]|ngày|về))")
_OPENER = re.compile(
    r"\s*,?\s*[“\"(]?\s*(?:[Vv]ề việc|[Vv]ề|[Vv]/v|"
    + "|".join(f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in sorted(words("openers"), key=len, reverse=True))
    + r")(?!\w)\s*"
)
_ABOUT = re.compile(r"\s*,?\s*(?:[Vv]ề việc|[Vv]ề|[Vv]/v)(?!\w)\s*:?\s*")
_HARD_STOP = re.compile(r";|\.{2,}|…|\.(?=\s|$|[\"”)])|/\.|:(?=\s|$)|\s[-–+]\s(?=(?:Căn cứ|Thực hiện|Theo))")
_SPEAKS = "|".join(words("speaks"))
_WE_SPEAK = re.compile(
    rf",\s+(?:(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng nhân dân|Sở|Ban|Bộ|Phòng|Đảng ủy|Tỉnh ủy|Thành ủy"
    rf"|Huyện ủy|Cục|Chi cục|Trung tâm|Công an|Văn phòng|Đài|Báo|Trường|Hội"
    rf"|Phó Thủ tướng|Thủ tướng|Bộ trưởng|Thứ trưởng|Phó Chủ tịch|Thường trực|Lãnh đạo|Chủ tịch"
    rf"|Giám đốc|Liên đoàn|Tỉnh đoàn|Đoàn)(?=\s)[^;:.]{{0,110}}?\s(?:{_SPEAKS})(?!\w)"
    rf"|(?:nay|hiện nay|đồng thời|qua đó|trong đó|nhất là|đặc biệt là|theo đó"
    rf"|từ đó|góp phần)(?!\w))"
)
_ENDS = re.compile("|".join(rf",?\s+{re.escape(w)}" for w in words("ends")))


@dataclass(slots=True)
class _Found:
    """A citation under construction, in positions of its block's text."""

    start: int
    end: int
    type: str
    code: str | None
    number: str | None
    number_at: tuple[int, int] | None = None
    issuer_at: tuple[int, int] | None = None
    issuer: str | None = None
    date: str | None = None
    subject_at: tuple[int, int] | None = None
    nested: bool = False
    bracketed: bool = False
    head_end: int = 0
    parts: list[str] = field(default_factory=list)


def read_citations(
    sheet: Sheet, outline: Outline, context: Context, *, first: int, last: int, preamble: tuple[int, int] | None
) -> tuple[Citation, ...]:
    """Every citation in blocks `first` up to `last`, in order of the view."""
    out: list[Citation] = []
    for i in range(first, last):
        block = sheet.blocks[i]
        if len(block.text) < 8:
            continue
        found = _in_block(block.text, context)
        grounds = bool(preamble and preamble[0] <= i < preamble[1]) or under_grounds(outline, i)
        for one in found:
            out.append(_citation(sheet, outline, block, i, one, context, grounds))
    return _joined_up(out)


def _in_block(text: str, context: Context) -> list[_Found]:
    heads = _heads(text, context)
    named = named_acts(text, [(h.start, h.head_end) for h in heads], context.title)
    heads.extend(
        _Found(
            n.start,
            n.end,
            n.type,
            n.code,
            None,
            issuer=n.issuer,
            date=n.date,
            subject_at=n.subject,
            head_end=n.end,
            parts=[n.sort],
        )
        for n in named
    )
    heads.sort(key=lambda h: (h.start, h.end))
    for k, head in enumerate(heads):
        if head.parts == ["fixed"]:
            continue
        _subject(text, head, heads[k + 1 :])
    for k, head in enumerate(heads):
        head.nested = any(o.start < head.start and head.end <= o.end and o.end > o.head_end for o in heads[:k])
    return heads


def _heads(text: str, context: Context) -> list[_Found]:
    """Type, number, date and body of each numbered citation."""
    out: list[_Found] = []
    for found in _NUMBER.finditer(text):
        head = _head(text, found.start(), found.end(), found.group(), out, context)
        if head:
            out.append(head)
    for found in _PLAIN_NUMBER.finditer(text):
        if any(h.start <= found.start() < h.head_end for h in out):
            continue
        before = _TYPE_BEFORE.search(text, max(0, found.start() - 60), found.start() + 3)
        typed = _TYPE_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        if before is None and typed is None:
            continue
        head = _head(text, found.start(1), found.end(1), found.group(1), out, context)
        told = head is not None and (head.issuer_at is not None or head.date is not None)
        if head and told and head.code in ("KH", "BC", "TTr", "QC"):
            out.append(head)
        if head and head.code in ("NQ", "KL", "CT", "NĐ", "QĐ", "TT", "ĐA", "TB", "CTr", "HD", "QyĐ"):
            out.append(head)
    out.sort(key=lambda h: h.start)
    return out


def _head(text: str, a: int, b: int, raw: str, before: list[_Found], context: Context) -> _Found | None:
    window = max([0, a - 170, *(h.head_end for h in before if h.head_end <= a)])
    if _DEFINED.search(text, window, a):
        return None
    typed = _TYPE_DIRECT.search(text, window, a)
    if typed is None or typed.group("type").casefold() == "văn bản":
        typed = _TYPE_BEFORE.search(text, window, a) or typed
    number = canonical(re.sub(r"\s+", "", raw).replace("–", "-"), scanned=context.scanned)
    symbol = re.split(r"(?<=\d)[a-zA-Z]?[/-]", number, maxsplit=1)[-1] if not number.isdigit() else ""
    told = kinds.of_symbol(symbol) if symbol else None
    bracket = text[a - 1 : a] == "("
    if typed and bracket and told and told.name.casefold() != typed.group("type").casefold():
        typed = None  # "đúng quy định (32/TB-UBND ...)": the word before the bracket is no type
    if typed:
        name = typed.group("type") + (typed.group("name") or "")
        kind = kinds.by_name().get(name.casefold())
        if kind is None and name.casefold() in ("văn bản", "công hàm"):
            kind = told or kinds.by_name()["công văn"]
        between = (typed.group("between") or "").strip()
        if between and not _may_stand_between(kind, between):
            typed = None
            kind = told
            start = _so_before(text, a)
        else:
            start = typed.start()
    else:
        kind = told
        start = _so_before(text, a)
    if kind is None:
        if _law_number(symbol):
            kind = kinds.by_name()["luật" if "UBTVQH" not in symbol else "nghị quyết"]
        else:
            return None
    if typed is None:
        again = _AGAIN.search(text, window, a) and before and before[-1].head_end >= window
        bracket = bracket or text[start - 1 : start] == "("
        if not (again or bracket or start < a) and not _trusted(symbol):
            return None
    head = _Found(start, b, kind.name, kind.code, number, (a, b), bracketed=bracket and typed is None)
    _date_and_body(text, head, b)
    if head.issuer_at is None:
        _proposed_by(text, head, before)
    if (
        typed
        and (between := typed.group("between").strip())
        and kind.name in ("Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư")
    ):
        name_at = typed.start("between") + (len(typed.group("between")) - len(typed.group("between").lstrip()))
        if kind.name in ("Luật", "Bộ luật", "Pháp lệnh"):
            head.subject_at = (name_at, name_at + len(between))
    return head


def _proposed_by(text: str, head: _Found, before: list[_Found]) -> None:
    """The body named ahead: "theo đề nghị của Sở Xây dựng tại Tờ trình số ..."; it holds for the papers that follow."""
    window = max([0, head.start - 170, *(h.head_end for h in before if h.head_end <= head.start)])
    found = None
    for at in re.finditer(r"(?:của|do)\s+", text[window : head.start]):
        found = _PROPOSED.match(text, window + at.start(), head.start) or found
    if found:
        end = issuers.stated(text, found.start("body"))
        if end is not None and end >= found.end("body") - 1:
            head.issuer_at = (found.start("body"), end)
        return
    last = before[-1] if before else None
    if last and last.issuer_at and last.issuer_at[1] < last.start and head.number and last.number:
        same = head.number.split("-")[-1] == last.number.split("-")[-1] or (
            "UBND" in head.number and "UBND" in last.number
        )
        if same and head.start - last.head_end < 24:
            head.issuer_at = last.issuer_at


def _may_stand_between(kind: kinds.Kind | None, words_between: str) -> bool:
    """Between type and number only a law's name stands, or a body ("Công văn của Sở Y tế số ...")."""
    if kind is None:
        return False
    if kind.name in ("Luật", "Bộ luật", "Pháp lệnh"):
        return len(words_between.split()) <= 16
    return False


def _so_before(text: str, a: int) -> int:
    found = _SO.search(text, max(0, a - 6), a)
    return found.start() if found else a


def _law_number(symbol: str) -> bool:
    return re.search(r"(?:^|/)(?:UBTV)?QH\d+$", symbol) is not None


def _trusted(symbol: str) -> bool:
    """A bare symbol that can be nothing else."""
    return issuers.by_symbol("1/" + symbol) is not None and kinds.of_symbol(symbol) is not None


def _date_and_body(text: str, head: _Found, at: int) -> None:
    """Date and body in either order, straight after the number."""
    for _ in range(3):
        when = cited_date(text, at) if head.date is None else None
        if when:
            head.date, at = when.value, when.end
            continue
        of = _OF.match(text, at)
        if of and head.issuer_at is None:
            end = issuers.stated(text, of.end())
            if end is not None:
                head.issuer_at = (of.end(), end)
                at = end
                by = _ISSUED_BY.match(text, at)
                at = by.end() if by and text[of.start() : of.end()].strip(" ,").startswith("do") else at
                continue
        break
    head.end = head.head_end = at


def _subject(text: str, head: _Found, later: list[_Found]) -> None:
    if head.subject_at is not None:
        return
    opener = _OPENER.match(text, head.head_end)
    if opener is None or text[head.head_end : head.head_end + 1] == ",":
        about = _ABOUT.match(text, head.head_end)
        if about is None:
            return
        opener = about
    if not head.number and not head.issuer:
        return
    about = _ABOUT.match(text, opener.start())
    begin = about.end() if about else opener.start() + (len(opener.group()) - len(opener.group().lstrip(' ,“"(')))
    while begin < len(text) and text[begin] in " ,":
        begin += 1
    stop = _subject_end(text, begin, head, later)
    while stop > begin and text[stop - 1] in " ,;.:-–":
        stop -= 1
    if stop - begin < 3 or len(text[begin:stop].split()) < 2:
        return
    head.subject_at, head.end = (begin, stop), stop


def _subject_end(text: str, begin: int, head: _Found, later: list[_Found]) -> int:
    stops = [len(text)]
    for pattern in (_WE_SPEAK, _ENDS):
        found = pattern.search(text, begin)
        if found:
            stops.append(found.start())
    at = begin
    while True:
        found = _HARD_STOP.search(text, at)
        if found is None:
            break
        if found.group() == "." and re.search(r"(?:\bTP|\bTX|\bTT|\bv\.v|[A-Z])$", text[begin : found.start()]):
            at = found.end()
            continue
        inside = next((o for o in later if o.start < found.start() < o.head_end), None)
        if inside is not None:
            at = inside.head_end
            continue
        stops.append(found.start())
        break
    quoted = text[begin : begin + 1] in '“"'
    if not quoted:
        close = _unbalanced(text, begin, min(stops))
        if close is not None:
            stops.append(close)
    coordinated = numbered_inside = False
    for other in later:
        if other.start < begin or other.start >= min(stops):
            continue
        lead = text[begin : other.start].rstrip()
        if lead.endswith(","):
            stops.append(other.start)
            break
        if lead.endswith(" và") or lead.endswith(" cùng") or lead.endswith(" hoặc") or not lead:
            full = other.number is not None and (other.date is not None or other.issuer_at is not None)
            if not lead or not coordinated or (full and not numbered_inside):
                stops.append(other.start - (len(text[begin : other.start]) - len(lead)) - 3 if lead else other.start)
                break
        coordinated, numbered_inside = True, other.number is not None
    return min(stops)


def _unbalanced(text: str, begin: int, end: int) -> int | None:
    """The bracket that closes what was opened before the subject."""
    depth = 0
    for i in range(begin, end):
        if text[i] == "(":
            depth += 1
        elif text[i] == ")":
            depth -= 1
            if depth < 0:
                return i
    return None


def _citation(
    sheet: Sheet, outline: Outline, block: Block, index: int, found: _Found, context: Context, grounds: bool
) -> Citation:
    base = block.start
    place = sheet.place(base + found.start, base + found.end)
    number = sheet.place(base + found.number_at[0], base + found.number_at[1]) if found.number_at else None
    subject = block.text[slice(*found.subject_at)].strip(' "“”') if found.subject_at else None
    issuer, stated = found.issuer, found.issuer is not None
    if found.issuer_at:
        issuer, stated = resolved(block.text[slice(*found.issuer_at)], context), True
    role = role_of(block.text, found.start, nested=found.nested, bracketed=found.bracketed, grounds=grounds)
    if issuer is None and found.number:
        issuer = inferred(found.number, role, context, bracketed=found.bracketed)
        stated = False
    if found.parts == ["law"]:
        stated = False
    return Citation(
        raw=place.raw, start=place.start, end=place.end, text=place.text, id="", type=found.type, type_code=found.code,
        number=found.number, number_raw=number.raw if number else None, number_start=number.start if number else None,
        number_end=number.end if number else None, issuer=issuer, issuer_stated=stated, date=found.date,
        subject=subject, role=role, section=outline.of_block[index],
        confidence=1.0 if stated or not issuer else 0.8,
    )  # fmt: skip


def _joined_up(found: list[Citation]) -> tuple[Citation, ...]:
    """Ids in order, and for a document named again the first place where it is named."""
    out: list[Citation] = []
    seen: dict[str, str] = {}
    for i, one in enumerate(found, 1):
        name = f"C{i:02d}"
        key = (one.number or "").casefold() or f"{one.type}|{(one.subject or one.text).casefold()}"
        if one.number and one.number.isdigit():
            key = f"{one.type}|{one.number}"
        same = seen.get(key)
        seen.setdefault(key, name)
        out.append(replace(one, id=name, same_as=same))
    return tuple(out)
