"""The parts of a document as ranges of blocks: head, title, preamble, body, closing, foot.

Boxes of Decree 30/2020, appendix I part IV, found by their form; each may be missing in what was stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhip.documents.reading import kinds, numbering
from nhip.documents.reading.alphabet import UPPER
from nhip.documents.reading.columns import MOTTO, RECIPIENTS
from nhip.documents.reading.paragraphs import DATE_LINE
from nhip.documents.reading.sheet import Block, Sheet

_TYPES = sorted(
    (k.name for k in kinds.kinds() if k.line != "named" or k.name in ("Đề cương", "Thể lệ")), key=len, reverse=True
)
_TYPE_LINE = re.compile(
    rf"(?P<type>{'|'.join(re.escape(t.upper()) for t in _TYPES)})(?P<rest>(?:$|[\s:].*))", re.DOTALL
)
NUMBER_LINE = re.compile(
    rf"(?:S[ốôo]|SỐ)\s*[:.]?\s*(?P<value>[\d.…\s]*?)(?P<letter>[a-zA-Z]?)\s*(?P<sep>[/-])\s?"
    rf"(?P<symbol>(?:(?:19|20)\d\d\s?/\s?)?[{UPPER}][\wĐđ&]*(?:\s?[-–/.]\s?[{UPPER}\d][\wĐđ&]*)*)"
)
_GROUNDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Xét|Kính gửi|Kính trình|Nhằm|Để|Triển khai|Ngày \d|Sau khi|Trên cơ sở"
    r"|Tiếp tục|Qua |Trong |Năm \d|Hiện nay|I\.|1\.|Thi hành|Được sự|Vừa qua|Thời gian)\s?"
)
_FIRST_GROUNDS = re.compile(  # right under the type line a title may open with a verb: "Triển khai công tác ..."
    r"(?:Căn cứ|Kính gửi|Kính trình|Xét đề nghị|Theo đề nghị)\s|(?:Thực hiện|Triển khai|Theo|Nhằm|Để)\s"
    r"(?:.*(?:[;:,]|\./\.)\s*$|[^;:]*;|.*\bnhư sau)",
    re.DOTALL,
)
_YEARS = re.compile(r"\(\s*\d{1,2}/\d{1,2}/\d{4}\s*[-–]\s*\d{1,2}/\d{1,2}/\d{4}\s*\)")  # "(28/3/1975 - 28/3/2025)"
_SIGN = re.compile(rf"(?:(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.?|Q\.)\s+[{UPPER}]{{2,}}")
_GROUND_LINE = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Xét tờ trình)\s")
_BARE_SIGN = re.compile(r"(?:T/?M|K/?T|T/?L|T/?UQ)\s?\.")
_POSTS = re.compile(
    r"(?:PHÓ |QUYỀN |Q\. )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG BAN"
    r"|TRƯỞNG PHÒNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG"
    rf"|HIỆU TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG|THỦ TƯỚNG|CHÁNH THANH TRA|TỔNG BIÊN TẬP"
    rf"|TỔNG CỤC TRƯỞNG|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|ĐỘI TRƯỞNG|TRẠM TRƯỞNG|HẠT TRƯỞNG|ĐỒN TRƯỞNG"
    rf"|CHỦ NHIỆM|TỔNG THƯ KÝ|TRƯỞNG ĐOÀN)[{UPPER} ,\-]*$"
)
CLOSERS = re.compile(
    r"(?:Trên đây|Căn cứ (?:nội dung )?(?:Kế hoạch|Chương trình|Đề án|Công văn)? ?(?:này|nêu trên)"
    r"|Trong quá trình (?:tổ chức |triển khai )?|Yêu cầu|Đề nghị (?:các|Thủ trưởng|UBND|Ủy ban)"
    r"|(?:UBND|Ủy ban nhân dân|Sở|Ban Thường vụ|Ban|Bộ|Phòng|Đảng ủy|Văn phòng|Thường trực|Chủ tịch"
    r"|Tỉnh ủy|Thành ủy|Huyện ủy)[^.;:]{0,70}?\s(?:yêu cầu|đề nghị|kính đề nghị|trân trọng|báo cáo"
    r"|kính trình|thông báo|mong)"
    r"|Nhận được|Rất mong|Trân trọng|Giao |Kế hoạch này|Nơi nào|Xin trân trọng|Kính đề nghị"
    r"|Kính trình|Quyết định này|Báo cáo này|Định kỳ|Với tinh thần|Vậy )"
)
END_MARK = re.compile(r"\./\.|/\.\s*$|\.\s*/\s*\.|\.\s?/-")


@dataclass(frozen=True, slots=True)
class Frame:
    """Half-open ranges of block indices; `type_at` is the block of the type line, None when there is none."""

    head_end: int
    type_at: int | None
    title: tuple[int, int]
    addressees: tuple[int, int]
    preamble: tuple[int, int]
    body: tuple[int, int]
    closing: tuple[int, int]
    foot: tuple[int, int]


def type_line(block: Block) -> tuple[kinds.Kind, int] | None:
    """The kind a type line names and where its title would begin in the same block."""
    text = block.text
    found = _TYPE_LINE.match(text)
    if found:
        rest = found.group("rest").strip(" :")
        if not rest or rest.isupper() or block.bold or block.heading or (rest[:1].isupper() and len(rest) > 12):
            if re.match(r"[:]?\s*$", found.group("rest")) or rest[:1].isalpha() or rest[:1] in '“"(':
                return kinds.by_name()[found.group("type").casefold()], len(text) - len(rest) if rest else len(text)
        return None
    bare = text.strip(" :*")
    kind = kinds.by_name().get(bare.casefold())
    if kind and (block.bold or block.heading) and kind.line != "named":
        return kind, len(text)
    return None


def frame_of(sheet: Sheet) -> Frame:
    """The parts of the document."""
    blocks = sheet.blocks
    foot = _foot(blocks)
    limit = foot[0]
    type_at = _type_at(blocks, min(limit, 45))
    title = _title(blocks, type_at, limit)
    head_end = title[1] if type_at is not None else _letter_head(blocks, limit)
    addressees = _addressees(blocks, head_end, limit)
    start = max(head_end, addressees[1])
    first = start
    while first < limit and not _opens_body(blocks, first):
        first += 1
        if first - start > 40:
            break
    while start < first and blocks[start].text.isupper():
        start += 1  # the authority of a decision, set in capitals above its grounds
    preamble = (start, first) if first < limit else _short_preamble(blocks, start, limit)
    if first >= limit and preamble[1] != first:
        first = preamble[1]
    closing = _closing(blocks, first, limit)
    return Frame(head_end, type_at, title, addressees, preamble, (preamble[1], closing[0]), closing, foot)


def appended_at(sheet: Sheet, frame: Frame) -> int | None:
    """Where a document issued with this one begins, after the foot: its own type line (Decree 30/2020, form 1.3)."""
    for i in range(frame.foot[1], len(sheet.blocks)):
        if type_line(sheet.blocks[i]):
            return i
    return None


def _type_at(blocks: tuple[Block, ...], limit: int) -> int | None:
    for i in range(limit):
        if blocks[i].footnote or blocks[i].bullet:
            continue
        if numbering.read(blocks[i].text) and not blocks[i].text.startswith("Phụ"):
            return None
        if re.match(r"Kính gửi", blocks[i].text):
            return None
        if type_line(blocks[i]):
            return i
    return None


def _title(blocks: tuple[Block, ...], type_at: int | None, limit: int) -> tuple[int, int]:
    if type_at is None:
        return (0, 0)
    begin = type_at + 1
    end = begin
    kind = type_line(blocks[type_at])
    alone = kind is not None and kind[1] >= len(blocks[type_at].text)
    while end < limit and end - begin < 5:
        text = blocks[end].text
        if blocks[end].bullet or blocks[end].footnote or numbering.read(text):
            break
        if (_GROUNDS if end > begin or not alone else _FIRST_GROUNDS).match(text):
            break
        if (text.startswith("(") and not _YEARS.fullmatch(text)) or MOTTO.match(text):
            break
        if not text.isupper() and (DATE_LINE.search(text) or NUMBER_LINE.match(text)):
            break
        if (text.endswith((":", ";", ".")) and (len(text) > 60 or end > begin)) or re.match(
            r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:?$", text
        ):
            break
        if end > begin and text.isupper() and not blocks[end - 1].text.isupper():
            break
        if (
            kind
            and end > begin
            and kind[0].code in ("QĐ", "NQ", "CT")
            and text.isupper()
            and re.match(
                r"(?:CHỦ TỊCH|ỦY BAN|UỶ BAN|HỘI ĐỒNG|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|BAN |CHÍNH PHỦ"
                r"|QUỐC HỘI|TRƯỞNG|SỞ|TỈNH ỦY)",
                text,
            )
        ):
            break
        if end > begin and not alone and len(text) > 90:
            break
        if len(text) > 420:
            break
        end += 1
    return (begin, end)


def _letter_head(blocks: tuple[Block, ...], limit: int) -> int:
    """Where the head of a document without a type line ends: before Kính gửi, or after number, date and subject."""
    end = 0
    for i in range(min(limit, 25)):
        text = blocks[i].text
        if re.match(r"Kính gửi", text):
            return i
        if (
            MOTTO.search(text)
            or NUMBER_LINE.search(text)
            or DATE_LINE.search(text)
            or re.match(r"V/v\b", text, re.IGNORECASE)
            or (text.isupper() and len(text) < 90 and not numbering.read(text) and i <= end + 1)
        ):
            end = i + 1
    return end


def _addressees(blocks: tuple[Block, ...], at: int, limit: int) -> tuple[int, int]:
    for i in range(at, min(limit, at + 6)):
        if re.match(r"Kính (?:gửi|trình)\s*:?", blocks[i].text):
            end = i + 1
            while end < limit and blocks[end].bullet and len(blocks[end].text) < 220:
                end += 1
            if end == i + 1 and blocks[i].text.rstrip(" :") in ("Kính gửi", "Kính trình"):
                while (
                    end < limit
                    and len(blocks[end].text) < 160
                    and not _GROUNDS.match(blocks[end].text)
                    and end < i + 12
                ):
                    end += 1
                    if blocks[end - 1].text.endswith("."):
                        break
            return (i, end)
    return (at, at)


def _opens_body(blocks: tuple[Block, ...], i: int) -> bool:
    text = blocks[i].text
    if blocks[i].bullet:
        return not re.match(
            r"(?:Căn cứ|Thực hiện|Luật|Nghị|Quyết định|Thông tư|Kế hoạch|Chỉ thị|Kết luận|Công văn)", text
        )
    mark = numbering.read(text)
    if mark is not None and mark.style not in ("bracket",):
        return True
    return bool(re.match(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:?$", text))


def _short_preamble(blocks: tuple[Block, ...], start: int, limit: int) -> tuple[int, int]:
    """Of a text without headings: its grounds, and the sentence that ends in a colon after them."""
    end = start
    while end < limit and (_GROUND_LINE.match(blocks[end].text) or blocks[end].text.endswith(";")):
        end += 1
    for i in range(end, min(limit, end + 3)):
        if blocks[i].text.endswith(":"):
            return (start, i + 1)
    return (start, max(end, min(start + 1, limit)))


def _foot(blocks: tuple[Block, ...]) -> tuple[int, int]:
    """From "Nơi nhận" or the first line of the signer to the last line of the foot."""
    begin = None
    for i in range(len(blocks) - 1, -1, -1):
        text = blocks[i].text
        if RECIPIENTS.match(text) and len(text) < 400 and not blocks[i].bullet:
            begin = i
            break
    if begin is None:
        for i in range(len(blocks) // 4 + 1, len(blocks)):
            text = blocks[i].text
            if (
                len(text) < 90
                and text.upper() == text
                and (_SIGN.match(text) or _BARE_SIGN.fullmatch(text) or (_POSTS.match(text) and i >= len(blocks) - 14))
                and not blocks[i].footnote
            ):
                begin = i
                break
    if begin is None:
        return (len(blocks), len(blocks))
    while begin > 1 and _is_sign(blocks[begin - 1]) and begin > len(blocks) // 2:
        begin -= 1
    end = begin + 1
    while end < len(blocks):
        block = blocks[end]
        if (
            block.footnote
            or end - begin > 45
            or len(block.text) > 320
            or type_line(block)
            or numbering.read(block.text)
        ):
            break
        if re.match(r"(?:PHỤ LỤC|Phụ lục|CỘNG HÒA|Mẫu số|Biểu số|DANH MỤC)", block.text):
            break
        end += 1
    return (begin, end)


def _is_sign(block: Block) -> bool:
    text = block.text
    return (
        bool(_SIGN.match(text) or _BARE_SIGN.fullmatch(text) or _POSTS.match(text))
        and text.upper() == text
        and len(text) < 90
    )


def _closing(blocks: tuple[Block, ...], first: int, limit: int) -> tuple[int, int]:
    """The last words of the text, after its last numbered or dashed item."""
    last = limit
    while last > first and blocks[last - 1].footnote:
        last -= 1
    begin = last
    while begin > first and last - begin < 4:
        block = blocks[begin - 1]
        if (
            block.bullet
            or block.table
            or block.footnote
            or block.heading
            or numbering.read(block.text)
            or block.text.isupper()
        ):
            break
        before = blocks[begin - 2] if begin - 2 >= first else None
        opens = CLOSERS.match(block.text) is not None
        heads = (
            before is not None
            and numbering.read(before.text) is not None
            and not before.text.rstrip().endswith((".", ";"))
        )
        if heads and not opens:
            break
        if not opens and not (END_MARK.search(block.text) and begin == last):
            break
        begin -= 1
    chosen = blocks[begin:last]
    if not chosen or not any(CLOSERS.match(b.text) or END_MARK.search(b.text) for b in chosen):
        return (limit, limit)
    return (begin, limit)
