"""By when, in which period, on what condition, through whom: the small print of a duty.

A full date is given as an ISO day; what cannot be made a day ("trong quý III", "hằng tháng") stays in the words of the
text. A day without a year takes the year of the document, because that is what its readers do; nothing else is
filled in.
"""

from __future__ import annotations

import re

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.record import Period
from nhip.text.dates import DateSpan, find_dates

_BEFORE = re.compile(
    r"(?:(?:hoàn thành|hoàn tất|xong|xong trước|kết thúc|báo cáo|gửi|trình|nộp)[^.;]{0,120}?\s)?"
    r"(?:(?:trong\s+(?:hoặc|và)\s+)?trước(?:\s+(?:hoặc|và)\s+(?:trong|vào|đúng))?|"
    r"chậm nhất(?:\s+(?:là|vào|đến|trước))?|đến hết|muộn nhất(?:\s+là)?|không quá|xong trong|"
    r"hoàn thành (?:trong|vào|đến)|đến)\s+"
    r"(?P<when>(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?:\s+phút)?,?\s+)?(?:(?:ngày|tháng|quý|cuối năm|năm|"
    r"hết)\s[^,;.()]{1,40}|\d{1,2}/\d{1,2}(?:/\d{4})?))",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:hoàn thành|thực hiện|xong)\s+(?:xong\s+)?trong\s+(?P<when>(?:tháng|quý|năm)\s+(?:\d{1,2}|IV|"
    r"I{1,3})?(?:\s*(?:/|năm\s+)\s*\d{4}|\s*\d{4})?)"
)
_BOUND = re.compile(r"(?:hoàn thành|hoàn tất|xong|trước|chậm nhất|muộn nhất|không quá)", re.IGNORECASE)
_RECURRING = re.compile(r"(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)|định kỳ[^,;.]{0,30}", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:^|[,;.]\s+|\s)(?P<if>(?:nếu|trường hợp|khi)\s+(?:có|phát sinh|gặp|cần|xảy ra)[^,;.]{2,90})(?=,)", re.IGNORECASE
)
_CHANNEL = re.compile(r"(?:\(\s*(?:thông\s+)?qua\s+|(?:báo cáo|phản ánh|gửi)[^.;]{0,60}?\s(?:thông qua|qua|về)\s+)")


def deadline_in(text: str, year: int | None) -> str | None:
    """The deadline a duty states: ISO day, or its own words; None when it states none."""
    for found in _BEFORE.finditer(text):
        if not _BOUND.search(found[0]):
            continue
        when = found["when"]
        yearly = re.compile(r"(?:ngày\s+)?\d{1,2}(?:/\d{1,2})?(?:\s+tháng\s+\d{1,2})?\s+(?:hằng|hàng)\s+\w+").match(
            text, found.start("when")
        )
        if yearly:
            return " ".join(yearly[0].split())
        day = _day(text, found.start("when"), year)
        if day:
            return day
        if re.match(r"(?:tháng|quý|cuối năm|hết năm|năm|hết)", when, re.IGNORECASE) and re.search(
            r"\d|IV|I{1,3}", when
        ):
            return " ".join(_trim(when).split())
    found_loose = _LOOSE.search(text)
    return " ".join(found_loose["when"].split()) if found_loose and re.search(r"\d|I", found_loose["when"]) else None


def when_in(text: str, year: int | None) -> str | None:
    """A field that says when ("Quý III/2025", "Trước 30/11/2025", "Thường xuyên"): ISO day or its own words."""
    clean = " ".join(text.split()).strip(" .;-–")
    if not clean:
        return None
    return (
        deadline_in(f"hoàn thành {clean}", year)
        or (_day(clean, 0, year) if re.match(r"(?:ngày\s+)?\d{1,2}\s*[/.-]", clean) else None)
        or clean
    )


def _trim(when: str) -> str:
    return re.split(r"\s+(?:để|và|theo|về|nhằm|gửi|cho|bảo đảm|đảm bảo)\s", when)[0]


def _day(text: str, at: int, year: int | None) -> str | None:
    for span in find_dates(text):
        if span.start < at or span.start > at + 30:
            continue
        if span.precision == "day":
            return span.value
        if span.precision == "day_month":
            return with_year(span, year)
    short = re.compile(r"(?:ngày\s+)?(\d{1,2})/(\d{1,2})(?![\d/])").match(text, at)
    if short and year and 1 <= int(short[1]) <= 31 and 1 <= int(short[2]) <= 12:
        return f"{year}-{int(short[2]):02d}-{int(short[1]):02d}"
    return None


def with_year(span: DateSpan, year: int | None) -> str | None:
    """A day and month as ISO, in the year of the document."""
    return f"{year}-{span.month:02d}-{span.day:02d}" if year and span.day and span.month else None


def period_in(text: str) -> Period | None:
    """The period a duty names for itself ("giai đoạn 2026 - 2030", "trong năm 2026"), not one inside a title."""
    for span in find_dates(text):
        if span.precision in {"years", "quarter", "half", "months"} or (
            span.precision == "year" and re.search(r"(?:trong|đến)\s+$", text[: span.start])
        ):
            if re.search(
                r"(?:Chiến lược|Kế hoạch|Chương trình|Đề án|Nghị quyết|Quyết định|Quy hoạch)[^,;.]*$",
                text[: span.start],
            ):
                continue
            first, last = span.first, span.last
            until = bool(re.search(r"đến\s+$", text[: span.start]))
            return Period(
                label=("đến " if until else "") + span.raw, from_=None if until or not first else first.isoformat(),
                to=last.isoformat() if last else None, basis="stated",
            )  # fmt: skip
    return None


def condition_in(text: str) -> str | None:
    """ "nếu có vướng mắc": the condition under which the duty arises."""
    found = _CONDITION.search(text)
    return " ".join(found["if"].split()) if found else None


def channel_in(text: str) -> str | None:
    """The body through which to report: "báo cáo UBND tỉnh (qua Sở ...)" gives the Sở."""
    for found in _CHANNEL.finditer(text):
        mentions, _ = read_running(text, found.end())
        if mentions:
            return mentions[0].name
    return None
