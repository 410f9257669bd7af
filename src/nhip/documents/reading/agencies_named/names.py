"""Where the name of one body begins and ends in running text.

Three kinds of names are told apart: a post that holds a duty itself ("Chánh Văn phòng UBND tỉnh"), one body
("Sở Văn hóa, Thể thao và Du lịch"), and a class of bodies ("các sở, ban, ngành"). A name ends at a verb, a
preposition or a stop; commas inside a name are no ends. Rules in prose: docs/rules/reading-tasks.md.
"""

from __future__ import annotations

import re

from nhip.documents.reading.agencies_named.kinds import CAPITAL, Head, Shapes, shapes
from nhip.documents.reading.agencies_named.mention import Mention, named

_WORD = re.compile(r"[^\s,;:.()\[\]“”\"…!?|]+")
_SPACE = re.compile(r"\s+")
_PLACE = rf"(?:\s+[{CAPITAL}][\w&]*(?:\s*[-–]\s*(?=[{CAPITAL}]))?)+"
_MORE_UNITS = re.compile(
    r"(?:(?:,\s+|\s+và\s+)(?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã)(?!\w)(?!\s+[A-ZĐ]))+"
)
_ABROAD = frozenset({"Đại sứ quán", "Tổng Lãnh sự quán", "Cơ quan đại diện"})
_ONE_BODY = re.compile(
    r"(?:Ban [Qq]uản lý|(?:Đảng ủy|Đoàn|Công đoàn) Khối|Hội đồng|Đảng ủy các cơ quan)\s"
)  # "các" inside a name
_OWNERS = re.compile(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Trung ương|Quốc hội|Chính phủ)")
_WANTS_NAME = frozenset(
    {"Ban", "Tổ", "Đội", "Hội", "Phòng", "Viện", "Vụ", "Bộ", "Sở", "Cục", "Quỹ", "Cơ quan", "Đơn vị", "Hội đồng"}
)
_SCOPE = re.compile(
    rf"(?:Việt Nam|Trung ương|trung ương|khu vực|(?:tỉnh|thành phố|thị xã|quận|huyện|xã|phường|thị trấn|"
    rf"đặc khu|Quân khu)(?:{_PLACE}|\s+\d+)?)(?!\w)"
)
_BODY_BEFORE_CLASS = re.compile(
    r"(?:UBND|Ủy ban nhân dân|ủy ban nhân dân|HĐND|Công an|công an|Đảng ủy|đảng ủy|Huyện ủy|Mặt trận Tổ quốc|"
    r"UBMTTQ|Ban Chỉ đạo|Ban CHQS|Ban Chỉ huy quân sự"
    r"|Đồn Biên phòng|đồn biên phòng|Trung tâm|trung tâm|Phòng|phòng|Hội|Đoàn Thanh niên|Đài|Trường|trường|Sở|"
    r"sở|Ban|Tổ|tổ|Đội|Hội đồng nhân dân|Văn phòng|Chi cục|Cục|Bộ)"
    r"(?:\s+(?!các|cấp)[^\s,;:.]+){0,5}?\s+(?=(?:các\s|cấp\s+(?:tỉnh|huyện|xã|cơ sở|trên|dưới)))"
)
_ELLIPSIS = re.compile(
    r"(?:[Cc]ác\s+)?(Sở|sở|Bộ|bộ|Ban|ban|Phòng|phòng|Cục|Ngành|ngành)\s*(?:,\s*(?:ban|ngành)\s*)*:\s*(?=["
    + CAPITAL
    + r"])"
)


def starts_name(text: str, at: int) -> bool:
    """Whether a body, a class or a post begins at `at` (used to tell a comma between bodies from one inside a name)."""
    s = shapes()
    if s.comrade.match(text, at) or _post_at(text, at, s) or _opens_class(text, at, s):
        return True
    head = s.head.match(text, at)
    return bool(head and _head_holds(text, head, s))


def _capitals_hold(text: str, at: int, head: Head, s: Shapes) -> bool:
    """The same in a heading all in capitals, where "TỔ CHỨC" and "BÁO CÁO" look like the heads "Tổ" and "Báo"."""
    rest = _SPACE.sub(" ", text[at : at + 60]).lstrip().lower()
    if head.lower or head.words in _WANTS_NAME | {"Báo", "Thuế"}:
        known = s.full_names.match(f"{head.words} {rest}") if head.words in {"Sở", "Bộ", "Phòng"} else None
        return bool(known) or any(rest.startswith(word) for word in head.lower)
    return True


def _capital_at(text: str, at: int) -> bool:
    return bool(re.match(rf"\s+[{CAPITAL}]", text[at : at + 3])) or bool(
        re.match(rf"\s+[-–]\s+[{CAPITAL}]", text[at : at + 4])
    )


def _head_holds(text: str, found: re.Match[str], s: Shapes) -> bool:
    """Whether the words of a head really open a name here ("Ban Quản lý ..." does, "Ban hành ..." does not)."""
    head = s.heads[" ".join(found[0].split())]
    at = found.end()
    if found[0].isupper() and len(found[0]) > 1 and not head.words.isupper() and text[at : at + 4].strip().isupper():
        return _capitals_hold(text, at, head, s)
    if _capital_at(text, at) or (head.numbered and re.match(r"\s+\d", text[at : at + 3])):
        return True
    rest = _SPACE.sub(" ", text[at : at + 60]).lstrip()
    if any(rest.lower().startswith(word) for word in head.lower):
        return True
    if head.verbal and rest and rest[0].isalpha() and not s.acting.match(rest) and not s.stop.match(rest):
        return True
    scoped = _SCOPE.match(rest)
    if scoped and (head.bare or head.words not in _WANTS_NAME):
        return True
    if found[0][0].islower() and not scoped:
        return False
    return head.bare


def _post_at(text: str, at: int, s: Shapes) -> re.Match[str] | None:
    found = s.post.match(text, at)
    if found and found[0].lower() == "trưởng" and not re.match(r"\s+các\s", text[found.end() : found.end() + 6]):
        return None
    if found and re.match(r"\s+(?:thực hiện|đạo|và điều hành|công tác|chỉ đạo)", text[found.end() : found.end() + 20]):
        return None
    return found


def _opens_class(text: str, at: int, s: Shapes) -> bool:
    opener = s.opener.match(text, at)
    if opener:
        space = _SPACE.match(text, opener.end())
        if not space:
            return False
        noun = s.noun.match(text, space.end()) or s.head.match(text, space.end())
        return bool(noun and not _verb_tochuc(text, space.end()))
    return bool(s.bare_class.match(text, at)) or bool(_leads_class(text, at, s))


def _leads_class(text: str, at: int, s: Shapes) -> re.Match[str] | None:
    """A body named before a class that it belongs to ("UBND các huyện"); None where a verb stands between them."""
    found = _BODY_BEFORE_CLASS.match(text, at)
    if not found or re.compile(r"[Tt]ổ chức\s").match(text, at):
        return None
    for space in re.compile(r"\s+").finditer(text, at, found.end() - 1):
        word = space.end()
        if (
            s.acting.match(text, word)
            or s.topical.match(text, word)
            or s.stop.match(text, word)
            or _verb_tochuc(text, word)
        ):
            return None
    return found


def _verb_tochuc(text: str, at: int) -> bool:
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


def read_one(text: str, at: int) -> Mention | None:
    """The body named exactly at `at`, or None."""
    s = shapes()
    comrade = s.comrade.match(text, at)
    if comrade:
        return _person(text, at, comrade.end(), s)
    if _post_at(text, at, s):
        return _post(text, at, s)
    whole = s.full_names.match(text, at)
    if whole and (head := s.head.match(text, at)):
        return _one_body(text, at, head, s)
    if _opens_class(text, at, s):
        return _class(text, at, s)
    head = s.head.match(text, at)
    if head and _head_holds(text, head, s):
        return _one_body(text, at, head, s)
    return None


def _one_body(text: str, at: int, head: re.Match[str], s: Shapes) -> Mention:
    whole = s.full_names.match(text, at)
    end = whole.end() if whole else head.end()
    kind = s.heads[" ".join(head[0].split())]
    if not whole:
        end = _small_words(text, end, kind)
    abroad = re.compile(rf"(?:{_PLACE})\s+tại{_PLACE}").match(text, end) if kind.words in _ABROAD else None
    if abroad:
        return named(text, at, abroad.end(), generic=False)
    end = _tail(text, end, s, complete=bool(whole), verbal=kind.verbal, after_head=not whole)
    return named(text, at, end, generic=bool(re.search(r"(?:,|và)\s+(?:xã|phường|thị trấn|đặc khu)$", text[at:end])))


def _small_words(text: str, end: int, kind: Head) -> int:
    """The end of a head's own small words ("Liên hiệp các tổ chức hữu nghị"), or of the head."""
    for words in kind.lower:
        found = re.compile(r"\s+" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE).match(
            text, end
        )
        if found:
            return found.end()
    return end


def _tail(text: str, end: int, s: Shapes, *, complete: bool, verbal: bool, after_head: bool) -> int:
    """Follow a name word by word to its end. `complete`: a whole known name was read, only its place may follow."""
    scoped = False
    while True:
        space = _SPACE.match(text, end)
        if not space:
            bridge = _bridge(text, end, s) if not complete and not scoped else None
            if bridge is None:
                return end
            end = bridge
            continue
        at = space.end()
        scope = _SCOPE.match(text, at)
        if scope:
            end, scoped = scope.end(), True
            more = _MORE_UNITS.match(text, end)
            end = more.end() if more else end  # "Mặt trận Tổ quốc Việt Nam xã, phường": one kind of body in many places
            continue
        hyphen = re.compile(rf"[-–]\s+(?=[{CAPITAL}])").match(text, at)
        word = _WORD.match(text, hyphen.end() if hyphen else at)
        if not word or word[0] in "-–+":
            return end
        first = word[0][0]
        if word[0] in {"và", "&"}:
            joined = _joined(text, word.end(), s) if not complete and not scoped else None
            if joined is None:
                return end
            end = joined
            continue
        if first.isupper() or first.isdigit():
            if (complete or scoped) and starts_name(text, word.start()):
                owner = _OWNERS.match(text, word.start())  # whose it is: "Ban Tuyên giáo và Dân vận Tỉnh ủy"
                inner = read_one(text, word.start()) if owner and not scoped else None
                return inner.end if inner else end
            end = word.end()
            after_head = False
            continue
        if complete or scoped:
            return end
        acting = s.acting.match(text, at)
        if acting and not _second_syllable(text, end, acting[0]):
            return end
        if s.stop.match(text, at) or _verb_tochuc(text, at) or s.opener.match(text, at):
            return end
        topical = s.topical.match(text, at)
        if topical:
            if not (after_head and verbal):
                return end
            end = topical.end()
            continue
        end = word.end()
        after_head = False


def _second_syllable(text: str, end: int, verb: str) -> bool:
    """Whether a short verb is only the second half of a word of the name: "Ngoại giao", "Chương trình"."""
    last = re.compile(r"\S+$").search(text, max(0, end - 20), end)
    return " " not in verb and bool(last) and last is not None and last[0][0].isupper() and not last[0].isupper()


def _bridge(text: str, end: int, s: Shapes) -> int | None:
    """End of the word after a comma that stands inside a name ("Lao động, Thương binh và Xã hội"), or None."""
    comma = re.compile(r",\s+").match(text, end)
    if (
        not comma
        or starts_name(text, comma.end())
        or s.acting.match(text, comma.end())
        or s.stop.match(text, comma.end())
    ):
        return None
    word = _WORD.match(text, comma.end())
    if not word:
        return None
    if word[0][0].isupper():
        # A capital after a comma goes on with the name only where the list of the name closes with "và".
        closes = re.compile(rf"[^,;:.()]{{2,30}}\s+và\s+[{CAPITAL}]").match(text, comma.end())
        return word.end() if closes else None
    inside = re.compile(r"(?:[^\s,;:.()]+\s+){1,8}[^\s,;:.()]+(?=,\s)").match(text, comma.end())
    if s.topical.match(text, comma.end()) and inside and starts_name(text, inside.end() + 2):
        return inside.end()
    return None


def _joined(text: str, at: int, s: Shapes) -> int | None:
    """End of the word after "và" inside a name, or None where "và" joins two bodies or two duties."""
    space = _SPACE.match(text, at)
    if not space or starts_name(text, space.end()):
        return None
    word = _WORD.match(text, space.end())
    return word.end() if word and word[0][0].isupper() else None


def _class(text: str, at: int, s: Shapes) -> Mention:
    led = _leads_class(text, at, s)
    end, whole = (led.end() if led else at), False
    opener = s.opener.match(text, end)
    if opener:
        end = opener.end()
    elif not led:
        bare = s.bare_class.match(text, at)
        end = bare.end() if bare else at
        last = re.compile(r"\S+\s+\S+$").search(text, at, end)
        whole = bool(bare and not (last and s.noun.fullmatch(text, last.start(), end)))
    level = re.compile(r"cấp\s+(?:tỉnh|huyện|xã|cơ sở|trên|dưới)").match(text, end)
    if led and level:
        end = level.end()
    return named(
        text,
        at,
        _class_tail(text, end, s, of_units=bool(led), closed=whole or bool(led and level)),
        generic=not _ONE_BODY.match(text, at),
    )


def _class_tail(text: str, end: int, s: Shapes, *, of_units: bool, closed: bool) -> int:
    """Follow the nouns of a class. `of_units`: "UBND các huyện", where "và các xã" belongs to it."""
    fresh = not closed
    while True:
        sep = re.compile(r"\s*,\s+|\s*/\s*|\s+và\s+|\s+").match(text, end)
        if not sep:
            return end
        at, mark = sep.end(), sep[0].strip()
        if mark in {",", "/", "và"}:
            more = _class_goes_on(text, at, s, of_units=of_units, closed=closed, mark=mark)
            if more is None:
                return end
            end = more
            continue
        owner = _owner(text, at, s)
        if owner:
            return owner
        tail = s.class_tail.match(text, at)
        if tail:
            end = tail.end()
            place = re.compile(_PLACE).match(text, end)
            end = place.end() if place else end
            closed, fresh = True, False
            continue
        noun = s.noun.match(text, at)
        if noun and fresh and not _verb_tochuc(text, at):
            end, fresh = noun.end(), False
            continue
        word = _WORD.match(text, at)
        if not word or word[0] in "-–+":
            hyphen = re.compile(r"[-–]\s+(\w+)").match(text, at)
            if hyphen and closed:
                end = hyphen.end()
                continue
            return end
        if (
            s.acting.match(text, at)
            or s.stop.match(text, at)
            or (s.topical.match(text, at) and not fresh)
            or _verb_tochuc(text, at)
        ):
            if not re.compile(r"(?:quản lý|chủ quản|chuyên môn)").match(text, at):
                return end
        if s.opener.match(text, at):
            return end
        end, closed, fresh = word.end(), True, False


def _owner(text: str, at: int, s: Shapes) -> int | None:
    """End of "thuộc Bộ", "trực thuộc Tỉnh ủy", "của Sở Nội vụ": whose the class is."""
    link = re.compile(r"(?:trực thuộc|thuộc|của)\s+").match(text, at)
    if not link:
        return None
    whose = re.compile(r"(?:Bộ|Sở|Cục|Ban|Đảng bộ|Trung ương|trung ương)(?=\s+[a-zà-ỹđ]|[\s,;.:]|$)").match(
        text, link.end()
    )
    inner = read_one(text, link.end()) if text[link.end() : link.end() + 1].isupper() else None
    return inner.end if inner else whose.end() if whose else None


def _class_goes_on(text: str, at: int, s: Shapes, *, of_units: bool, closed: bool, mark: str) -> int | None:
    """After a comma or "và": the end of the next noun where the class goes on, None where something else begins."""
    if of_units:
        again = re.compile(r"các\s+").match(text, at)
        unit = s.unit.match(text, again.end() if again else at)
        if unit and not _upper(text, at):
            return unit.end()
        return None
    if s.opener.match(text, at) or _leads_class(text, at, s):
        return None
    noun = None if re.compile(r"báo (?:chí|cáo)").match(text, at) else s.noun.match(text, at)
    unit = s.unit.match(text, at)
    if (
        unit
        and not _upper(text, at)
        and re.search(r"(?:xã|phường|thị trấn|huyện|thành phố|thị xã|quận)\s*(?:,|và)\s*$", text[:at])
    ):
        return unit.end()
    if noun and not _verb_tochuc(text, at) and not _upper(text, at):
        return None if closed else noun.end()
    if (
        starts_name(text, at)
        or s.acting.match(text, at)
        or s.topical.match(text, at)
        or s.stop.match(text, at)
        or _verb_tochuc(text, at)
    ):
        return None
    word = _WORD.match(text, at)
    if not word or word[0][0].isupper() or mark == "/":
        return word.end() if word and mark == "/" else None
    return word.end()


def _upper(text: str, at: int) -> bool:
    return text[at : at + 1].isupper()


def _post(text: str, at: int, s: Shapes) -> Mention:
    """A post with the body it stands in; a post of a class of bodies is a class itself."""
    found = s.post.match(text, at)
    assert found
    end, generic = found.end(), False
    while True:
        space = re.compile(r"\s+|\s*[-–]\s+(?=(?:Phó|Chủ tịch|Giám đốc|Trưởng|Bí thư|phó))").match(text, end)
        if not space:
            break
        inner = read_one(text, space.end())
        if inner and inner.start == space.end():
            end, generic = inner.end, generic or inner.generic
            break
        scope = _SCOPE.match(text, space.end())
        if scope:
            end = scope.end()
            break
        word = _WORD.match(text, space.end())
        word_is_name = word and word[0][0].isupper()
        if not word or not word_is_name:
            follows = re.compile(
                r"(?:chi bộ|cấp ủy|đảng ủy|phụ trách|Thường trực|thường trực|chuyên trách|văn hóa - xã hội|ban|đoàn)"
            ).match(text, space.end())
            if not follows:
                break
            end = follows.end()
            continue
        end = word.end()
    plural = re.match(
        r"(?:Thủ trưởng|thủ trưởng|Các|các|Người đứng đầu|người đứng đầu|Trưởng các|Công chức|công chức)", text[at:]
    )
    return named(text, at, end, generic=generic or bool(plural))


def _person(text: str, at: int, after: int, s: Shapes) -> Mention | None:
    """ "Đồng chí Phó Chủ tịch UBND tỉnh", or a comrade by name with the post that follows."""
    space = _SPACE.match(text, after)
    if not space:
        return None
    if _post_at(text, space.end(), s):
        return named(text, at, _post(text, space.end(), s).end, generic=False)
    name = re.compile(rf"(?:[{CAPITAL}]\w*\s*){{2,5}}").match(text, space.end())
    if not name:
        return None
    end = name.end()
    link = re.compile(r"\s*[-–,]\s*").match(text, end)
    if link and _post_at(text, link.end(), s):
        end = _post(text, link.end(), s).end
    return named(text, at, end, generic=False)


def read_ellipsis(text: str, at: int) -> tuple[re.Match[str], str] | None:
    """ "các Sở: Nội vụ, Tài chính": the opening and the head that each following name lacks; None elsewhere."""
    found = _ELLIPSIS.match(text, at)
    if not found:
        return None
    return found, found[1][0].upper() + found[1][1:]
