"""Duties inside running text: "Sở X chủ trì ...", "Giao Sở X ...", the estimate of funds, the closing line."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.agencies_named.mention import Mention
from nhip.documents.reading.outline import Item, sentences
from nhip.documents.reading.part_titles import kind_of
from nhip.documents.reading.tasks.build import SUBJECT, Draft, Setting, agencies
from nhip.documents.reading.tasks.roles import Roles, roles_in

_ISSUER = (
    r"(?:(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Ban Thường vụ|Thường trực)\s+[^,.;:]{2,40}?"
    r"|Bộ trưởng|Chủ tịch|Ban Chỉ đạo)\s+"
)
_GIVEN = re.compile(rf"(?:{_ISSUER})?(?P<word>[Gg]iao(?:\s+(?:cho|nhiệm vụ cho))?|[Pp]hân công)\s+(?=\S)")
_NEXT_GIVEN = re.compile(r";\s+(?=(?:[Gg]iao|[Đđ]ồng thời giao|[Pp]hân công)\s)")
_SUBJECT_LEADS = re.compile(
    r"\s*,?\s+(?:là (?:cơ quan|đơn vị) )?(?:có trách nhiệm |chịu trách nhiệm )?chủ trì(?=[\s,])"
)
_SUBJECT_BEARS = re.compile(r"\s+(?:có trách nhiệm|chịu trách nhiệm)\s+")
_ESTIMATE = re.compile(r"\s+(?:(?:chủ động|căn cứ [^,.;]{3,80},?)\s+)?(?:xây dựng|lập)\s+dự toán")
_REPORTS = re.compile(
    r"\s*,?\s+(?:kịp thời\s+|chủ động\s+|cần\s+|có\s+văn bản\s+)*(?:báo cáo|phản ánh|gửi (?:văn bản|ý kiến|"
    r"báo cáo)|thông tin|trao đổi)\s"
)
_THROUGH = re.compile(
    r"(?:\(\s*(?:thông )?qua\s|\s(?:về|qua|với|gửi)\s+(?:Sở|Phòng|phòng|Ban|Văn phòng|Trung tâm|Bộ|Cục|Cơ quan|"
    r"cơ quan))"
)
_ROLE_NOUNS = frozenset({"cơ quan", "đơn vị", "bộ phận", "cơ quan, đơn vị"})
_PAST = re.compile(r"\bđã\s")


def hidden(setting: Setting, items: Sequence[Item], taken: Set[int]) -> list[Draft]:
    """Duties told in sentences of parts that do not hand out duties under headings."""
    drafts: list[Draft] = []
    for i, item in enumerate(items):
        if i in taken or item.block.footnote or item.block.table:
            continue
        text = setting.sheet.view[item.body : item.end]
        for start, end in _orders(text):
            draft = _sentence(setting, item, text[start:end], item.body + start)
            if draft:
                if draft.start == item.body and start == 0:
                    draft.start = item.start  # the number before the first sentence belongs to the duty
                drafts.append(draft)
    return drafts


def _orders(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph, taken apart where one order follows another ("...; giao Sở Y ...")."""
    out: list[tuple[int, int]] = []
    for start, end in sentences(text):
        cuts = [found.end() for found in _NEXT_GIVEN.finditer(text, start, end)]
        edges = [start, *cuts, end]
        out += [(a, len(text[:b].rstrip()) if b != end else b) for a, b in pairwise(edges)]
    return out


def _sentence(setting: Setting, item: Item, text: str, offset: int) -> Draft | None:
    if kind_of(item.path, "funding") and (draft := _estimate(setting, item, text, offset)):
        return draft
    given = _GIVEN.match(text)
    mentions, end = read_running(text, given.end() if given else 0)
    if len(mentions) == 1 and mentions[0].name.lower() in _ROLE_NOUNS:
        mentions = ()  # "cơ quan chủ trì" is a role and no body
    if mentions and text[end:].strip(" .:;") and not _PAST.match(text[end:].lstrip()):
        leads = _SUBJECT_LEADS.match(text, end)
        if given or leads or _SUBJECT_BEARS.match(text, end):
            roles = roles_in(text[end:])
            marker = "chủ trì" if leads or roles.leads else given["word"].lower() if given else "chịu trách nhiệm"
            return _draft(setting, item, offset, text, mentions, end, marker, bool(leads) or roles.leads, roles)
    return _reporting(setting, item, text, offset)


def _draft(
    setting: Setting,
    item: Item,
    offset: int,
    text: str,
    mentions: Sequence[Mention],
    end: int,
    marker: str,
    leads: bool,
    roles: Roles,
) -> Draft:
    draft = Draft(offset, offset + len(text), item.section, confidence=0.8)
    (draft.lead if leads else draft.implementing).extend(agencies(setting, mentions, offset, marker))
    for helper in roles.helpers:
        draft.coordinating += agencies(setting, [helper.mention], offset + end, helper.marker)
    return draft


def _estimate(setting: Setting, item: Item, text: str, offset: int) -> Draft | None:
    """Who draws up the estimate of funds, and which body it is sent to for appraisal."""
    for found in _ESTIMATE.finditer(text):
        begin = _subject_before(text, found.start())
        if begin is None:
            continue
        mentions, end = read_running(text, begin)
        if not mentions:
            continue
        roles = roles_in(text[end:])
        draft = Draft(offset + begin, offset + len(text), item.section, confidence=0.75)
        draft.implementing = agencies(setting, mentions, offset, SUBJECT)
        for helper in roles.helpers:
            draft.coordinating += agencies(setting, [helper.mention], offset + end, helper.marker)
        return draft
    return None


def _subject_before(text: str, at: int) -> int | None:
    """Where the list of bodies begins that ends right at `at`; None where no such list stands there."""
    for found in re.finditer(r"(?:^|(?<=[:;,.]\s)|(?<=\s))(?=\S)", text[:at]):
        mentions, end = read_running(text, found.start())
        if mentions and abs(end - at) <= 1:
            return found.start()
    return None


def _reporting(setting: Setting, item: Item, text: str, offset: int) -> Draft | None:
    """The closing duty to report difficulties through a named body."""
    if not _THROUGH.search(text):
        return None
    for found in _REPORTS.finditer(text):
        begin = _subject_before(text, found.start())
        if begin is None or not _THROUGH.search(text, found.start()):
            continue
        mentions, _ = read_running(text, begin)
        draft = Draft(offset + begin, offset + len(text), None, confidence=0.7)
        draft.implementing = agencies(setting, mentions, offset, SUBJECT)
        return draft
    return None
