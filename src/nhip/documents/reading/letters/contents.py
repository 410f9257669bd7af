"""What the report must contain: points given in the letter, an outline attached, one to be found elsewhere, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhip.documents.reading.letters.asking import Ask
from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Place, Statement
from nhip.documents.reading.sheet import Block, Sheet

_ATTACHED = re.compile(
    r"(?:theo|kèm(?: theo)?|gửi kèm(?: theo)?|đính kèm|tại|và)\s+(?:các\s+|bộ\s+)?(?:[Đđ]ề cương|"
    r"[Mm]ẫu|[Bb]iểu mẫu|[Bb]iểu|[Pp]hụ lục|hệ thống biểu mẫu|mẫu biểu|danh mục|"
    r"hướng dẫn)[^.;]{0,120}?(?:gửi kèm|kèm theo|đính kèm|gửi kèm theo)(?:\s+(?:công văn|văn bản|"
    r"theo|này|Công văn)(?:\s+này)?)?"
    r"|(?:[Đđ]ề cương|[Mm]ẫu|[Bb]iểu mẫu|[Pp]hụ lục)[^.;]{0,60}?(?:gửi kèm|kèm theo|đính kèm)|"
    r"\((?:có|gửi|xin gửi)\s+(?:đề cương|mẫu|biểu mẫu|phụ lục)[^)]{0,40}kèm[^)]*\)",
)
_ELSEWHERE = re.compile(
    r"(?:theo|tại|ở|trên|qua)\s+(?:[Đđ]ề cương|[Mm]ẫu(?: số)?|[Bb]iểu(?: mẫu)?|"
    r"[Pp]hụ lục)[^.;]{0,80}?(?:Thông tư|Quyết định|Nghị định|Công văn|Kế hoạch|Hướng dẫn|Chỉ thị|"
    r"văn bản số)(?!\s+này)[^.;,)]{0,60}"
    r"|(?:theo|bám sát)\s+(?:nội dung|yêu cầu|hướng dẫn|đề cương)[^.;]{0,60}?tại\s+(?:Thông tư|"
    r"Quyết định|Nghị định|Công văn|Kế hoạch|Hướng dẫn|văn bản)(?!\s+này)[^.;,)]{0,60}"
    r"|(?:biểu mẫu|mẫu|phiếu|form)[^.;]{0,60}?(?:tại địa chỉ|tại đường dẫn|tại đường link|"
    r"theo đường link|trên (?:hệ thống|phần mềm|trang)|trực tuyến)[^;)]{0,80}"
)
_HEADING = re.compile(r"(?:ĐỀ CƯƠNG|Đề cương)(?:\s+(?:BÁO CÁO|báo cáo))?")
_LEADS_IN = re.compile(r"(?:nội dung|cụ thể|như sau|gồm|nêu rõ|tập trung|sau đây|sau)[^:]{0,80}:\s*$", re.IGNORECASE)
_DUE = re.compile(
    r"(?:trước\s+(?:(?:hoặc|và)\s+(?:trong|vào|đúng)\s+)?(?:ngày|\d)|chậm nhất|hạn (?:nộp|gửi)|"
    r"thời (?:hạn|gian) gửi)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<n>(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ]))\s*[.)]\s+")


def outline_of(
    sheet: Sheet, items: Sequence[Item], ask: Ask, prefix: str
) -> tuple[tuple[Statement, ...], str, Place | None]:
    """The asked points, their status (given | attached | elsewhere | missing), and the words that say where
    they are."""
    behind = _appended(sheet, prefix)
    source = _source(sheet, items, ask)
    if behind:
        return behind, "given", source[1] if source else None
    inside = _inside(sheet, items, ask, prefix)
    if inside:
        return inside, "given", source[1] if source else None
    if source:
        return (), source[0], source[1]
    return (), "missing", None


def _source(sheet: Sheet, items: Sequence[Item], ask: Ask) -> tuple[str, Place] | None:
    for item in items[max(0, ask.index - 1) :]:
        for status, pattern in (("elsewhere", _ELSEWHERE), ("attached", _ATTACHED)):
            found = pattern.search(item.block.text)
            if found:
                return status, sheet.place(item.start + found.start(), item.start + found.end())
    return None


def _inside(sheet: Sheet, items: Sequence[Item], ask: Ask, prefix: str) -> tuple[Statement, ...]:
    """The points under a line that leads in ("báo cáo các nội dung sau:"), at or after the asking sentence."""
    for i in range(ask.index, min(ask.index + 4, len(items))):
        if not _LEADS_IN.search(items[i].block.text) and not (
            i == ask.index and items[i].block.text.rstrip().endswith(":")
        ):
            continue
        out: list[Statement] = []
        headed = False
        for item in items[i + 1 :]:
            marked = item.block.bullet is not None or item.body > item.start or item.heads is not None
            if not marked and headed and not _DUE.search(item.block.text):
                continue  # what a heading of the outline explains
            if not marked or (_DUE.search(item.block.text) and not out):
                break
            headed = headed or item.body == item.end
            if _DUE.search(item.block.text) and re.match(
                r"(?:Thời (?:gian|hạn)|Báo cáo|Gửi|Hạn|Đề nghị)", item.block.text[item.body - item.start :]
            ):
                break
            out.append(
                _point(
                    sheet,
                    item.block,
                    item.body if item.body < item.end else _behind_number(item.block),
                    item.heads.number if item.heads else None,
                    f"{prefix}Q{len(out) + 1:02d}",
                )
            )
        if out:
            return tuple(out)
    return _dictated(sheet, items[ask.index], ask, prefix)


def _dictated(sheet: Sheet, item: Item, ask: Ask, prefix: str) -> tuple[Statement, ...]:
    """Points told in the asking sentence itself: "trong đó nêu rõ: a; b; c"."""
    text = sheet.view[ask.start : item.end]
    found = re.search(r"(?:nêu rõ|gồm|bao gồm|các nội dung(?: sau)?|cụ thể)\s*:\s*(?=\S)", text)
    if not found:
        return ()
    stop = re.compile(r"\.(?=\s|$)|\./\.").search(text, found.end())
    body = text[found.end() : stop.start() if stop else len(text)]
    if body.count(";") < 1:
        return ()
    out: list[Statement] = []
    at = found.end()
    for part in body.split(";"):
        lead = len(part) - len(part.lstrip())
        if part.strip():
            place = sheet.place(ask.start + at + lead, ask.start + at + len(part))
            out.append(
                Statement(
                    id=f"{prefix}Q{len(out) + 1:02d}",
                    section=None,
                    raw=place.raw,
                    start=place.start,
                    end=place.end,
                    text=place.text,
                    confidence=0.8,
                )
            )
        at += len(part) + 1
    return tuple(out)


def _appended(sheet: Sheet, prefix: str) -> tuple[Statement, ...]:
    """The points of an outline that stands behind the letter in the same file."""
    start = next(
        (i for i, block in enumerate(sheet.blocks) if _HEADING.match(block.text) and i > 3 and len(block.text) < 90),
        None,
    )
    if start is None:
        return ()
    out: list[Statement] = []
    for block in sheet.blocks[start + 1 :]:
        number = _NUMBERED.match(block.text)
        if number is None or not re.fullmatch(r"[IVX]+|\d{1,2}(?:\.\d{1,2})*", number["n"]):
            continue
        out.append(_point(sheet, block, block.start + number.end(), number["n"], f"{prefix}Q{len(out) + 1:02d}"))
    return tuple(out)


def _behind_number(block: Block) -> int:
    number = _NUMBERED.match(block.text)
    return block.start + (number.end() if number else 0)


def _point(sheet: Sheet, block: Block, start: int, number: str | None, ident: str) -> Statement:
    place = sheet.place(start, block.end)
    given = _NUMBERED.match(block.text)
    return Statement(
        id=ident,
        section=None,
        number=number or (given["n"] if given else None),
        raw=place.raw,
        start=place.start,
        end=place.end,
        text=place.text,
        confidence=0.88,
    )
