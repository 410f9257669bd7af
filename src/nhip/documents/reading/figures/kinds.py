"""What kind of figure a number is and which time it belongs to, from the part it stands in and the words of
its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nhip.documents.reading.figures.candidates import Count
from nhip.documents.reading.outline import Item
from nhip.documents.reading.part_titles import kind_of, kinds_of
from nhip.documents.reading.record import Period
from nhip.text.dates import DateSpan, find_dates

PLAN_TYPES = frozenset({"KH", "CTr", "ĐA", "PA", "NQ", "CT", "DA", "QĐ"})
_AIM = re.compile(
    r"(?:phấn đấu|mục tiêu|chỉ tiêu|đạt|tối thiểu|ít nhất|đến (?:hết )?năm|dự kiến|bảo đảm|đảm bảo|hoàn thành|trở lên)",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:đã|đạt được|thực hiện được|toàn tỉnh có|hiện có|hiện nay|đến nay|tính đến)", re.IGNORECASE)
_MAKES = re.compile(
    r"(?:tổ chức|xây dựng|sản xuất|in|in ấn|mở|đăng|đăng tải|thực hiện|phát|phát sóng|lắp đặt|duy trì|"
    r"hoàn thành|biên soạn|phát hành|đào tạo|tập huấn|bồi dưỡng|đón|cấp|hỗ trợ|thiết lập|treo|đầu tư|nâng cấp|"
    r"thành lập|xuất bản|cử|bố trí|trưng bày|chuẩn bị|trồng|tặng|trao|khởi công|số hóa|huy động|vận động|thu hút|"
    r"lắp|sửa chữa|thay thế|mua|mua sắm|dựng|viết|sưu tầm|phục dựng)\s+(?:\w+\s+){0,6}?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """The period of the document, for figures whose sentence names none."""

    label: str | None = None
    first: str | None = None
    last: str | None = None


def kind_in(item: Item, text: str, count: Count, doc_type: str | None) -> str:
    """profile | result | target | enumeration. docs/rules/reading-figures.md tells how."""
    part = kind_of(
        item.path,
        "situation",
        "results",
        "specific_objective",
        "general_objective",
        "objective",
        "requirement",
        "duties",
        "funding",
    )
    wish = kind_of(item.path, "direction", "proposal", group="statements")
    sentence = _sentence(text, count)
    if doc_type in PLAN_TYPES:
        if part in {"situation", "results"} and not (wish or _titled_plan(item)):
            return "profile" if part == "situation" else "result"
        if _DONE.search(sentence[: count.start]) and _past(sentence):
            return "result"
        aimed = _AIM.search(text[max(0, count.start - 80) : count.start].split(". ")[-1])
        bounded = count.qualifier in {
            "ít nhất",
            "tối thiểu",
            "không dưới",
            "trên",
            "hơn",
            "không quá",
            "tối đa",
            "trở lên",
        }
        if bounded or part in {"specific_objective", "general_objective", "objective"} or count.measured or aimed:
            return "target"
        return "target" if _MAKES.search(text[max(0, count.start - 60) : count.start]) else "enumeration"
    if wish and part not in {"situation"} and not item.block.footnote:
        return "target"
    if part == "situation":
        return "profile"
    return "result"


def _titled_plan(item: Item) -> bool:
    return any("duties" in kinds_of(section.title) for section in item.path)


def _past(sentence: str) -> bool:
    return not re.search(r"(?:phấn đấu|mục tiêu|chỉ tiêu|dự kiến|sẽ)", sentence, re.IGNORECASE)


def _sentence(text: str, count: Count) -> str:
    start = max(text.rfind(". ", 0, count.start), text.rfind("; ", 0, count.start))
    stop = text.find(". ", count.end)
    return text[start + 1 : stop if stop >= 0 else len(text)]


@lru_cache(maxsize=16)
def _dates(text: str) -> tuple[DateSpan, ...]:
    """The dates of a paragraph, looked up once for all its figures."""
    return find_dates(text)


def period_of(text: str, count: Count, kind: str, whole: Span) -> Period | None:
    """The period a figure belongs to: the one its sentence names, else the document's; a profile has the day
    of the report."""
    start = text.rfind(". ", 0, count.start) + 1
    named = [
        span
        for span in _dates(text)
        if start <= span.start
        and span.end <= count.start
        and span.precision in {"year", "month", "quarter", "half", "months", "years", "day"}
        and span.first
        and span.last
    ]
    for span in reversed(named):
        before = text[start : span.start]
        if re.search(
            r"(?:Nghị quyết|Nghị định|Quyết định|Kế hoạch|Công văn|Chỉ thị|Thông tư|Đề án|Chương trình|Luật|số)[^,;]*$",
            before,
        ):
            continue
        first, last = span.first, span.last
        assert first
        assert last
        since = re.search(r"(?:từ|kể từ|thành lập|được tạo)\s*(?:ngày)?\s*$", before)
        if since:
            return Period(label=f"từ {span.raw}", from_=first.isoformat(), to=None, basis="stated")
        until = re.search(r"(?:tính đến|đến hết|đến|tới)\s*$", before)
        if until:
            return Period(label=f"đến {span.raw}", from_=None, to=last.isoformat(), basis="stated")
        return Period(label=span.raw, from_=first.isoformat(), to=last.isoformat(), basis="stated")
    near = max(start, count.start - 300)
    half = re.search(
        r"(?:\d+ tháng (?:đầu|cuối) năm|trong kỳ|[Hh]ằng năm|[Hh]àng năm|quý [IV]+)", text[near : count.start]
    )
    if half and whole.label is None:
        return Period(label=half[0], from_=None, to=None, basis="stated")
    if kind == "profile":
        return Period(label="thời điểm báo cáo", from_=None, to=None, basis="implied")
    if whole.label or whole.first:
        return Period(label=whole.label, from_=whole.first, to=whole.last, basis="document")
    return None


def aggregate_of(text: str, count: Count) -> str | None:
    """ "trung bình", "bình quân", "tổng": how the number was made from others."""
    near = text[max(0, count.start - 40) : count.start]
    found = re.search(r"(trung bình|bình quân|tổng số|tổng cộng|tổng)(?=[^,;.]*$)", near, re.IGNORECASE)
    return found[1].lower() if found else None


def estimated(text: str, count: Count) -> bool:
    """Whether the text says that the number is an estimate ("ước", "ước tính")."""
    return bool(
        re.search(
            r"(?:^|\s)(?:ước|ước tính|ước đạt|ước thực hiện|dự ước)(?!\w)[^;.]*$",
            text[max(0, count.start - 80) : count.start],
            re.IGNORECASE,
        )
    )


def cumulative(text: str, count: Count) -> bool:
    """Whether the number has been running up since a beginning ("đến nay", "lũy kế")."""
    start = max(text.rfind(". ", 0, count.start), count.start - 300, 0)
    return bool(
        re.search(r"(?:đến nay|lũy kế|luỹ kế|cộng dồn|từ (?:đầu|khi))", text[start : count.start], re.IGNORECASE)
    )
