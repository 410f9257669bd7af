"""Words set in capitals, written as a person writes them in running text.

A proper name is known by its capital letters elsewhere in the same document; level words and the fields of ministries
and departments follow Decree 30/2020, appendix II.
"""

from __future__ import annotations

import re

from nhip.documents.reading.alphabet import LOWER, UPPER

_LEVEL = re.compile(
    r"\b(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|tỉnh ủy|thành ủy"
    r"|huyện ủy|thị ủy|quận ủy|đảng bộ|đảng ủy|thôn|bản)"
    r"\s+(?P<name>(?!và\b|các\b|trên\b|đến\b|năm\b|về\b|cấp\b|trong\b|của\b|giai\b|thực\b|nhiệm\b"
    r"|trực\b|ủy\b|xã\b|phường\b|tỉnh\b|huyện\b)[^\W\d_]+(?:\s+(?!và\b|các\b|trên\b|đến\b|năm\b|về\b"
    r"|trong\b|của\b|giai\b|thực\b|lần\b|nhiệm\b|khóa\b|tháng\b|quý\b)[^\W\d_]+){0,2})",
    re.IGNORECASE,
)
_FIELD_HEAD = re.compile(
    r"^(?P<head>sở|bộ|ban|phòng|cục|chi cục|vụ|trung tâm|văn phòng|đài|báo|hội|công an|thanh tra"
    r"|tổng cục|viện|trường|liên đoàn|đảng ủy|đoàn)\s+(?P<rest>.+)$"
)


def sentence_case(loud: str, running: str) -> str:
    """`loud` in small letters, capitals kept where `running` shows them in the middle of a sentence."""
    words = [
        w if re.search(r"\d.*[-/]|[-/]", w) and any(c.isalpha() for c in w) else w.lower() for w in loud.split(" ")
    ]
    counts = _capital_pairs(running)
    out = list(words)
    for i, word in enumerate(words):
        pair = f"{word} {words[i + 1]}" if i + 1 < len(words) else None
        if pair and pair in counts:
            out[i], out[i + 1] = (part[:1].upper() + part[1:] for part in pair.split(" "))
    text = " ".join(out)
    text = _LEVEL.sub(
        lambda m: (
            m.group(0)[: m.start("name") - m.start()] + m.group("name").title()
            if not m.group("name").istitle() and _known(m.group("name"), running)
            else m.group(0)
        ),
        text,
    )
    text = re.sub(
        r"\b(đảng|nhà nước|nhân dân|ubnd|hđnd|ocop|asean|unesco|covid|mttq)\b", lambda m: _SET[m.group()], text
    )
    text = text.replace("ủy ban Nhân dân", "Ủy ban nhân dân").replace("hội đồng Nhân dân", "Hội đồng nhân dân")
    text = re.sub(r"\b[ivx]{2,}\b", lambda m: m.group().upper(), text)
    return text[:1].upper() + text[1:]


_SET = {
    "đảng": "Đảng", "nhà nước": "Nhà nước", "nhân dân": "Nhân dân", "ubnd": "UBND", "hđnd": "HĐND", "ocop": "OCOP",
    "asean": "ASEAN",
    "unesco": "UNESCO", "covid": "COVID", "mttq": "MTTQ",
}  # fmt: skip


def _known(name: str, running: str) -> bool:
    return name.title() in running


def _capital_pairs(running: str) -> frozenset[str]:
    """Pairs of capitalised words, in small letters: two-syllable names of the document."""
    found = re.findall(rf"(?<=[^\W\d_] )([{UPPER}][{LOWER}]+) ([{UPPER}][{LOWER}]+)", running)
    return frozenset(f"{a} {b}".lower() for a, b in found)


def _titled(found: re.Match[str]) -> str:
    return str(found.group(1)) + str(found.group(2)).title()


def body_name(loud: str, running: str) -> str:
    """The name of a body set in capitals: "Sở Văn hóa, Thể thao và Du lịch", "Ủy ban nhân dân tỉnh Lạng Sơn"."""
    loud = " ".join(loud.split())
    if not loud.isupper():
        return loud
    at = running.casefold().find(loud.casefold())
    while at >= 0:
        seen = running[at : at + len(loud)]
        if not seen.isupper() and seen[:1].isupper():
            return seen
        at = running.casefold().find(loud.casefold(), at + 1)
    low = loud.lower()
    low = re.sub(r"^(?:ubnd|hđnd)\b", lambda m: m.group().upper(), low)
    low = _LEVEL.sub(lambda m: m.group(0)[: m.start("name") - m.start()] + m.group("name").title(), low)
    if low.startswith(("ủy ban nhân dân", "uỷ ban nhân dân", "UBND", "HĐND", "hội đồng nhân dân")):
        low = re.sub(r"(\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+)(.+)$", _titled, low)
    head = _FIELD_HEAD.match(low)
    if head and not re.match(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", head.group("rest")):
        rest = re.sub(r"(^|, | và | - )([^\W\d_])", lambda m: m.group(1) + m.group(2).upper(), head.group("rest"))
        low = f"{head.group('head')} {rest}"
    low = re.sub(
        r"\b(việt nam|hồ chí minh|trung ương|chính phủ|quốc hội)\b",
        lambda m: m.group().title() if m.group() in ("việt nam", "hồ chí minh") else m.group().capitalize(),
        low,
    )
    return low[:1].upper() + low[1:]
