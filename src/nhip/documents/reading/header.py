"""The head of a document: who, number, place, date, type, subject, and whose area it speaks of.

Decree 30/2020, appendix I part II.1-5. Nothing is invented: what the head does not state is taken from the running
text only where the text itself states it (`stated_in_header: false`), else left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nhip.documents.reading import kinds
from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.columns import MOTTO
from nhip.documents.reading.context import Context
from nhip.documents.reading.dating import iso
from nhip.documents.reading.frame import NUMBER_LINE, Frame, type_line
from nhip.documents.reading.government_unit import LEVEL_WORDS, PROPER, unit_of
from nhip.documents.reading.letter_case import body_name, sentence_case
from nhip.documents.reading.paragraphs import DATE_LINE
from nhip.documents.reading.periods import periods_of
from nhip.documents.reading.place_names import LEVELS, PlaceIndex, Units, place_index
from nhip.documents.reading.record import (
    Body,
    DocType,
    GovernmentUnit,
    Header,
    IssueDate,
    Located,
    Number,
    Place,
    PlaceName,
    Title,
)
from nhip.documents.reading.sheet import Block, Sheet
from nhip.documents.reading.symbols import canonical
from nhip.documents.reading.topics import field_of

_BROKEN_PLACE = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s+(?:[-–]\s+)?[{UPPER}][{LOWER}]+){{0,2}}(?:\s+[-–])?")
_DATE = re.compile(
    rf"(?:(?P<place>[{UPPER}][\w.'\-]*(?:\s+(?:[-–]\s+)?[{UPPER}\d][\w.'\-]*){{0,5}})\s*,\s*)?"
    r"(?P<date>(?i:ng[àa]y)\s*(?P<d>\d{0,2})[\s.…_]*(?i:th[áa]ng)\s*(?P<m>\d{0,2})[\s.…_]*"
    r"(?i:n[ăa]m)\s*(?P<y>(?:19|20)\d\d)?)"
)
_BODY_HEADS = (
    r"ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|SỞ|BỘ|BAN|PHÒNG|CỤC|CHI CỤC"
    r"|TRUNG TÂM|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|HUYỆN ỦY|HUYỆN UỶ"
    r"|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|ĐẢNG UỶ|ĐẢNG BỘ|VĂN PHÒNG|CÔNG AN|ĐÀI|BÁO|HỘI|LIÊN ĐOÀN|LIÊN HIỆP"
    r"|MẶT TRẬN|ỦY BAN|UỶ BAN|ĐOÀN|TRƯỜNG|THANH TRA|KHO BẠC|TỔNG CỤC"
    r"|VIỆN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|TẬP ĐOÀN|CÔNG TY|BỆNH VIỆN|BẢO HIỂM|NGÂN HÀNG|TÒA ÁN|HẠT"
    r"|ĐỒN|BCĐ|TỔ|CHỦ TỊCH|THƯỜNG TRỰC|TỈNH ĐOÀN|THUẾ|ĐẠI HỌC|HỌC VIỆN|TỔNG CÔNG TY|BQL|BCH|BTV"
    r"|UBMTTQ|XÃ ĐOÀN"
)
_MOTTO_PIECE = re.compile(
    r"CỘNG|CỘNG H[ÒO][ÀA]|H[ÒO][ÀA] XÃ HỘI.*|(?:XÃ HỘI )?CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
)
_NEW_BODY = re.compile(rf"(?:{_BODY_HEADS})(?![\wÀ-ỹ])")
_SPEAKER = re.compile(
    rf"(?P<body>(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)\s+(?:(?:{LEVEL_WORDS})"
    rf"(?:\s+{PROPER})?|TP\.?\s+{PROPER})"
    rf"|(?:Sở|Bộ|Ban|Phòng|Chi cục|Cục|Trung tâm|Văn phòng|Công an|Thanh tra|Đài|Báo|Hội|Liên đoàn"
    rf"|Ủy ban|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Ban Thường vụ|Tỉnh đoàn"
    rf"|Trường)\s+[{UPPER}][^;:.()]{{2,90}}?)"
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:xin\s+)?(?:trân trọng\s+)?(?:báo cáo|ban hành|xây dựng|đề nghị"
    rf"|yêu cầu|thông báo|kính đề nghị|hướng dẫn|triển khai|tổ chức|trình|quyết định|phát động"
    rf"|có ý kiến|nhận được|chỉ đạo)(?![\w])"
)


def read_header(sheet: Sheet, frame: Frame, directory: Units | None = None) -> tuple[Header, Context]:
    """The header and what it tells the other readers. `directory` may confirm names of units; it adds nothing."""
    blocks = sheet.blocks
    top = blocks[: max(frame.head_end, frame.addressees[0], 1) if frame.head_end or frame.type_at is not None else 0]
    running = " ".join(b.text for b in blocks if not b.text.isupper())
    above = blocks[: frame.type_at] if frame.type_at is not None else top  # a title may cite numbers and days
    number = _number(sheet, above) or _number(sheet, tuple(b for b in top if re.match(r"Số\s*:", b.text)))
    place, date = _place_and_date(sheet, above)
    if date is None:
        place, date = _place_and_date(sheet, tuple(b for b in top if DATE_LINE.match(b.text)))
    kind = _kind(sheet, frame, number, top)
    title = _title(sheet, frame, top, running)
    parent, body = _bodies(sheet, frame, top, running)
    unit = unit_of(body, parent, title, place, running)
    if body is not None and _central(body.name):
        unit = None
    elif body is None or _incomplete(body.name):
        body = _spoken(sheet, frame, body, unit)
    elif unit and unit.level and body.name in ("Ủy ban nhân dân", "Hội đồng nhân dân"):
        body = replace(body, name=f"{body.name} {unit.name}")
    unit = unit_of(body, parent, title, place, running) if body is None or not _central(body.name) else None
    if directory is not None and unit is not None:
        unit, place, body = _rightly_named(unit, place, body, place_index(directory))
    period, following = periods_of(
        title.value if title else "", sheet, kind.code if kind else None, date.value if date else None
    )
    header = Header(
        issuing_body=body, parent_body=parent, number=number, place=place, date=date, doc_type=kind, title=title,
        field=field_of(title.value) if title else None, unit_of_government=unit, period=period, next_period=following,
        addressees=_addressees(sheet, frame),
    )  # fmt: skip
    return header, Context(
        unit=unit.name if unit else None, level=unit.level if unit else None, province=unit.province if unit else None,
        body=body.name if body else None, title=title.value if title else None,
        own_number=number.full if number else None, year=int(date.value[:4]) if date and date.value else None,
        scanned=sheet.repaired is not None,
    )  # fmt: skip


def _rightly_named(
    unit: GovernmentUnit, place: PlaceName | None, body: Body | None, places: PlaceIndex
) -> tuple[GovernmentUnit, PlaceName | None, Body | None]:
    """Names a scan misread, put right where the directory knows exactly one that differs in marks only."""
    level = next((w for w in LEVELS if unit.name.startswith(w + " ")), None)
    name = unit.name[len(level) + 1 :] if level else unit.name
    right = places.right_name(level, name, unit.province) if level else None
    if level is None or right is None:
        return unit, place, body
    if body is not None and body.name.endswith(name):
        body = replace(body, name=body.name[: -len(name)] + right)
    if place is not None and place.name == name:
        place = replace(place, name=right)
    return replace(unit, name=f"{level} {right}"), place, body


def unverified(header: Header) -> Header:
    """Number and day of a scan are often handwritten: kept as read, marked as not verified."""
    number = replace(header.number, verified=False, confidence=0.5) if header.number else None
    date = replace(header.date, verified=False, confidence=0.5) if header.date else None
    return replace(header, number=number, date=date)


_MISREAD_NUMBER = re.compile(  # "Số: J24/KH-UBND": a stamped number that a scan misread
    rf"S[ốôo]\s*:\s*(?P<value>(?=\w*[^\W\d])\w{{1,5}})(?P<letter>)\s*(?P<sep>/)\s?"
    rf"(?P<symbol>[{UPPER}][\wĐđ&]*(?:\s?[-–/.]\s?[{UPPER}\d][\wĐđ&]*)+)"
)


def _number(sheet: Sheet, top: tuple[Block, ...]) -> Number | None:
    for block in top:
        found = NUMBER_LINE.search(block.text) or _MISREAD_NUMBER.match(block.text)
        if not found or (found.start() > 0 and block.text[found.start() - 1].isalnum()):
            continue
        if found.start() > 45 or re.match(r"(?:Căn cứ|Thực hiện|\()", block.text):
            continue
        place = sheet.place(block.start + found.start(), block.start + found.end())
        value = re.sub(r"[\s.…]", "", found.group("value")) + found.group("letter")
        value = "" if found.re is _MISREAD_NUMBER else value  # no figure is made up for what a scan garbled
        symbol = canonical(
            re.sub(r"\s+", "", found.group("symbol")).replace("–", "-"), scanned=sheet.repaired is not None
        )
        full = f"{value}{found.group('sep')}{symbol}" if value else None
        symbol = re.sub(r"^(?:19|20)\d\d/", "", symbol)  # the year of a legal act is no part of its symbol
        return Number(
            raw=place.raw,
            start=place.start,
            end=place.end,
            text=place.text,
            value=value or None,
            symbol=symbol,
            full=full,
        )
    return None


def _place_and_date(sheet: Sheet, top: tuple[Block, ...]) -> tuple[PlaceName | None, IssueDate | None]:
    for i, block in enumerate(top):
        for found in _DATE.finditer(block.text):
            if len(block.text) - found.end() > 12 or (
                found.group("place") is None and found.start() > 0 and not DATE_LINE.search(block.text)
            ):
                continue
            place = None
            if found.group("place"):
                begin = block.start + found.start("place")
                if found.start("place") == 0 and i and _BROKEN_PLACE.fullmatch(top[i - 1].text):
                    begin = top[i - 1].start  # the name of the place was broken over two lines
                at = sheet.place(begin, block.start + found.end("place"))
                place = PlaceName(raw=at.raw, start=at.start, end=at.end, text=at.text, name=at.text)
            spot = sheet.place(block.start + found.start("date"), block.start + found.end("date"))
            d, m, y = found.group("d"), found.group("m"), found.group("y")
            value, precision = None, None
            if y and m and d:
                value = iso(int(d), int(m), int(y))
                precision = "day" if value else None
            elif y and m and 1 <= int(m) <= 12:
                value, precision = f"{y}-{int(m):02d}", "month"
            elif y:
                value, precision = y, "year"
            return place, IssueDate(
                raw=spot.raw, start=spot.start, end=spot.end, text=spot.text, value=value, precision=precision
            )
    return None, None


def _kind(sheet: Sheet, frame: Frame, number: Number | None, top: tuple[Block, ...]) -> DocType | None:
    if frame.type_at is not None:
        block = sheet.blocks[frame.type_at]
        told = type_line(block)
        assert told
        kind, _ = told
        end = block.start + min(len(block.text), len(kind.name))
        place = sheet.place(block.start, end)
        return DocType(raw=place.raw, start=place.start, end=place.end, text=place.text, name=kind.name, code=kind.code)
    letter = frame.addressees[1] > frame.addressees[0] or any(re.match(r"V/v\b", b.text, re.IGNORECASE) for b in top)
    if number and number.symbol:
        kind_of = kinds.of_symbol(number.symbol)
        if kind_of is not None and (letter or kind_of.code != "CV"):
            return DocType(
                raw=number.raw,
                start=number.start,
                end=number.end,
                text=number.text,
                name=kind_of.name,
                code=kind_of.code,
                confidence=0.9,
            )
    if letter:
        at = (
            next((b for b in top if re.match(r"V/v\b", b.text, re.IGNORECASE)), None)
            or sheet.blocks[frame.addressees[0]]
        )
        place = sheet.place(at.start, at.start + min(8, len(at.text)))
        return DocType(
            raw=place.raw, start=place.start, end=place.end, text=place.text, name="Công văn", code="CV", confidence=0.8
        )
    return None


def _title(sheet: Sheet, frame: Frame, top: tuple[Block, ...], running: str) -> Title | None:
    spans: list[tuple[int, int]] = []
    if frame.type_at is not None:
        block = sheet.blocks[frame.type_at]
        told = type_line(block)
        if told and told[1] < len(block.text):
            spans.append((block.start + told[1], block.end))
        spans.extend((sheet.blocks[i].start, sheet.blocks[i].end) for i in range(*frame.title))
    else:
        for i, block in enumerate(top):
            found = re.match(r"(?:V/v|v/v|V/V|Về việc)\s*:?\s*", block.text)
            if found:
                spans.append((block.start + found.end(), block.end))
                for more in top[i + 1 :]:
                    if more.text[:1].islower() and not MOTTO.search(more.text):
                        spans.append((more.start, more.end))
                    else:
                        break
                break
    if not spans:
        return None
    place = sheet.place(spans[0][0], spans[-1][1])
    text = " ".join(" ".join(sheet.view[a:b].split()) for a, b in spans).strip(" -–*_.")
    value = re.sub(r"^[“\"](.*)[”\"]$", r"\1", text)
    as_written = None
    letters = [c for c in value if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        value, as_written = sentence_case(value, running), text
    return Title(raw=place.raw, start=place.start, end=place.end, text=text, value=value, as_written=as_written)


def _bodies(sheet: Sheet, frame: Frame, top: tuple[Block, ...], running: str) -> tuple[Body | None, Body | None]:
    groups: list[list[Block]] = []
    for block in top[: frame.type_at if frame.type_at is not None else len(top)]:
        text = block.text.strip(" *_-")
        if _MOTTO_PIECE.fullmatch(text):
            continue
        if (
            MOTTO.search(text)
            or NUMBER_LINE.search(text)
            or DATE_LINE.search(text)
            or re.match(r"(?:V/v|Kính gửi|Số)\b", text)
        ):
            if groups and NUMBER_LINE.search(text):
                break
            continue
        letters = [c for c in text if c.isalpha()]
        if (
            (len(letters) < 3 and text not in ("ỦY", "UỶ", "SỞ"))
            or sum(c.isupper() for c in letters) < 0.85 * len(letters)
            or len(text) > 110
        ):
            continue
        if re.match(r"(?:DỰ THẢO|HỎA TỐC|KHẨN|THƯỢNG KHẨN|BẢN SAO|CÔNG BÁO|MẬT)", text):
            continue
        starts = _NEW_BODY.match(text)
        if len(text) <= 4 and text in ("ỦY", "UỶ", "HỘI", "SỞ", "TỈNH"):
            groups.append([block])  # the first syllable of a name, broken off by a narrow cell
        elif groups and not (starts and _complete(" ".join(b.text for b in groups[-1]), text)):
            groups[-1].append(block)
        elif starts:
            groups.append([block])
    if not groups:
        return None, None
    made = [_body(sheet, group, running) for group in groups[:2]]
    return (made[0], made[1]) if len(made) == 2 else (None, made[0])


def _complete(before: str, text: str) -> bool:
    """Whether the body read so far stands by itself, so that `text` names another one."""
    before = before.strip().rstrip(" *-")
    if before.endswith((",", " VÀ", "-", " CỦA", " TỈNH", " HUYỆN", " XÃ")):
        return False
    return before not in (
        "ỦY",
        "UỶ",
        "HỘI",
        "SỞ",
        "TỈNH",
        "BAN CHẤP HÀNH",
        "ĐẢNG BỘ",
        "BAN THƯỜNG VỤ",
        "BAN CHỈ ĐẠO",
        "BAN QUẢN LÝ",
        "VĂN PHÒNG",
        "THƯỜNG TRỰC",
        "ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ",
    )


def _body(sheet: Sheet, group: list[Block], running: str) -> Body:
    place = sheet.place(group[0].start, group[-1].end)
    name = body_name(" ".join(b.text.strip(" *_") for b in group), running)
    name = re.sub(
        r"^(?:Uỷ ban|UBND|Ubnd)(?= |$)", lambda m: "Ủy ban" if m.group() == "Uỷ ban" else "Ủy ban nhân dân", name
    )
    name = re.sub(r"^(?:HĐND|Hđnd)(?= |$)", "Hội đồng nhân dân", name)
    return Body(raw=place.raw, start=place.start, end=place.end, text=place.text, name=name, stated_in_header=True)


def _central(name: str) -> bool:
    """Bodies of the whole country speak for no unit of government."""
    return (
        re.match(
            r"(?:Chính phủ|Thủ tướng|Quốc hội|Văn phòng (?:Chính phủ|Trung ương|Quốc hội)|Bộ "
            r"|Ban Bí thư|Ban .{3,40}Trung ương$|Ban Chấp hành Trung ương|Ủy ban Thường vụ)",
            name,
        )
        is not None
    )


def _incomplete(name: str) -> bool:
    return name in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Đảng ủy", "Ban Thường vụ")


def _spoken(sheet: Sheet, frame: Frame, body: Body | None, unit: GovernmentUnit | None) -> Body | None:
    """The body that speaks in the preamble or the closing: "UBND huyện ... báo cáo kết quả như sau"."""
    if body is not None:
        name = f"{body.name} {unit.name}" if unit and unit.name else body.name
        return replace(body, name=name, confidence=0.8)
    for a, b in (frame.preamble, frame.closing):
        for block in reversed(sheet.blocks[a:b]):
            hits = list(_SPEAKER.finditer(block.text))
            if not hits:
                continue
            found = hits[-1]
            at, end = found.span("body")
            inner = list(
                re.finditer(
                    r"(?:,|;|\sgửi|\scủa)\s+(?=(?:UBND|HĐND|Ủy ban|Sở|Ban|Phòng|Chi cục|Cục"
                    r"|Trung tâm|Văn phòng|Đảng ủy)\s)",
                    block.text[at:end],
                )
            )
            if inner:
                at += inner[-1].end()
            place = sheet.place(block.start + at, block.start + end)
            return Body(
                raw=place.raw, start=place.start, end=place.end, text=place.text, name=_full(place.text, unit),
                stated_in_header=False,
                confidence=0.9,
            )  # fmt: skip
    return None


def _full(text: str, unit: GovernmentUnit | None) -> str:
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", text)
    name = re.sub(r"^HĐND\b", "Hội đồng nhân dân", name).replace("Uỷ ban", "Ủy ban").replace("TP.", "thành phố")
    bare = re.search(rf"\s(?P<level>{LEVEL_WORDS})$", name)
    if bare and unit and unit.name.startswith(bare.group("level") + " "):
        name = f"{name[: bare.start()]} {unit.name}"
    return name


def _addressees(sheet: Sheet, frame: Frame) -> tuple[Located, ...]:
    out: list[Located] = []
    for i in range(*frame.addressees):
        block = sheet.blocks[i]
        found = re.match(r"Kính (?:gửi|trình)\s*:?\s*[-–]?\s*", block.text)
        at = found.end() if found else 0
        text = block.text[at:]
        for part in re.finditer(r"[^;]+", text):
            piece = part.group().strip(" .;-–")
            if len(piece) > 2:
                a = block.start + at + part.start() + (len(part.group()) - len(part.group().lstrip(" -–")))
                place: Place = sheet.place(a, a + len(piece))
                out.append(Located(raw=place.raw, start=place.start, end=place.end, text=place.text))
    return tuple(out)
