"""Who signed and by what right: TM. (for a collective), Q., KT., TL., TUQ., the post, the name.

Decree 30/2020, Article 13 and appendix I part II.7. A name carries no title; military rank, degree and title before
it are tolerated and dropped.
"""

from __future__ import annotations

import re

from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.columns import RECIPIENTS
from nhip.documents.reading.frame import Frame
from nhip.documents.reading.record import Place, Signer
from nhip.documents.reading.sheet import Block, Sheet

_AUTHORITY = re.compile(rf"(?P<form>T/?M|K/?T|T/?L|T/?UQ|Q)\s?[./]?\s*(?P<who>[{UPPER}][{UPPER}\s,&.\-–]+)$")
_FORMS = {"TM": "TM.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ.", "Q": "Q."}
_NAME = re.compile(
    rf"(?:(?:Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Thiếu tướng|Trung tướng|TS\.|ThS\."
    rf"|PGS\.|GS\.|BS\.|KS\.|NSƯT|Ths\.|Ông|Bà|Tiến sĩ|Thạc sĩ|BSCKI\.?|BSCKII\.?)\s*)*"
    rf"(?P<name>(?=[^\s]*\s+.*[{LOWER}])[{UPPER}][{LOWER}'’.]*(?:[{UPPER}][{LOWER}]+)?"
    rf"(?:\s+[{UPPER}][{LOWER}'’]*){{1,5}})$"
)
_LOUD_NAME = re.compile(rf"(?P<name>[{UPPER}]+(?:\s+[{UPPER}]+){{1,4}})$")
_NOT_A_NAME = re.compile(
    r"(?:(?:Đã ký|đã ký|Ký bởi|Người ký|Ký thay|Cơ quan|Thời gian|Email|Nơi nhận|Như trên|Chủ tịch"
    r"|Giám đốc|Ủy ban|Sở|Ban|Bộ"
    r"|Bí thư|Chữ ký|Họ và tên|Hội đồng|Văn phòng|Trưởng (?:ban|phòng)|Cổng|Phó (?:Chủ|Giám|Chánh"
    r"|Trưởng|Cục))(?!\w)|L[ưu]u\s*:)"
)
_POST = re.compile(
    r"(?:PHÓ |QUYỀN |Q\. ?)?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|CHÁNH|TRƯỞNG|CỤC TRƯỞNG"
    r"|CHI CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|HIỆU TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|THỦ TƯỚNG"
    rf"|TỔNG BIÊN TẬP|TỔNG CỤC TRƯỞNG|CHỈ HUY|CHỦ NHIỆM|TỔNG THƯ KÝ|ỦY VIÊN|THƯỜNG TRỰC|CHÍNH ỦY|PHÓ"
    rf"|ĐỘI TRƯỞNG|TỔ TRƯỞNG|TRẠM TRƯỞNG|HẠT TRƯỞNG|ĐỒN TRƯỞNG|TỔNG BÍ THƯ)(?![{LOWER}])[{UPPER} ,&\-–.]*$"
)

_REST_OF_BODY = re.compile(  # "TM. ỦY BAN" broken off from "NHÂN DÂN" by a narrow cell
    r"(?:NHÂN DÂN|DÂN|THƯỜNG VỤ|VỤ|CHẤP HÀNH|THƯỜNG TRỰC|TRỰC|CHỈ ĐẠO|MTTQ|MẶT TRẬN TỔ QUỐC)(?:\s+[^\W\d_a-z]+){0,5}$"
)


def read_signer(sheet: Sheet, frame: Frame) -> Signer | None:
    """The signer in the foot, or None when the block of the signature is not there."""
    blocks = [b for b in sheet.blocks[frame.foot[0] : frame.foot[1]] if not b.footnote]
    on_behalf: tuple[str, Place] | None = None
    authority: tuple[str, str, Place] | None = None
    position: tuple[str, Place] | None = None
    name: tuple[str, Place] | None = None
    begun = False  # the line before names the collective signed for
    for block in blocks:
        if begun and on_behalf and _REST_OF_BODY.match(block.text):
            on_behalf, begun = (f"{on_behalf[0]} {block.text.strip()}", on_behalf[1]), False
            continue
        begun = False
        if block.bullet or RECIPIENTS.match(block.text):
            name = name or _trailing_name(sheet, block)
            continue
        text = block.text.strip(" .*")
        found = _AUTHORITY.match(text) if text.upper() == text else None
        if found:
            form = _FORMS[found.group("form").replace("/", "")]
            place = sheet.place(block.start, block.end)
            who = found.group("who").strip()
            if form == "TM." and on_behalf is None:
                on_behalf, begun = (f"TM. {who}", place), True
            elif authority is None:
                authority = (form, who, place)
            continue
        if text.upper() == text and _POST.match(text):
            if position is None:
                position = (text, sheet.place(block.start, block.end))
            elif name is None and text == "THƯỜNG TRỰC":  # a long post set on two lines
                position = (f"{position[0]} {text}", position[1])
            continue
        if name is None or position is None:
            name = _name(sheet, block) or name
    if name is None and (on_behalf or authority or position):
        for block in blocks:
            name = name or _trailing_name(sheet, block)
    if not (on_behalf or authority or position):
        return None
    if position is None and authority and authority[0] == "Q.":
        position = (authority[1], authority[2])
    return Signer(
        on_behalf=on_behalf[0] if on_behalf else None, authority_form=authority[0] if authority else None,
        principal=authority[1] if authority else None, position=position[0] if position else None,
        name=name[0] if name else None, on_behalf_span=on_behalf[1] if on_behalf else None,
        authority_span=authority[2] if authority else None, position_span=position[1] if position else None,
        name_span=name[1] if name else None,
    )  # fmt: skip


def _name(sheet: Sheet, block: Block) -> tuple[str, Place] | None:
    text = block.text.strip(" .;*")
    if _NOT_A_NAME.match(text) or len(text) > 60:
        return None
    found = _NAME.match(text) or (_LOUD_NAME.match(text) if not _POST.match(text) else None)
    if found is None:
        return None
    at = block.start + block.text.find(text) + found.start("name")
    value = found.group("name")
    if value.isupper():
        value = value.title()
    return value, sheet.place(at, at + len(found.group("name")))


def _trailing_name(sheet: Sheet, block: Block) -> tuple[str, Place] | None:
    """A name left on the line of the last recipient by a flattened foot: "Lưu: VT, KGVX. Lò Văn Pao"."""
    found = re.search(rf"(?<=[.;)])\s+(?P<name>(?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+)\s*$", block.text)
    if found is None or not re.match(r"L[ưu]u", block.text) or _NOT_A_NAME.match(found.group("name")):
        return None
    at = block.start + found.start("name")
    return found.group("name"), sheet.place(at, at + len(found.group("name")))
