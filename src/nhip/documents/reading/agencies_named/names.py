"""Where the name of one body begins and ends in running text.

Three kinds of names are told apart: a post that holds a duty itself ("Chánh Văn phòng UBND tỉnh"), one body
("Sở Văn hóa, Thể thao và Du lịch"), and a class of bodies ("các sở, ban, ngành"). A name ends at a verb, a
preposition or a stop; commas inside a name are no ends. Rules in prose: docs/rules/reading-tasks.md.
"""

from __future__ import annotations

import re

from nhip.documents.reading.agencies_named.kinds import CAPITAL, Head, Shapes, shapes
from nhip.documents.reading.agencies_named.mention import Mention, named
from nhip.documents.reading.agencies_named.openings import (
    PLACE,
    SCOPE,
    SPACE,
    head_holds,
    leads_class,
    opens_class,
    post_at,
    starts_name,
    verb_tochuc,
)

_WORD = re.compile(r"[^\s,;:.()\[\]“”\"…!?|]+")
_MORE_UNITS = re.compile(
    r"(?:(?:,\s+|\s+và\s+)(?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã)(?!\w)(?!\s+[A-ZĐ]))+"
)
_ABROAD = frozenset({"Đại sứ quán", "Tổng Lãnh sự quán", "Cơ quan đại diện"})
_ONE_BODY = re.compile(
    r"(?:Ban [Qq]uản lý|(?:Đảng ủy|Đoàn|Công đoàn) Khối|Hội đồng|Đảng ủy các cơ quan)\s"
)  # "các" inside a name
_SEAT = re.compile(  # what a person is besides, on the board that gives out the work
    r"\s*[,;]\s*(?:(?:Trưởng|Phó Trưởng|Phó trưởng|phó trưởng|trưởng)\s+[Bb]an(?!\s+[A-ZĐ])|[Tt]ổ trưởng|"
    r"[Tt]ổ phó|Phó Tổ trưởng|[Tt]hành viên)"
    r"(?:\s+(?:[Tt]hường trực|Ban [Cc]hỉ đạo|Tổ [Cc]ông tác))?"
)
_OWNERS = re.compile(r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Trung ương|Quốc hội|Chính phủ)")
_ELLIPSIS = re.compile(
    r"(?:[Cc]ác\s+)?(Sở|sở|Bộ|bộ|Ban|ban|Phòng|phòng|Cục|Ngành|ngành)\s*(?:,\s*(?:ban|ngành)\s*)*:\s*(?=["
    + CAPITAL
    + r"])"
)


def read_one(text: str, at: int) -> Mention | None:
    """The body named exactly at `at`, or None."""
    s = shapes()
    comrade = s.comrade.match(text, at)
    if comrade:
        return _person(text, at, comrade.end(), s)
    if post_at(text, at, s):
        return _post(text, at, s)
    whole = s.full_names.match(text, at)
    many = whole and re.compile(r"\s+các\s").match(text, whole.end()) and leads_class(text, at, s)
    if whole and not many and (head := s.head.match(text, at)):
        return _one_body(text, at, head, s)
    if opens_class(text, at, s):
        return _class(text, at, s)
    head = s.head.match(text, at)
    if head and head_holds(text, head, s):
        return _one_body(text, at, head, s)
    return None


def _one_body(text: str, at: int, head: re.Match[str], s: Shapes) -> Mention:
    whole = s.full_names.match(text, at)
    end = whole.end() if whole else head.end()
    kind = s.heads[" ".join(head[0].split())]
    if not whole:
        end = _small_words(text, end, kind)
    abroad = re.compile(rf"(?:{PLACE})\s+tại{PLACE}").match(text, end) if kind.words in _ABROAD else None
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
        space = SPACE.match(text, end)
        if not space:
            bridge = _bridge(text, end, s) if not complete and not scoped else None
            if bridge is None:
                return end
            end = bridge
            continue
        at = space.end()
        scope = SCOPE.match(text, at)
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
        if s.stop.match(text, at) or verb_tochuc(text, at) or s.opener.match(text, at):
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
        closes = re.compile(rf"(?:[{CAPITAL}][^,;:.()]{{1,25}},\s+)?[^,;:.()]{{2,30}}\s+và\s+[{CAPITAL}]").match(
            text, comma.end()
        )
        return word.end() if closes else None
    inside = re.compile(r"(?:[^\s,;:.()]+\s+){1,8}[^\s,;:.()]+(?=,\s)").match(text, comma.end())
    if s.topical.match(text, comma.end()) and inside and starts_name(text, inside.end() + 2):
        return inside.end()
    return None


def _joined(text: str, at: int, s: Shapes) -> int | None:
    """End of the word after "và" inside a name, or None where "và" joins two bodies or two duties."""
    space = SPACE.match(text, at)
    if not space or starts_name(text, space.end()):
        return None
    word = _WORD.match(text, space.end())
    return word.end() if word and word[0][0].isupper() else None


def _class(text: str, at: int, s: Shapes) -> Mention:
    led = leads_class(text, at, s)
    end, whole = (led.end() if led else at), False
    opener = s.opener.match(text, end)
    space = SPACE.match(text, opener.end()) if opener else None
    known = s.full_names.match(text, space.end()) if space else None
    if known:  # "các Sở Giáo dục và Đào tạo"
        end, whole = known.end(), True
    elif opener:
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
            place = re.compile(PLACE).match(text, end)
            end = place.end() if place else end
            closed, fresh = True, False
            continue
        noun = s.noun.match(text, at)
        if noun and fresh and not verb_tochuc(text, at):
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
            or verb_tochuc(text, at)
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
    if s.opener.match(text, at) or leads_class(text, at, s):
        return None
    noun = None if re.compile(r"báo (?:chí|cáo)").match(text, at) else s.noun.match(text, at)
    unit = s.unit.match(text, at)
    if (
        unit
        and not _upper(text, at)
        and re.search(r"(?:xã|phường|thị trấn|huyện|thành phố|thị xã|quận)\s*(?:,|và)\s*$", text[:at])
    ):
        return unit.end()
    if noun and not verb_tochuc(text, at) and not _upper(text, at):
        return None if closed else noun.end()
    if (
        starts_name(text, at)
        or s.acting.match(text, at)
        or s.topical.match(text, at)
        or s.stop.match(text, at)
        or verb_tochuc(text, at)
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
    if re.search(r"[Tt]rưởng (?:[Pp]hòng|[Bb]an)$", found[0]) and re.match(rf"\s+[{CAPITAL}]", text[end : end + 3]):
        end = _tail(text, end, s, complete=False, verbal=False, after_head=True)
    while True:
        space = re.compile(r"\s+|\s*[-–]\s+(?=(?:Phó|Chủ tịch|Giám đốc|Trưởng|Bí thư|phó))").match(text, end)
        if not space:
            break
        inner = read_one(text, space.end())
        if inner and inner.start == space.end():
            end, generic = inner.end, generic or inner.generic
            break
        scope = SCOPE.match(text, space.end())
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
    space = SPACE.match(text, after)
    if not space:
        return None
    if post_at(text, space.end(), s):
        return named(text, at, _post(text, space.end(), s).end, generic=False)
    name = re.compile(rf"(?:[{CAPITAL}]\w*\s*){{2,5}}").match(text, space.end())
    if not name:
        return None
    end = name.end()
    link = re.compile(r"\s*[-–,]\s*").match(text, end)
    if link and post_at(text, link.end(), s):
        end = _post(text, link.end(), s).end
        seat = _SEAT.match(text, end)
        end = seat.end() if seat else end
    return named(text, at, end, generic=False)


def read_ellipsis(text: str, at: int) -> tuple[re.Match[str], str] | None:
    """ "các Sở: Nội vụ, Tài chính": the opening and the head that each following name lacks; None elsewhere."""
    found = _ELLIPSIS.match(text, at)
    if not found:
        return None
    return found, found[1][0].upper() + found[1][1:]
