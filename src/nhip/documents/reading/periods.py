"""The period a document covers and the one it looks ahead to, as its title and headings label them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from nhip.documents.reading.record import Period
from nhip.documents.reading.sheet import Sheet

_LABEL = re.compile(
    r"(?P<span>(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?P<y1>(?:19|20)\d\d)\s*[-–]\s*(?P<y2>(?:19|20)\d\d))"
    r"|(?P<months>(?P<n>\d{1,2})\s+tháng(?:\s+(?P<half>đầu|cuối))?\s+năm\s+(?P<ym>(?:19|20)\d\d))"
    r"|(?P<quarter>quý\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*[/,]\s*|\s+năm\s+)(?P<yq>(?:19|20)\d\d))"
    r"|(?P<month>tháng\s+(?P<m>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<ymo>(?:19|20)\d\d))"
    r"|(?P<ahead>(?:năm\s+(?P<ya>(?:19|20)\d\d)\s+và\s+(?:định hướng\s+)?)?(?:định hướng\s+"
    r"|tầm nhìn\s+)?đến\s+năm\s+(?P<yt>(?:19|20)\d\d))"
    r"|(?P<year>năm\s+(?P<y>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:nhiệm vụ|phương hướng|kế hoạch|chương trình công tác|dự kiến|định hướng)", re.IGNORECASE)
_QUARTER = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def periods_of(title: str, sheet: Sheet, code: str | None, issued: str | None) -> tuple[Period | None, Period | None]:
    """The period of the title, and for a report the next one (from its title, else from its headings)."""
    labels = list(_LABEL.finditer(title))
    period = following = None
    for found in labels:
        if re.search(r"\d\s+$", title[: found.start()]):
            continue  # the month of a cited day
        ahead = code in ("BC", "TB", "KL", None) and _NEXT.search(title[: found.start()]) is not None
        made = _period(found, issued)
        if ahead and period is not None:
            following = following or made
        elif period is None:
            period = made
    if code == "BC" and following is None:
        for block in sheet.blocks:
            if len(block.text) < 160 and re.match(r"[IVX]+\.|\d+\.|Phần", block.text) and _NEXT.search(block.text):
                label = _LABEL.search(block.text)
                if label:
                    following = _period(label, issued)
                    break
    if following and period and following.from_ == period.from_:
        following = None
    return period, following


def _period(found: re.Match[str], issued: str | None) -> Period:
    label = " ".join(found.group().split())
    label = label.lower() if label.isupper() else label
    if found.group("span"):
        return Period(label=label, from_=f"{found.group('y1')}-01-01", to=f"{found.group('y2')}-12-31", basis="stated")
    if found.group("months"):
        year, n = int(found.group("ym")), min(12, max(1, int(found.group("n"))))
        first = 13 - n if (found.group("half") or "").lower() == "cuối" else 1
        return Period(label=label, from_=f"{year}-{first:02d}-01", to=_end(year, first + n - 1), basis="stated")
    if found.group("quarter"):
        year, q = int(found.group("yq")), _QUARTER[found.group("q").upper()]
        return Period(label=label, from_=f"{year}-{3 * q - 2:02d}-01", to=_end(year, 3 * q), basis="stated")
    if found.group("month"):
        year, month = int(found.group("ymo")), int(found.group("m"))
        if 1 <= month <= 12:
            return Period(label=label, from_=f"{year}-{month:02d}-01", to=_end(year, month), basis="stated")
        return Period(label=label, from_=None, to=None, basis="stated")
    if found.group("ahead"):
        start = (
            f"{found.group('ya')}-01-01" if found.group("ya") else (issued if issued and len(issued) == 10 else None)
        )
        return Period(label=label, from_=start, to=f"{found.group('yt')}-12-31", basis="stated")
    return Period(label=label, from_=f"{found.group('y')}-01-01", to=f"{found.group('y')}-12-31", basis="stated")


def _end(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()
