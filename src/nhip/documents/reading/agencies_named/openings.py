"""Whether a body, a class of bodies or a post begins at a place: the test that tells "Ban Quản lý" from "Ban hành"."""

from __future__ import annotations

import re

from nhip.documents.reading.agencies_named.kinds import CAPITAL, Head, Shapes, shapes

SPACE = re.compile(r"\s+")
PLACE = rf"(?:\s+[{CAPITAL}][\w&]*(?:\s*[-–]\s*(?=[{CAPITAL}]))?)+"
SCOPE = re.compile(
    rf"(?:Việt Nam|Trung ương|trung ương|khu vực|cùng cấp|(?:tỉnh|thành phố|thị xã|quận|huyện|xã|phường|thị trấn|"
    rf"đặc khu|Quân khu)(?:{PLACE}|\s+\d+)?)(?!\w)"
)
BODY_BEFORE_CLASS = re.compile(
    r"(?:UBND|Ủy ban nhân dân|ủy ban nhân dân|HĐND|Công an|công an|Đảng ủy|đảng ủy|Huyện ủy|Mặt trận Tổ quốc|"
    r"UBMTTQ|Ban Chỉ đạo|Ban CHQS|Ban Chỉ huy quân sự"
    r"|Đồn Biên phòng|đồn biên phòng|Trung tâm|trung tâm|Phòng|phòng|Hội|Đoàn Thanh niên|Đài|Trường|trường|Sở|"
    r"sở|Ban|Tổ|tổ|Đội|Hội đồng nhân dân|Văn phòng|Chi cục|Cục|Bộ)"
    r"(?:\s+(?!các|cấp)[^\s,;:.]+){0,5}?\s+(?=(?:các\s|cấp\s+(?:tỉnh|huyện|xã|cơ sở|trên|dưới)))"
)
WANTS_NAME = frozenset(
    {"Ban", "Tổ", "Đội", "Hội", "Phòng", "Viện", "Vụ", "Bộ", "Sở", "Cục", "Quỹ", "Cơ quan", "Đơn vị", "Hội đồng"}
)


def starts_name(text: str, at: int) -> bool:
    """Whether a body, a class or a post begins at `at` (used to tell a comma between bodies from one inside a name)."""
    s = shapes()
    if s.comrade.match(text, at) or post_at(text, at, s) or opens_class(text, at, s):
        return True
    head = s.head.match(text, at)
    return bool(head and head_holds(text, head, s))


def capitals_hold(text: str, at: int, head: Head, s: Shapes) -> bool:
    """The same in a heading all in capitals, where "TỔ CHỨC" and "BÁO CÁO" look like the heads "Tổ" and "Báo"."""
    rest = SPACE.sub(" ", text[at : at + 60]).lstrip().lower()
    if head.lower or head.words in WANTS_NAME | {"Báo", "Thuế"}:
        known = s.full_names.match(f"{head.words} {rest}") if head.words in {"Sở", "Bộ", "Phòng"} else None
        return bool(known) or any(rest.startswith(word) for word in head.lower)
    return True


def capital_at(text: str, at: int) -> bool:
    return bool(re.match(rf"\s+[{CAPITAL}]", text[at : at + 3])) or bool(
        re.match(rf"\s+[-–]\s+[{CAPITAL}]", text[at : at + 4])
    )


def head_holds(text: str, found: re.Match[str], s: Shapes) -> bool:
    """Whether the words of a head really open a name here ("Ban Quản lý ..." does, "Ban hành ..." does not)."""
    head = s.heads[" ".join(found[0].split())]
    at = found.end()
    if found[0].isupper() and len(found[0]) > 1 and not head.words.isupper() and text[at : at + 4].strip().isupper():
        return capitals_hold(text, at, head, s)
    if found[0] in {"Văn phòng", "Thanh tra"} and re.match(r"\s*(?:[,;.:]|$|và\s)", text[at : at + 8]):
        return True
    if capital_at(text, at) or (head.numbered and re.match(r"\s+\d", text[at : at + 3])):
        return True
    rest = SPACE.sub(" ", text[at : at + 60]).lstrip()
    if any(rest.lower().startswith(word) for word in head.lower):
        return True
    if head.verbal and rest and rest[0].isalpha() and not s.acting.match(rest) and not s.stop.match(rest):
        return True
    scoped = SCOPE.match(rest)
    if scoped and (head.bare or head.words not in WANTS_NAME):
        return True
    if found[0][0].islower() and not scoped:
        return False
    return head.bare


def post_at(text: str, at: int, s: Shapes) -> re.Match[str] | None:
    found = s.post.match(text, at)
    of_body = (
        found is not None
        and found[0] == "Trưởng"
        and re.match(r"\s+(?:Ban|Phòng|Chi nhánh|Trạm|Đài|Đoàn)\s+\w", text[found.end() : found.end() + 14])
    )
    if (
        found
        and found[0].lower() == "trưởng"
        and not of_body
        and not re.match(r"\s+các\s", text[found.end() : found.end() + 6])
    ):
        return None
    if found and re.match(r"\s+(?:thực hiện|đạo|và điều hành|công tác|chỉ đạo)", text[found.end() : found.end() + 20]):
        return None
    return found


def opens_class(text: str, at: int, s: Shapes) -> bool:
    opener = s.opener.match(text, at)
    if opener:
        space = SPACE.match(text, opener.end())
        if not space:
            return False
        noun = s.noun.match(text, space.end()) or s.head.match(text, space.end())
        return bool(noun and not verb_tochuc(text, space.end()))
    return bool(s.bare_class.match(text, at)) or bool(leads_class(text, at, s))


def leads_class(text: str, at: int, s: Shapes) -> re.Match[str] | None:
    """A body named before a class that it belongs to ("UBND các huyện"); None where a verb stands between them."""
    found = BODY_BEFORE_CLASS.match(text, at)
    if not found or re.compile(r"[Tt]ổ chức\s").match(text, at):
        return None
    for space in re.compile(r"\s+").finditer(text, at, found.end() - 1):
        word = space.end()
        if text.startswith("và ", word) and word + 3 < found.end() and starts_name(text, word + 3):
            return None  # "Công an tỉnh và UBND các xã": two bodies
        if (
            s.acting.match(text, word)
            or s.topical.match(text, word)
            or s.stop.match(text, word)
            or verb_tochuc(text, word)
        ):
            return None
    return found


def verb_tochuc(text: str, at: int) -> bool:
    """Whether "tổ chức" at `at` is the verb (organise) and not the noun (organisation)."""
    found = re.compile(r"tổ chức\s*").match(text, at)
    if not found:
        return False
    rest = text[found.end() : found.end() + 40]
    return not re.match(
        r"(?:chính trị|xã hội|đoàn thể|hội(?!\s+(?:nghị|thảo|thi|chợ|đàm))|có liên quan|liên quan|tôn giáo|"
        r"đảng|Đảng|cơ sở|cá nhân|quốc tế|phi chính phủ|kinh tế|tín dụng|nước ngoài|thành viên|trực thuộc|"
        r"[,;.:)]|và|khác|$|trên địa bàn|trong|tổ chức)",
        rest,
    )
