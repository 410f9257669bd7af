"""Who issued a cited document: as the text states it, or as its symbol tells.

What is inferred is marked so by the caller (`issuer_stated: false`). The table of symbols is dated data: a ministry
that no longer exists still issued its circulars.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.documents.reading import kinds
from nhip.documents.reading.grammar import words

_HEADS = (
    r"Bộ Chính trị|Ban Bí thư|Ban Chấp hành|BCH|Ban Thường vụ|BTV|Thường trực|Quốc hội|Ủy ban Thường vụ Quốc hội|Uỷ ban"
    r"|Chính phủ|Thủ tướng|TTg|TTCP|Chủ tịch|Phó Chủ tịch|Bộ trưởng|Bộ|BỘ|Sở|SỞ|Ban"
    r"|UBND|HĐND|UBMTTQ|Ủy ban|[Uu]ỷ ban|ủy ban"
    r"|Hội đồng|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Thị ủy|Quận ủy|Đảng ủy|Đảng uỷ"
    r"|Đảng bộ|Đảng đoàn|Ban cán sự"
    r"|Văn phòng|Cục|Tổng cục|Chi cục|Phòng|Trung tâm|Công an|Thanh tra|Tòa án|Viện|Ngân hàng"
    r"|Kho bạc|Bảo hiểm|Hội|Liên đoàn|Liên hiệp"
    r"|Tổng Liên đoàn|Tỉnh đoàn|Trung ương|Đoàn|Mặt trận|Đại hội|Đài|Báo|Bí thư|Giám đốc|Tổng Bí thư"
    r"|Tập đoàn|Tổng Công ty|Bệnh viện|Trường|Đại học"
    r"|Học viện|Quân khu|Đảng|Trung ương|TW|liên bộ|Liên bộ|Liên ngành"
)
BODY = re.compile(rf"(?:{_HEADS})(?![\w])")
_OF_PARTY = re.compile(r"\s+của\s+Đảng(?!\w)")
_NAMES_WITH_COMMA = re.compile(
    r",\s(?:Thể thao|Du lịch|Thương binh|Công nghệ|Gia đình|Tôn giáo|Thông tin|Trung ương|Khoa giáo|thể thao|du lịch)"
    r"[^,;:.()]{0,40}?(?=$|[,;:.()]|\s)"
)


@dataclass(frozen=True, slots=True)
class SymbolIssuer:
    """`scope`: central | party | province | district | commune | own | party_own (of the document's place)."""

    symbol: str
    issuer: str
    scope: str


@cache
def table() -> dict[str, SymbolIssuer]:
    source = resources.files("nhip.documents").joinpath("data", "issuers.csv")
    rows = csv.DictReader(source.read_text("utf-8").splitlines())
    return {row["symbol"]: SymbolIssuer(row["symbol"], row["issuer"], row["scope"]) for row in rows}


@cache
def _stop() -> re.Pattern[str]:
    inner = "|".join(re.escape(w) for w in sorted((*words("openers"), *words("after_body")), key=len, reverse=True))
    loud = "Ban hành|Phê duyệt|Quy định|Hướng dẫn|Sửa đổi|Triển khai|Thực hiện|Tăng cường|Thành lập|Công bố|Đẩy mạnh"
    types = "|".join(k.name for k in kinds.kinds() if k.line != "named" and k.name not in ("Báo cáo", "Thông báo"))
    return re.compile(
        rf"\s(?:{inner}|{loud}|[Vv]ề(?: việc)?)(?!\w)|[;:.()“”\"…]|,|\n"
        rf"|\s(?:và|cùng)\s(?=(?:các\s)?(?:{types})\s+(?:số\s)?\d)"
    )


def stated(text: str, at: int) -> int | None:
    """Where the name of the body that begins at `at` ends; None when no body is named there."""
    if not BODY.match(text, at):
        return None
    end = at
    while True:
        found = _stop().search(text, end)
        stop = found.start() if found else len(text)
        if found and found.group() == ",":
            inner = _NAMES_WITH_COMMA.match(text, stop)
            if inner:
                end = inner.end()
                continue
        if found and found.group().strip() in (
            "quản lý",
            "phát triển",
            "tổ chức",
            "kế hoạch",
            "thông báo",
            "chỉ đạo",
            "tuyên truyền",
            "xây dựng",
        ):
            before = text[at:stop].split()
            if before and before[-1] in (
                "Ban",
                "Cục",
                "Phòng",
                "Trung tâm",
                "Trung",
                "tâm",
                "Nông",
                "nghiệp",
                "và",
                "Chỉ",
            ):
                end = found.end()
                continue
        party = _OF_PARTY.match(text, stop)
        if party and text[at : at + 7] in ("Đại hội",):
            stop = party.end()
        while stop > at and text[stop - 1] in " ,-–":
            stop -= 1
        return stop if stop > at else None


def by_symbol(number: str) -> SymbolIssuer | None:
    """The body whose letters stand in a number and symbol: QĐ-TTg, 22/2016/TT-BTTTT, 126/2025/QH15, 368-KH/TU."""
    groups = [g for g in re.split(r"[/\-–]", number.replace(" ", "")) if g]
    if not groups:
        return None
    last = groups[-1]
    term = re.fullmatch(r"(QH|UBTVQH)[IVX\d]{1,5}", last)
    if term:
        return table()[term.group(1)]
    for group in reversed(groups[1:]):
        if group in table():
            return table()[group]
    return None
