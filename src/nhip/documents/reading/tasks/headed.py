"""Duties laid on the body named in a heading or at the head of a paragraph: "1. Sở X", "Giao Sở X ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.documents.reading.agencies_named.lists import names_only, read_running
from nhip.documents.reading.agencies_named.mention import Mention
from nhip.documents.reading.outline import Item
from nhip.documents.reading.part_titles import kinds_of
from nhip.documents.reading.record import Section
from nhip.documents.reading.tasks.build import HEADING, SUBJECT, Draft, Setting, agencies
from nhip.documents.reading.tasks.roles import Roles, roles_in

_ASK = re.compile(r"(?P<ask>(?:Kính\s+)?[Đđ]ề nghị|(?:Kính\s+)?ĐỀ NGHỊ)\s*:?\s+")
_GIVE = re.compile(
    r"(?:Giao(?:\s+(?:cho|nhiệm vụ cho|trách nhiệm cho))?|GIAO|Phân công|Yêu cầu|"
    r"Trách nhiệm(?:\s+(?:thực hiện\s+)?của)?|Nhiệm vụ(?:\s+(?:cụ thể\s+)?của)?|Đối với|Về phía|"
    r"TRÁCH NHIỆM CỦA|ĐỐI VỚI)\s*:?\s+"
)
_FOR = re.compile(r"\s*(?:\([^()]*\)\s*)?:\s*")
_LINK = re.compile(r"\s*(?:\([^()]*\))?\s*,?\s+(?=\S)")
_PLAIN_VERB = re.compile(r"(?:tăng|giảm|dành|mở|làm|giữ|trực|viết|quay|dựng|đọc|phát|in|cấp|nhận|đón|thu|kê)\s")
_BEARS = re.compile(
    r"(?:có (?:trách nhiệm|nhiệm vụ)|chịu|là (?:cơ quan|đơn vị)|tổ chức|trên cơ sở|theo chức năng|làm|"
    r"được giao|cần|phải|khi|hằng|hàng)\s"
)
_TITLE_BEARS = re.compile(r"\s+(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|thực hiện|tổ chức thực hiện)\s*:?\s*$")
CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình|Quá trình|Căn cứ (?:nội dung )?(?:Kế hoạch|Chương trình|Quyết định|"
    r"văn bản)\s+này|Yêu cầu (?:các|Thủ trưởng|Giám đốc|người)|Nhận được (?:Kế hoạch|văn bản|công văn)"
    r"|(?:UBND|Ủy ban nhân dân|Ủy ban Nhân dân|Sở|Bộ|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Ban Thường vụ|Chủ tịch|"
    r"Ban Chỉ đạo)\s[^,.;:]{0,60}?\s(?:yêu cầu|đề nghị)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bearer:
    """The bodies named at the head of a text, whether they are asked rather than told, and where the duty begins."""

    mentions: tuple[Mention, ...]
    request: bool
    given: bool  # "Giao", "Yêu cầu", ... stands before them
    end: int
    colon: bool


def bearer(text: str) -> Bearer | None:
    """Who bears the duty that a heading or a paragraph opens with; None where it does not open with bodies."""
    ask, give = _ASK.match(text), _GIVE.match(text)
    at = ask.end() if ask else give.end() if give else 0
    mentions, end = read_running(text, at)
    if not mentions:
        return None
    colon = _FOR.match(text, end)
    return Bearer(mentions, bool(ask), bool(give), colon.end() if colon else end, bool(colon))


def bearer_of_title(title: str) -> Bearer | None:
    """The same for a heading that must hold nothing else."""
    ask, give = _ASK.match(title), _GIVE.match(title)
    at = ask.end() if ask else give.end() if give else 0
    bears = _TITLE_BEARS.search(title)
    mentions = names_only(title, at, bears.start() if bears else len(title))
    return Bearer(tuple(mentions), bool(ask), bool(give), len(title), True) if mentions else None


def in_duties(item: Item) -> bool:
    """Whether the item stands in a part that gives out duties."""
    return any("duties" in kinds_of(section.title) for section in item.path)


_CALLED = re.compile(r"(?:điện|ĐIỆN|Kính gửi|gửi)\s*:\s*$")  # those a dispatch is sent to stand below, one a dash
_ANNOUNCES = re.compile(
    r"(?:thông báo|thông tin) (?:để|đến|tới)|biết,? (?:và )?thực hiện|(?:kính|trân trọng) (?:đề nghị|báo cáo)|đã\s"
)


def _marked(item: Item) -> bool:
    return item.block.bullet is not None or item.body > item.start


def headed(setting: Setting, items: Sequence[Item], taken: set[int], *, orders: bool = False) -> list[Draft]:
    """Every duty under a heading that names its bearer, and in duty parts every paragraph that opens with one.

    `orders`: the whole document gives orders (a letter of instruction, a directive), so its numbered points
    are a duty part.
    """
    drafts: list[Draft] = []
    begun = called = False
    i = 0
    while i < len(items):
        item = items[i]
        section = item.heads
        called = bool(_CALLED.search(item.block.text)) or (called and item.block.bullet is not None)
        if i in taken or item.block.table or (called and not section):
            i += 1
            continue
        who = bearer_of_title(section.title) if section else None
        if section and who:
            i = _section(setting, items, i, section, who, drafts, taken)
            continue
        begun = begun or _marked(item)
        ordered = orders and (_marked(item) or (begun and not _ANNOUNCES.search(item.block.text)))
        if (
            not section
            and (in_duties(item) or ordered)
            and not CLOSING.match(item.block.text[item.body - item.start :])
        ):
            i = _paragraph(setting, items, i, drafts, taken)
            continue
        i += 1
    return drafts


def _section(
    setting: Setting, items: Sequence[Item], i: int, section: Section, who: Bearer, drafts: list[Draft], taken: set[int]
) -> int:
    """All duties of a section whose title names the bearer; returns the index after it."""
    opening = items[i]
    offset = opening.start + opening.block.text.find(section.title.split(" ")[0])
    where = _title_at(opening, section)
    offset = where if where is not None else offset
    shared: Roles | None = None
    if opening.body < opening.end:
        text = setting.sheet.view[opening.body : opening.end]
        if text.rstrip().endswith(":") and i + 1 < len(items) and items[i + 1].path[-1:] == (section,):
            shared = roles_in(text)
        else:
            begin = opening.body if section.run_in else opening.start
            drafts.append(_draft(setting, begin, opening.end, section, who, offset, opening.body, None))
    i, loud = i + 1, False
    while i < len(items) and section in items[i].path:
        item = items[i]
        if i in taken or item.block.table or item.heads is not None:
            if item.heads is not None and (inner := bearer_of_title(item.heads.title)):
                i = _section(setting, items, i, item.heads, inner, drafts, taken)
                continue
            if item.heads is not None and item.body < item.end and i not in taken:
                begin = item.body if item.heads.run_in else item.start
                drafts.append(_draft(setting, begin, item.end, item.heads, who, offset, item.body, shared))
            i += 1
            continue
        text = item.block.text
        if item.block.bullet is None and text.isupper():
            loud = True  # another heading without a number, and what stands under it
        if loud:
            i += 1
            continue
        if item.block.bullet is None and (
            (CLOSING.match(text) and not _ASKS_BEARER.match(text)) or (text.endswith("./.") and _ends(text))
        ):
            i += 1
            continue
        if item.block.bullet is None and _leaves(section, text, item):
            i = _paragraph(setting, items, i, drafts, taken)
            continue
        end, subtasks, step = _with_subtasks(items, i)
        if (
            text.rstrip().endswith(":")
            and item.block.bullet is None
            and step == 1
            and i + 1 < len(items)
            and items[i + 1].block.bullet
        ):
            shared = roles_in(text)
            i += 1
            continue
        draft = _draft(setting, item.start, end, section, who, offset, item.body, shared)
        draft.subtasks = subtasks
        drafts.append(draft)
        i += step
    return i


_NEXT_NUMBER = re.compile(r"(\d{1,2})\s*[-–.)]\s")


def _leaves(section: Section, text: str, item: Item) -> bool:
    """Whether a numbered paragraph goes on with the row of the section's own number, not with what stands in it."""
    found = _NEXT_NUMBER.match(text)
    if not found:
        return False
    same_row = section.number.isdigit() and int(found[1]) > int(section.number)
    return same_row or _opens_with_bearer(text, item)


def _opens_with_bearer(text: str, item: Item) -> bool:
    """Whether a numbered paragraph names a bearer of its own, so that it leaves the section it seems to stand in."""
    own = text[item.body - item.start :]
    who = bearer(own)
    return who is not None and (who.colon or who.given or who.request or _duty_follows(own, who.end))


_ASKS_BEARER = re.compile(r"Căn cứ (?:nội dung )?(?:Kế hoạch|Chương trình) này")


def _ends(text: str) -> bool:
    return bool(re.search(r"nghiêm túc (?:triển khai )?thực hiện", text)) and bool(re.search(r"yêu cầu|đề nghị", text))


def _title_at(item: Item, section: Section) -> int | None:
    """Where the title stands in the view (its first letters, after the number)."""
    text, words = item.block.text, section.title[:12]
    at = text.find(words)
    if at < 0:
        at = text.lower().find(words.lower())
    return item.start + at if at >= 0 else None


def _with_subtasks(items: Sequence[Item], i: int) -> tuple[int, list[tuple[int, int]], int]:
    """The end of a duty with the "+" points below it, those points, and how many items that makes."""
    end, subtasks, step = items[i].end, [], 1
    mark = items[i].block.bullet
    while i + step < len(items) and mark != "+":
        below = items[i + step]
        if below.block.bullet != "+" or below.heads is not None:
            break
        subtasks.append((below.start, below.end))
        end = below.end
        step += 1
    return end, subtasks, step


def _draft(
    setting: Setting,
    start: int,
    end: int,
    section: Section | None,
    who: Bearer,
    offset: int,
    body: int,
    shared: Roles | None,
) -> Draft:
    """A duty at `start`..`end` borne by `who` (mentions count from `offset`), its words from `body` on."""
    text = setting.sheet.view[body:end]
    roles = roles_in(text)
    leads = roles.leads or bool(shared and shared.leads)
    draft = Draft(start, end, section, request=who.request)
    bodies = agencies(setting, who.mentions, offset, "chủ trì" if leads else HEADING)
    (draft.lead if leads else draft.implementing).extend(bodies)
    own = {body.name.casefold() for body in bodies}
    for helper in roles.helpers:
        if helper.mention.name.casefold() not in own:
            draft.coordinating += agencies(setting, [helper.mention], body, helper.marker)
    if roles.opens_together:
        draft.role = "phối hợp"
    return draft


def _paragraph(setting: Setting, items: Sequence[Item], i: int, drafts: list[Draft], taken: set[int]) -> int:
    """A paragraph of a duty part that opens with its bearer; the points below it are duties of the same bearer."""
    item = items[i]
    text = setting.sheet.view[item.body : item.end]
    who = bearer(text)
    if who is None:
        return i + 1
    rest = text[who.end :].strip(" .:")
    if not who.colon and not who.given and not who.request and not _duty_follows(text, who.end):
        return i + 1
    below = _below(items, i, taken)
    if rest:
        if rest.endswith(":") or (text.rstrip().endswith(":") and below):
            shared = roles_in(text[who.end :].strip())
            return _points(setting, items, i, below, who, item.body, shared, drafts) if below else i + 1
        end = item.end
        draft = _draft(
            setting,
            item.start,
            end,
            item.section,
            who,
            item.body,
            item.body + who.end + (len(text[who.end :]) - len(text[who.end :].lstrip())),
            None,
        )
        if not who.colon and not who.given and not who.request:
            draft.implementing = [replace(body, marker=SUBJECT) for body in draft.implementing]
        drafts.append(draft)
        return i + 1
    return _points(setting, items, i, below, who, item.body, None, drafts) if below else i + 1


def _duty_follows(text: str, at: int) -> bool:
    """Whether a verb of duty follows the bodies, and not "của ..." or a mere noun."""
    link = _LINK.match(text, at)
    begin = link.end() if link else at
    s = shapes()
    return bool(
        s.acting.match(text, begin) or s.topical.match(text, begin)
        or _BEARS.match(text, begin) or (link and _PLAIN_VERB.match(text, begin))
    )  # fmt: skip


def _below(items: Sequence[Item], i: int, taken: set[int]) -> list[int]:
    """The points under a paragraph: deeper bullets, or bullets under a paragraph that has none."""
    mark = items[i].block.bullet
    out = []
    for j in range(i + 1, len(items)):
        below = items[j]
        if below.heads is not None or below.block.table or below.block.bullet is None or below.block.bullet == mark:
            break
        if mark is not None and below.block.bullet != "+":
            break
        if j not in taken:
            out.append(j)
    return out


def _points(
    setting: Setting,
    items: Sequence[Item],
    i: int,
    below: Sequence[int],
    who: Bearer,
    offset: int,
    shared: Roles | None,
    drafts: list[Draft],
) -> int:
    last = i
    for j in below:
        if j <= last:
            continue
        end, subtasks, step = _with_subtasks(items, j)
        draft = _draft(setting, items[j].start, end, items[j].section, who, offset, items[j].body, shared)
        draft.subtasks = subtasks
        drafts.append(draft)
        last = j + step - 1
    return last + 1
