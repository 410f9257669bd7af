"""Whether a letter asks for a report, and in which sentence.

A request letter has addressees ("Kính gửi") and asks them, by a verb of asking, for a report or for figures.
How the letter opens
says nothing: "Thực hiện Công văn số ..." opens the answer as well. "báo cáo Thủ tướng Chính phủ" is the
writer's own duty.
Rules in prose: docs/rules/request-letters.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.outline import Item, sentences
from nhip.documents.reading.sheet import Sheet

_TO = re.compile(r"Kính\s+gửi\s*:?", re.IGNORECASE)
_ASK = re.compile(
    r"(?:(?:[Tt]rân trọng|[Kk]ính)\s+)?(?:[Đđ]ề nghị|ĐỀ NGHỊ|[Yy]êu cầu|[Gg]iao|[Đđ]ôn đốc|"
    r"[Hh]ướng dẫn|[Tt]hông báo)(?!\w)"
)
_HIGHER = (
    r"(?:Thủ tướng|Chính phủ|Quốc hội|Bộ|Trung ương|cấp trên|cấp có thẩm quyền|UBND|Ủy ban nhân dân|"
    r"Tỉnh ủy|Thành ủy|Ban Thường vụ|Chủ tịch|lãnh đạo|Ban Chỉ đạo|Ban Bí thư)"
)
_REPORT = re.compile(
    rf"(?:(?:xây dựng|gửi|nộp|lập|hoàn thành|tổng hợp|thực hiện|có|"
    rf"chuẩn bị)\s+(?:các\s+)?(?:nội dung\s+|dự thảo\s+)?báo cáo|báo cáo(?!\s+{_HIGHER}|\s+viên)|"
    rf"(?:cung cấp|tổng hợp|thống kê|gửi|rà soát)[^.;]{{0,60}}(?:số liệu|biểu mẫu|thông tin)"
    r"|thống kê|khảo sát|sơ kết|tổng kết)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\s(?:để|nhằm|làm cơ sở)\s")
_NOT_ASKED = re.compile(
    r"(?:[Nn]hận được|[Tt]heo|[Tt]hực hiện|[Cc]ăn cứ|[Tt]iếp nhận|[Pp]húc đáp|[Tt]rả lời|"
    r"[Xx]ét)\s+(?:\S+\s+){0,6}?(?:đề nghị|yêu cầu)|(?:theo|đáp ứng|bảo đảm|đảm bảo|các|một số|"
    r"những)\s+(?:đề nghị|yêu cầu)|(?:về việc|V/v)\s+(?:đề nghị|yêu cầu)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:V/v|Về việc)\s*:?\s*(?P<words>.+)", re.IGNORECASE)
_INVITES = re.compile(r"(?:trân trọng|kính)\s+(?:kính\s+)?mời|giấy mời", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ask:
    """The asking sentence (positions of the view), the block it stands in, and how sure it is a request for a
    report."""

    start: int
    end: int
    index: int
    confidence: float


def addressed(items: Sequence[Item]) -> int | None:
    """Index of the block "Kính gửi: ...", None where there is none."""
    return next((i for i, item in enumerate(items) if _TO.match(item.block.text)), None)


def find_ask(sheet: Sheet, items: Sequence[Item]) -> Ask | None:
    """The sentence in which the letter asks for a report; None for a letter that asks for none."""
    to = addressed(items)
    if to is None:
        return None
    best: Ask | None = None
    reports = _subject(sheet, items)
    for i in range(to + 1, len(items)):
        item = items[i]
        for start, end in sentences(item.block.text, semicolons=True):
            below = _goes_on(items, i, end) if reports != 0 else ""
            sure = _asks(item.block.text[start:end], below)
            if sure and (best is None or sure > best.confidence):
                best = Ask(item.start + start, item.start + end, i, sure)
    if best is None:
        return None
    return Ask(best.start, best.end, best.index, round(min(0.98, best.confidence + max(0.0, reports)), 2))


def _goes_on(items: Sequence[Item], i: int, end: int) -> str:
    """The points under an asking line that ends in a colon: they hold what is asked."""
    text = items[i].block.text
    if end < len(text) or not text.rstrip().endswith(":"):
        return ""
    out = []
    for item in items[i + 1 : i + 9]:
        if not item.block.bullet and item.body == item.start and item.heads is None:
            break
        out.append(item.block.text)
    return " ".join(out)


def _asks(sentence: str, below: str) -> float:
    """0 when the sentence asks for no report; else how sure it is."""
    for found in _ASK.finditer(sentence):
        before = sentence[max(0, found.start() - 60) : found.end()]
        held = _NOT_ASKED.search(before)
        if held and held.end() >= len(before) - 1:
            continue
        wanted = _PURPOSE.split(sentence[found.end() :])[0]
        if _INVITES.search(wanted):
            continue
        if _REPORT.search(wanted):
            return 0.9 if re.search(r"báo cáo|số liệu|thống kê", wanted, re.IGNORECASE) else 0.7
        if (
            below
            and re.search(r"báo cáo\s+(?!viên)", below, re.IGNORECASE)
            and re.search(r"trước|chậm nhất|gửi", below)
        ):
            return 0.8
    return 0.0


def _subject(sheet: Sheet, items: Sequence[Item]) -> float:
    """A little more confidence where the subject line speaks of a report; below 0 where there is no subject line."""
    for item in items[:12]:
        found = _SUBJECT.search(item.block.text)
        if found and _REPORT.search(found["words"]):
            return 0.06
        if found:
            return 0.0
    return -0.01
