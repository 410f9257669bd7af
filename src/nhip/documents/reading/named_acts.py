"""Documents named without a number: laws by name, resolutions of congresses, strategies, plans of a stated subject."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.documents.reading import issuers, kinds
from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.dating import cited_date


@dataclass(frozen=True, slots=True)
class NamedAct:
    """`sort` "law": the body is inferred; "fixed": the whole name is told by its form; "open": a subject may follow."""

    start: int
    end: int
    type: str
    code: str | None
    issuer: str | None
    subject: tuple[int, int] | None
    sort: str
    date: str | None = None


@cache
def _laws() -> re.Pattern[str]:
    source = resources.files("nhip.documents").joinpath("data", "law_names.txt")
    names = sorted((n for n in source.read_text("utf-8").splitlines() if n), key=len, reverse=True)
    known = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in names)
    return re.compile(
        rf"(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>(?:sửa đổi, bổ sung (?:một số điều của )?"
        rf"(?:các )?(?:Luật )?)?(?:{known})(?!\w)"
        rf"|[{UPPER}][{LOWER}]+(?:\s+(?!(?:số|năm|ngày|và|được|đã|quy|có|tại|trên|để|các|này|của|hiện"
        rf"|do|là|thì|về|sẽ|khi|trong|với|từ|nhằm)\b)[{LOWER}]+){{0,7}})"
        rf"(?P<year>\s+(?:năm\s+)?(?:19|20)\d\d)?"
    )


_CONGRESS = re.compile(
    r"(?P<type>Nghị quyết)\s+(?P<body>Đại hội(?:\s+[^\s,;:.()\"]+){0,14}?\s*(?:lần thứ\s+[IVXLC\d]+"
    r"|[IVXLC]{1,6})(?!\w)(?:\s+(?:của\s+)?(?:Đảng|Đảng bộ[^,;:.()]{0,40}?(?=\s*(?:[,;:.()]|$|và\s"
    r"|về\s|nhiệm kỳ))))?"
    r"|(?:Hội nghị\s+)?(?:lần thứ\s+\S+\s+)?(?:Ban Chấp hành\s+)?Trung ương(?:\s+(?:Đảng\s+)?"
    r"(?:lần thứ\s+)?\S+)?\s*,?\s*(?:khóa|khoá)\s+[IVXLC]+)"
    r"(?P<term>,?\s*(?:\(?nhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4}\)?))?"
)
_STRATEGY = re.compile(
    rf"(?P<type>Chiến lược)\s+(?P<name>(?:[{LOWER}{UPPER}][\w-]*\s+){{1,18}}?(?:đến năm|giai đoạn"
    rf"|thời kỳ|năm)\s+\d{{4}}(?:\s*[-–]\s*\d{{4}})?"
    rf"(?:,\s*(?:định hướng|tầm nhìn)(?:\s+đến)?(?:\s+năm)?\s+\d{{4}})?)"
)
_STRATEGY_UNDATED = re.compile(  # "theo Chiến lược phát triển thông tin quốc gia": a capital inside a sentence
    rf"(?<=[{LOWER},] )(?P<type>Chiến lược)\s+(?P<name>(?:phát triển|quốc gia|tổng thể|chuyển đổi|bảo vệ|bảo đảm"
    rf"|ngoại giao|văn hóa|thông tin|dữ liệu|truyền thông|xây dựng|phòng|cải cách|đào tạo|thanh niên|bình đẳng|dân số)"
    rf"(?:\s+(?!(?:của|do|tại|theo|và các|này|nêu|đã|được|để|nhằm|ban hành|đến)\b)[{LOWER}{UPPER}][\w-]*){{1,14}})"
)
_ISSUED_PLAN = re.compile(
    rf"(?P<type>Chương trình hành động|Chương trình công tác|Nghị quyết|Kết luận|Chỉ thị|Kế hoạch"
    rf"|Đề án|Quyết định|Thông báo|Hướng dẫn|Công văn|Quy chế)\s+của\s+(?={issuers.BODY.pattern})"
)
_TITLED = re.compile(
    rf"(?P<lead>theo|tại|Theo|Tại|thực hiện|Thực hiện|triển khai|Triển khai)\s+(?P<type>Kế hoạch"
    rf"|Chương trình hành động)\s+(?P<name>(?:(?!này|trên|được"
    rf"|của)[{LOWER}{UPPER}][\w,-]*\s+){{2,22}}?(?:năm\s+)?(?:19|20)\d\d(?:\s*[-–]\s*\d{{4}})?)"
)
_SKIP_BEFORE = re.compile(r"(?:ban hành|xây dựng|dự thảo|tham mưu|Ban hành|Xây dựng)\s+$")


def named_acts(text: str, taken: list[tuple[int, int]], title: str | None) -> list[NamedAct]:
    """Acts named without a number, clear of those already `taken` and of the document's own title."""
    out: list[NamedAct] = []

    def free(a: int, b: int) -> bool:
        return not any(a < y and x < b for x, y in taken) and not any(a < o.end and o.start < b for o in out)

    if "uật " in text or "Pháp lệnh" in text:
        for found in _laws().finditer(text):
            if free(found.start(), found.end()) and not re.match(
                r"\s*,?\s*(?:số\s+)?\d+/\d{4}/", text[found.end() : found.end() + 16]
            ):
                kind = kinds.by_name()[found.group("type").casefold()]
                body = "Ủy ban Thường vụ Quốc hội" if kind.name == "Pháp lệnh" else "Quốc hội"
                when = cited_date(text, found.end()) if not found.group("year") else None
                end = when.end if when and when.value else found.end()
                day = when.value if when else None
                out.append(NamedAct(found.start(), end, kind.name, kind.code, body, found.span("name"), "law", day))
    if "Nghị quyết" in text:
        for found in _CONGRESS.finditer(text):
            if free(found.start(), found.end()):
                issuer = " ".join(found.group("body").split())
                out.append(NamedAct(found.start(), found.end(), "Nghị quyết", "NQ", issuer, None, "fixed"))
    if "Chiến lược" in text:
        for found in itertools.chain(_STRATEGY.finditer(text), _STRATEGY_UNDATED.finditer(text)):
            if free(found.start(), found.end()) and not _within(text, found.start(), taken):
                out.append(NamedAct(found.start(), found.end(), "Chiến lược", None, None, found.span("name"), "fixed"))
    for found in _ISSUED_PLAN.finditer(text):
        past = issuers.stated(text, found.end())
        if past is None or not free(found.start(), past) or _SKIP_BEFORE.search(text[: found.start()]):
            continue
        opens = re.match(r"\s*(?:về việc|về|thực hiện|ban hành|phê duyệt|quy định)\s+\S+", text[past : past + 60])
        if opens is None:
            continue
        kind = kinds.by_name()[found.group("type").casefold()]
        out.append(NamedAct(found.start(), past, kind.name, kind.code, text[found.end() : past], None, "open"))
    for found in _TITLED.finditer(text):
        a, b = found.start("type"), found.end()
        name = found.group("name").strip()
        if not free(a, b) or _own(name, title) or _within(text, a, taken):
            continue
        kind = kinds.by_name()[found.group("type").casefold()]
        out.append(NamedAct(a, b, kind.name, kind.code, None, found.span("name"), "fixed"))
    return out


def _within(text: str, at: int, taken: list[tuple[int, int]]) -> bool:
    """Inside the subject of a numbered citation: same sentence, nothing but words since it."""
    before = [b for a, b in taken if b <= at]
    return bool(before) and not re.search(r"[;.:]", text[max(before) : at])


def _own(name: str, title: str | None) -> bool:
    if not title:
        return False
    mine, theirs = set(title.casefold().split()), set(name.casefold().split())
    return len(mine & theirs) >= 0.8 * min(len(mine), len(theirs))
