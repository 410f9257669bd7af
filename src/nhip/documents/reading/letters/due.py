"""By when, from whom and where to: every deadline of a request letter, and its cut-off and period.

A letter may set several deadlines, by group, level or report. A date of a cited paper is no deadline: only a date after
"trước", "chậm nhất", "hạn nộp" and the like is. A day without a year takes the year of the letter; in November
and December a day that
has passed means the year to come. Nothing else is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nhip.documents.reading.agencies_named.lists import names_only, read_running
from nhip.documents.reading.outline import Item, sentences
from nhip.documents.reading.record import Deadline, Period, Place
from nhip.documents.reading.sheet import Sheet
from nhip.text.dates import find_dates

_DAY = (
    r"(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"
    r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s*,?\s*năm\s+\d{4})?"
)
_HOUR = r"(?P<h>\d{1,2})\s*(?:giờ|h|g|:)\s*(?P<min>\d{2})?(?:\s*phút)?"
_WEEKDAY = r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])"
_EVERY = re.compile(
    rf"(?:{_HOUR}\s*,?\s*)?(?P<every>(?:ngày\s+\d{{1,2}}|{_WEEKDAY}|ngày làm việc cuối cùng|"
    rf"ngày cuối)\s*(?:,\s*)?(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?:tháng|quý|năm|tuần)|"
    rf"ngày\s+\d{{1,2}}\s+(?:tháng\s+(?:cuối|đầu)\s+(?:của\s+)?quý|của tháng|tháng sau|"
    rf"tháng tiếp theo)|(?:hằng|hàng)\s+tuần)",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"(?:{_HOUR}\s*,?\s*(?:(?:{_WEEKDAY}|sáng|chiều)\s*,?\s*)?)?(?P<day>{_DAY})", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:(?:trong\s+(?:hoặc|và)\s+)?trước(?:\s+(?:hoặc|và)\s+(?:trong|vào|đúng))?|"
    r"chậm nhất(?:\s+(?:là|vào|trước|đến hết|đến))?|muộn nhất(?:\s+(?:là|vào))?|"
    r"hạn cuối(?:\s+(?:là|vào))?|(?:hạn|thời hạn|thời gian)\s+(?:nộp|gửi|hoàn thành|"
    r"báo cáo)(?:\s+báo cáo)?\s*(?:là|:)?(?:\s+trước)?|xong trước|đến hết|"
    r"không quá)\s*(?::\s*)?(?:hết\s+)?(?=(?:\d|ngày|thứ|hằng|hàng))",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:thời hạn|thời gian|hạn)\s+(?:gửi|nộp|báo cáo)[^.;]{0,60}?(?:theo|"
    r"tại)\s+(?:quy định\s+(?:tại|của)\s+)?(?P<rule>(?:[^.;]{0,40}?)(?:Thông tư|Quyết định|Nghị định|"
    r"Kế hoạch|Công văn)[^.;,)]{0,80})",
    re.IGNORECASE,
)
_UNIT_INSIDE = re.compile(r"\(\s*(?:thông\s+)?qua\s+(?P<unit>[^()]{3,120})\)")
_TOWARDS = re.compile(
    r"(?:gửi|báo cáo|nộp)(?:\s+(?:báo cáo|kết quả|số liệu|văn bản|file|"
    r"bản mềm))*\s+(?:[^.;]{0,60}?\s)?(?:về|cho|đến|tới|qua)\s+"
)
_CUT = re.compile(
    r"(?:[Tt]hời (?:điểm|gian|kỳ)|[Mm]ốc(?: thời gian)?)\s+(?:lấy|chốt|tính|cập nhật|tổng hợp|"
    r"thống kê)\s+(?:số liệu|báo cáo)[^.;\n]{0,140}|(?:[Cc]hốt|"
    r"[Ll]ấy)\s+số liệu\s+(?:báo cáo\s+)?(?:từ|đến|tính|ngày|tại|vào)[^.;\n]{0,120}"
    r"|[Ss]ố liệu\s+(?:báo cáo\s+)?(?:được\s+)?(?:tính|lấy|chốt|thống kê|cập nhật)\s+(?:từ|đến|tại|vào)[^.;\n]{0,120}"
)
_FROM_TO = re.compile(rf"từ\s+(?P<a>{_DAY})\s*(?:đến|-|–)\s*(?:hết\s+)?(?P<b>{_DAY})", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>(?:tháng\s+\d{1,2}\s+và\s+)?(?:0?\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?|"
    r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*(?:/|năm\s+)\s*\d{4})?|"
    r"giai đoạn\s+(?:từ\s+)?\d{4}\s*[-–]\s*\d{4}|(?:năm học|nhiệm kỳ)\s+\d{4}\s*[-–]\s*\d{4}|"
    r"0?\d{1,2}\s+năm\s+thực hiện|tháng\s+\d{1,2}(?:\s*(?:/|năm\s+)\s*\d{4})|năm\s+\d{4}))"
)


def deadlines_in(sheet: Sheet, items: Sequence[Item], first: int, issued: date | None) -> tuple[Deadline, ...]:
    """Every deadline from block `first` on, in order."""
    out: list[Deadline] = []
    said: str | None = None
    target = next((name for item in items[first:] if (name := _target(item.block.text))), None)
    for item in items[first:]:
        text = item.block.text
        heading = re.match(r"(?:\d{1,2}[.)]\s*)?(?P<what>(?:Báo cáo|Số liệu|Biểu)[^:;.]{3,160}?)\s*[:.;]?\s*$", text)
        if heading:
            said = heading["what"]
        for start, end in sentences(text, semicolons=True):
            found = _of_sentence(sheet, item, text, start, end, issued, said, target)
            out += found
    return tuple(_once(out))


def _of_sentence(
    sheet: Sheet, item: Item, text: str, start: int, end: int, issued: date | None, said: str | None, target: str | None
) -> list[Deadline]:
    sentence = text[start:end]
    out: list[Deadline] = []
    for mark in _BEFORE.finditer(sentence):
        rest = sentence[mark.end() :]
        every, when = _EVERY.match(rest), _WHEN.match(rest)
        if any(
            span.start() <= mark.start() < span.end() for cut in (_CUT, _FROM_TO) for span in cut.finditer(sentence)
        ):
            continue
        if every is None and when is None:
            continue
        stop = mark.end() + (every or when).end()  # type: ignore[union-attr]
        place = sheet.place(item.start + start + mark.start(), item.start + start + stop)
        hour = (every or when)["h"] if (every or when) else None  # type: ignore[index]
        minute = (every or when)["min"] if hour else None  # type: ignore[index]
        due = None if every else _iso(when["day"], issued, hour, minute) if when else None
        recurring = " ".join(((f"{hour} giờ " if hour else "") + every["every"]).split()) if every else None
        out.append(
            Deadline(
                raw=place.raw,
                start=place.start,
                end=place.end,
                text=place.text,
                who=_who(sentence[: mark.start()], text[:start]),
                what=_what(sentence[: mark.start()]) or said,
                due=due,
                recurring=recurring,
                send_to=_target(sentence) or _target(text) or target,
                confidence=0.9 if due or recurring else 0.5,
            )
        )
    if not out and (rule := _RULE.search(sentence)):
        place = sheet.place(item.start + start + rule.start(), item.start + start + rule.end())
        out.append(
            Deadline(
                raw=place.raw,
                start=place.start,
                end=place.end,
                text=place.text,
                who=None,
                what=said,
                due=None,
                recurring=None,
                send_to=_target(sentence) or target,
                per_rule=" ".join(rule["rule"].split()),
                confidence=0.8,
            )
        )
    return out


def _iso(words: str, issued: date | None, hour: str | None, minute: str | None) -> str | None:
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if len(numbers) < 2:
        return None
    day, month = numbers[0], numbers[1]
    year = numbers[2] if len(numbers) > 2 else issued.year if issued else None
    if year is None:
        return None
    try:
        when = date(year, month, day)
        if len(numbers) == 2 and issued and issued.month >= 11 and when < issued:
            when = date(year + 1, month, day)
    except ValueError:
        return None
    return when.isoformat() + (f"T{int(hour):02d}:{int(minute or 0):02d}" if hour else "")


def _who(before: str, earlier: str) -> str | None:
    """The group a deadline is set for: whom the sentence asks, or names at its head."""
    asked = list(re.finditer(r"(?:đề nghị|yêu cầu|đối với)\s+(?=\S)", before, re.IGNORECASE))
    if asked:
        mentions, _ = read_running(before, asked[-1].end())
        if mentions:
            return ", ".join(mention.name for mention in mentions)
    for text in (before, earlier.rsplit(". ", 1)[-1] if earlier.rstrip().endswith(":") else ""):
        lead = re.match(r"\s*(?:[-–+]\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)?(?:[Gg]iao)?\s*:?\s*", text)
        mentions, _ = read_running(text, lead.end() if lead else 0)
        if mentions:
            return ", ".join(mention.name for mention in mentions)
    return None


def _what(before: str) -> str | None:
    """Which report is due, where the sentence names it."""
    found = list(re.finditer(r"(?:[Bb]áo cáo|[Ss]ố liệu|[Bb]iểu (?:số|mẫu))[^,;:()]{0,120}", before))
    for hit in found:
        words = re.split(
            r"\s(?:gửi|về Bộ|về Sở|về Văn phòng|về Ban|về Cục|về UBND|trước|qua|bằng|kèm|theo|trong đó)(?!\w)", hit[0]
        )[0].strip(" .-–")
        if len(words.split()) > 2 or re.search(r"\d", words):
            return words
    return None


def _target(text: str) -> str | None:
    """Where to send: the unit in brackets ("qua Cục ...") before the body itself."""
    inside = _UNIT_INSIDE.search(text)
    if inside:
        part = re.split(r"\s*(?:;|\s[-–]\s)", inside["unit"])[0]
        whole = names_only(part, 0, len(part))
        mentions, _ = read_running(inside["unit"], 0)
        return whole[0].name if len(whole) == 1 else mentions[0].name if mentions else None
    for found in _TOWARDS.finditer(text):
        mentions, _ = read_running(text, found.end())
        if mentions:
            return mentions[0].name
    return None


def _once(found: list[Deadline]) -> list[Deadline]:
    """A date said twice for the same report is one deadline."""
    seen: set[tuple[str | None, ...]] = set()
    out = []
    for deadline in found:
        key = (deadline.due, deadline.recurring, deadline.who, deadline.what, deadline.per_rule)
        if key not in seen:
            seen.add(key)
            out.append(deadline)
    return out


def cut_off_in(sheet: Sheet, items: Sequence[Item]) -> Place | None:
    """The words that say up to when figures are taken."""
    for item in items:
        found = _CUT.search(item.block.text)
        if found:
            return sheet.place(item.start + found.start(), item.start + found.end())
    return None


def period_in(texts: Sequence[str], issued: date | None) -> Period | None:
    """The period asked for, as labelled; its days only where the letter states them ("từ ngày ... đến ngày ...")."""
    label: str | None = None
    for text in texts:
        found = _LABEL.search(text)
        if found:
            label = " ".join(found["label"].split())
            break
    for text in texts:
        span = _FROM_TO.search(text)
        if span:
            last = _iso(span["b"], issued, None, None)
            ends = date.fromisoformat(last) if last else issued
            first = _iso(span["a"], ends, None, None)
            return Period(label=label or " ".join(span[0].split()), from_=first, to=last, basis="stated")
    if label:
        return Period(label=label, from_=None, to=None, basis="assumed")
    dates = [
        span
        for text in texts
        for span in find_dates(text)
        if span.precision in {"years", "year", "half", "months", "quarter"}
    ]
    return Period(label=dates[0].raw, from_=None, to=None, basis="assumed") if dates else None
