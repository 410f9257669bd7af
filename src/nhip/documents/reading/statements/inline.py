"""Difficulties and merits told in running text, outside the parts that are named after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.outline import Item, sentences

_TURN = re.compile(r"(?:Tuy nhiên|Tuy vậy|Bên cạnh (?:đó|những|các|kết quả)|Song|Mặc dù vậy|Ngoài ra|Song song)[\s,]")
_HARD = re.compile(r"(?:khó khăn|hạn chế|tồn tại|vướng mắc|bất cập|yếu kém|khuyết điểm)")
_LACKS = re.compile(
    r"(?:còn (?:hạn chế|chậm|thiếu|thấp|ít|yếu|gặp|bị động|lúng túng|nhiều khó khăn|khó khăn|mỏng|"
    r"sơ sài|hình thức|bất cập|nặng)"
    r"|chưa (?:được|đồng đều|đồng bộ|kịp thời|thường xuyên|cao|đáp ứng|đầy đủ|sâu|phong phú|hiệu quả|"
    r"thực sự|có|đa dạng|chủ động))"
)
_LIST = re.compile(r":\s+")
_MERIT = re.compile(
    r"^(?:Nhìn chung|Đánh giá chung|Có thể khẳng định|"
    r"Công tác [^,;.]{5,160} được [^,;.]{0,80}(?:đặc biệt )?quan tâm)|đã trở thành (?:một )?(?:kênh|"
    r"công cụ|cầu nối|diễn đàn)[^.]{0,60}(?:quan trọng|hiệu quả|chủ yếu|chủ lực)"
    r"|đạt (?:được )?(?:những |nhiều )?kết quả (?:quan trọng|tích cực|nổi bật|đáng ghi nhận)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the view and how sure the reading is."""

    start: int
    end: int
    confidence: float


def hardships(item: Item, text: str, offset: int) -> list[Span]:
    """The difficulties a paragraph tells after "Tuy nhiên": each of a list behind a colon, or the sentence itself."""
    spans = sentences(text)
    for n, (start, end) in enumerate(spans):
        sentence = text[start:end]
        if not _TURN.match(sentence) or not (_HARD.search(sentence) or _LACKS.search(sentence)):
            continue
        colon = _LIST.search(sentence)
        if colon and _HARD.search(sentence[: colon.start()]):
            begin = start + colon.end()
            return [Span(offset + begin + a, offset + begin + b, 0.8) for a, b in _clauses(text[begin : spans[-1][1]])]
        out = [Span(offset + start, offset + end, 0.7)]
        for later, until in spans[n + 1 :]:
            if not _LACKS.search(text[later:until]):
                break
            out.append(Span(offset + later, offset + until, 0.65))
        return out
    return []


def _clauses(text: str) -> Sequence[tuple[int, int]]:
    return [(a, b) for a, b in sentences(text, semicolons=True) if len(text[a:b].split()) > 2]


def merits(text: str, offset: int) -> list[Span]:
    """Sentences that judge the work well done."""
    return [
        Span(offset + a, offset + b, 0.6)
        for a, b in sentences(text)
        if _MERIT.search(text[a:b]) and not _TURN.match(text[a:b])
    ]
