"""Who leads and who coordinates, read from the duty's own words.

The body that bears the duty leads it where the duty says "chủ trì" of it; else it is made responsible ("implementing").
The bodies named after "phối hợp với" (and its like) coordinate. Rules in prose: docs/rules/reading-tasks.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.agencies_named.mention import Mention

_ADVERB = r"(?:\s+(?:chặt chẽ|thường xuyên|kịp thời|hiệu quả|tốt|tích cực|đồng bộ|chủ động))*"
_TOGETHER = re.compile(
    rf"(?P<word>(?:[Pp]hối hợp|[Pp]hối kết hợp)(?:,\s*(?:hỗ trợ|hướng dẫn|đôn đốc|tham mưu))?|[Ll]iên kết|"
    rf"[Cc]ùng){_ADVERB}(?P<with>\s+(?:cùng\s+với|với|cùng|giữa))?\s+"
)
_LEADS = re.compile(
    r"(?:[Cc]hủ trì(?!\s+(?:các\s+)?(?:cuộc|buổi|phiên)\s+họp)|CHỦ TRÌ|"
    r"là (?:cơ quan|đơn vị) (?:đầu mối|thường trực) chủ trì)"
)
_NOT_ITS_OWN = re.compile(
    r"(?:nhiệm vụ|cơ quan|đơn vị|được giao|được phân công|giao|phân công|do|vai trò|sở|bộ|ngành|phòng|đã|"
    r"việc)\s+(?:được\s+)?$",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"(?:^|[,;.:]\s*|(?:và|đồng thời|trực tiếp|có trách nhiệm|chịu trách nhiệm|nhiệm vụ:?|là (?:cơ quan|"
    r"đơn vị)(?: đầu mối| thường trực)?,?)\s+)$"
)
_SENT_FOR = re.compile(r"gửi\s+(?=(?:Sở|Phòng|phòng|Bộ)\s)")


@dataclass(frozen=True, slots=True)
class Helper:
    """A coordinating body and the word that makes it one."""

    mention: Mention
    marker: str


@dataclass(frozen=True, slots=True)
class Roles:
    """What a duty says of its bearer and of others. `opens_together`: it begins "Phối hợp, ...", naming nobody."""

    leads: bool
    helpers: tuple[Helper, ...]
    opens_together: bool


def roles_in(text: str) -> Roles:
    """The roles that the words of one duty give; offsets are those of `text`."""
    helpers: list[Helper] = []
    taken = 0
    for found in _TOGETHER.finditer(text):
        if found.start() < taken or (found["word"].lower() in {"liên kết", "cùng"} and not found["with"]):
            continue
        if found["word"].lower() == "cùng" and re.search(r"phối hợp\s+$", text[: found.start()], re.IGNORECASE):
            continue
        mentions, end = read_running(text, found.end())
        if mentions:
            marker = found["word"].lower() + (" " + " ".join(found["with"].split()) if found["with"] else "")
            helpers += [Helper(mention, marker) for mention in mentions]
            taken = end
    for found in _SENT_FOR.finditer(text):
        mentions, end = read_running(text, found.end())
        if len(mentions) == 1 and re.match(r"\s+thẩm định", text[end:]):
            helpers.append(Helper(mentions[0], "gửi … thẩm định"))
    leads = any(_own(text, found.start()) for found in _LEADS.finditer(text))
    opens = bool(re.match(r"Phối hợp,|Phối hợp (?!với|cùng)", text)) and not leads
    return Roles(leads, _once(helpers), opens)


def _own(text: str, at: int) -> bool:
    """Whether "chủ trì" at `at` is said of the bearer of the duty, not of somebody named beside it."""
    before = text[:at]
    if at == 0 or _FRESH.search(before):
        return True
    return not _NOT_ITS_OWN.search(before) and bool(re.search(r"(?:đầu mối|tham mưu|trách nhiệm)[^,;.]*$", before))


def _once(helpers: list[Helper]) -> tuple[Helper, ...]:
    seen: set[str] = set()
    out = []
    for helper in helpers:
        key = helper.mention.name.casefold()
        if key not in seen:
            seen.add(key)
            out.append(helper)
    return tuple(out)
