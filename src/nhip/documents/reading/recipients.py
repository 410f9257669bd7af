"""Nơi nhận: one recipient a dash, its bodies written out, its note (b/c, lưu).

Decree 30/2020, appendix I part II.8: "- ...;" lines, the last one "- Lưu: VT, ...". Abbreviations of common use are
data (`data/abbreviations.csv`).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from nhip.documents.reading.agencies_named.openings import starts_name
from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.columns import RECIPIENTS
from nhip.documents.reading.context import Context
from nhip.documents.reading.frame import Frame
from nhip.documents.reading.record import Recipient
from nhip.documents.reading.sheet import Sheet

_NOTE = re.compile(
    r"\(\s*(?P<note>(?:[bB]\s?/\s?[cC]|để\s[^()]{2,40}|thay\s?b/?c|[pP]\s?/\s?h|t/h|th|phối hợp"
    r"|thực hiện|báo cáo)[^()]{0,30})\)"
)
_KEPT = re.compile(r"L[ưu]u\s*:?\s*", re.IGNORECASE)
_END = re.compile(rf"(?:T/?M|K/?T|T/?L|T/?UQ|Q)\s?\.?\s+[{UPPER}]{{2,}}")
_SIGNER = re.compile(
    r"(?:T/?M|K/?T|T/?L|T/?UQ|Q)\s?[./]?\s|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH|BÍ THƯ|TRƯỞNG|CỤC|BỘ|THỨ)\b"
)
_NAME_AFTER = re.compile(rf"(?<=[.;)])\s+(?=(?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+$)")


_UNDASHED = re.compile(rf"[{UPPER}][^.;]{{2,150}}[;,]")  # a list whose dashes were lost
_CLASS = re.compile(
    r"(?:(?:Các|các)\s+(?:[Ss]ở|ban|ngành|cơ quan|đơn vị|phòng|xã|huyện|trường|tổ chức|thành viên)"
    r"|UBND\s+các|sở, ban)(?!\w)"
)
_HEADS = re.compile(
    r"(?:Chủ tịch|CT)(?:\s*[,;]|\s+và)\s*(?:các\s+)?(?:Phó Chủ tịch|PCT|Phó CT|Phó chủ tịch)\s+"
    r"(?P<body>.+)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s+|\s+và\s+")


@cache
def abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    source = resources.files("nhip.documents").joinpath("data", "abbreviations.csv")
    rows = list(csv.DictReader(source.read_text("utf-8").splitlines()))
    rows.sort(key=lambda row: -len(row["short"]))
    return tuple((re.compile(rf"(?<![\w&]){re.escape(row['short'])}(?![\w&])"), row["full"]) for row in rows)


def read_recipients(sheet: Sheet, frame: Frame, context: Context) -> tuple[Recipient, ...]:
    """The dashes under Nơi nhận, in order."""
    spans: list[tuple[int, int]] = []
    begin = next((i for i in range(*frame.foot) if RECIPIENTS.match(sheet.blocks[i].text)), None)
    if begin is None:
        return ()
    head = sheet.blocks[begin]
    found = RECIPIENTS.match(head.text)
    assert found
    if len(head.text) - found.end() > 3:
        spans.extend(_dashes(head.text, found.end(), head.start))
    signing = False
    for i in range(begin + 1, frame.foot[1]):
        block = sheet.blocks[i]
        if signing and block.bullet is None and not block.text.isupper():
            break
        if block.bullet in ("-", "+", "•", "*") or _KEPT.match(block.text) or _UNDASHED.fullmatch(block.text):
            spans.append((block.start, block.end))
        elif spans and not block.text.isupper() and i == begin + 1 + len(spans) and block.text[:1].islower():
            spans[-1] = (spans[-1][0], block.end)
        elif _SIGNER.match(block.text) and block.text.isupper():
            signing = any(one.bullet for one in sheet.blocks[i + 1 : i + 4])  # its lines, read between two dashes
            if not signing:
                break
        else:
            break
    out: list[Recipient] = []
    for a, b in spans:
        one = _recipient(sheet, a, b, f"R{len(out) + 1:02d}", context)
        if one is not None:
            out.append(one)
    return tuple(out)


def _dashes(text: str, at: int, base: int) -> list[tuple[int, int]]:
    """Dashes run together on the line of the label."""
    out: list[tuple[int, int]] = []
    for part in re.finditer(r"(?:^|\s|:)[-–]\s*(?P<item>[^;]+?)(?=;|\s[-–]\s*[A-ZĐL]|$)", text[at:]):
        out.append((base + at + part.start("item"), base + at + part.end("item")))
    return out


def _recipient(sheet: Sheet, a: int, b: int, name: str, context: Context) -> Recipient | None:
    text = sheet.view[a:b]
    cut = _NAME_AFTER.search(text)
    if cut and _KEPT.match(text):
        text = text[: cut.start()]
    text = re.sub(r"[\s;.,:–-]+$", "", text)
    if not any(c.isalnum() for c in text):
        return None
    place = sheet.place(a, a + len(text))
    note_at = _NOTE.search(text)
    note = " ".join(note_at.group("note").split()) if note_at else None
    words = _NOTE.sub(" ", text).strip(" ;,.")
    kept = _KEPT.match(words)
    if kept:
        note = "lưu"
        words = words[kept.end() :]
        words = re.sub(r"\([^()]*\)|(?:\s+|,\s*)\d+\s*(?:b|bản)?\.?$", "", words)
    return Recipient(
        raw=place.raw, start=place.start, end=place.end, text=place.text, id=name,
        bodies=_bodies(words, context, kept=bool(kept)), note=note,
    )  # fmt: skip


def _bodies(words: str, context: Context, *, kept: bool) -> tuple[str, ...]:
    """The bodies of one dash, abbreviations written out; a class of bodies ("các sở, ban, ngành") stays whole."""
    words = _written_out(words, joint=True)
    if _CLASS.match(words) and ";" not in words:
        words = _written_out(words)
        return (words[:1].upper() + words[1:],)
    heads = _HEADS.match(words)
    if heads:
        body = _written_out(heads.group("body"))
        return (f"Chủ tịch {body}", f"Các Phó Chủ tịch {body}")
    full = [_written_out(part) for part in _parts(words, kept=kept)]
    return tuple(p[:1].upper() + p[1:] for p in full) or (words,)


def _parts(words: str, *, kept: bool) -> list[str]:
    """The bodies apart: a comma or "và" divides where another body, post or abbreviation begins after it."""
    out: list[str] = []
    start = 0
    for found in _BETWEEN.finditer(words):
        at = found.end()
        word = words[at:].split(" ", 1)[0].rstrip(",;")
        divides = (
            ";" in found.group()
            or word in ("các", "Các")
            or starts_name(words, at)
            or (word.isupper() and len(word) > 1)
        )
        if divides or (kept and "," in found.group()):
            out.append(words[start : found.start()].strip())
            start = at
    out.append(words[start:].strip())
    return [part for part in out if part]


def _written_out(words: str, *, joint: bool = False) -> str:
    """Abbreviations in full; `joint`: only those that stand for several posts ("CT, các PCT")."""
    for pattern, full in abbreviations():
        if not joint or "," in pattern.pattern:
            words = pattern.sub(full, words)
    return " ".join(words.split())
