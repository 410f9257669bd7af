"""Duties of a letter whose bearer is named once, before them: "Bộ đề nghị các Sở Y tế: 1. ...; 2. ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.agencies_named.mention import Mention
from nhip.documents.reading.outline import Item
from nhip.documents.reading.tasks.build import HEADING, Draft, Setting, agencies
from nhip.documents.reading.tasks.headed import CLOSING
from nhip.documents.reading.tasks.roles import roles_in

_CALLS = re.compile(r"(?P<asks>đề nghị)\s+|(?:yêu cầu|giao|chỉ đạo)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:(?:tập trung|khẩn trương|nghiêm túc|kịp thời|quan tâm|tiếp tục)\s+)*"
    r"(?:(?:triển khai|thực hiện|tổ chức)(?:(?!báo cáo)[^:.;]){0,90})?:\s*"
)
_Charge = tuple[Sequence[Mention], int, bool]  # the bodies, where their paragraph begins, whether they are asked


def charged(setting: Setting, items: Sequence[Item], covered: set[int]) -> list[Draft]:
    """Every numbered or dashed point behind a paragraph that ends by naming who is to do what follows."""
    drafts: list[Draft] = []
    charge: _Charge | None = None
    for i, item in enumerate(items):
        if item.path or item.block.table or item.block.footnote:
            charge = None
            continue
        if item.block.bullet is None and item.body == item.start:
            charge = _charge(item)
            continue
        if charge is None or i in covered or CLOSING.match(setting.sheet.view[item.body : item.end]):
            continue
        drafts.append(_draft(setting, item, charge))
    return drafts


def _charge(item: Item) -> _Charge | None:
    text = item.block.text
    if not text.rstrip().endswith(":"):
        return None
    for found in reversed(list(_CALLS.finditer(text))):
        mentions, end = read_running(text, found.end())
        if mentions and _TAIL.fullmatch(text, end):
            return mentions, item.start, bool(found["asks"])
    return None


def _draft(setting: Setting, item: Item, charge: _Charge) -> Draft:
    mentions, at, asks = charge
    roles = roles_in(setting.sheet.view[item.body : item.end])
    draft = Draft(item.start, item.end, None, request=asks, confidence=0.8)
    (draft.lead if roles.leads else draft.implementing).extend(
        agencies(setting, mentions, at, "chủ trì" if roles.leads else HEADING)
    )
    for helper in roles.helpers:
        draft.coordinating += agencies(setting, [helper.mention], item.body, helper.marker)
    return draft
