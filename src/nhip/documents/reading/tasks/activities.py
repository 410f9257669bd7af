"""What a plan will do without saying who: the points of its contents and solutions (`kind="activity"`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nhip.documents.reading.agencies_named.lists import read_running
from nhip.documents.reading.outline import Item
from nhip.documents.reading.part_titles import kinds_of
from nhip.documents.reading.tasks.build import SUBJECT, Draft, Setting, agencies
from nhip.documents.reading.tasks.headed import CLOSING
from nhip.documents.reading.tasks.roles import roles_in

_NO_CONTENT = {
    "duties",
    "purpose",
    "requirement",
    "general_objective",
    "specific_objective",
    "objective",
    "audience",
    "situation",
    "results",
    "legal",
}
_CONTENT = re.compile(
    r"nội dung|giải pháp|hình thức|nhiệm vụ|hoạt động|kinh phí|nguồn lực|biện pháp|kế hoạch|chương trình", re.IGNORECASE
)


def activities(setting: Setting, items: Sequence[Item], covered: Sequence[Draft]) -> list[Draft]:
    """Every point of a content part that no assignment covers."""
    drafts: list[Draft] = []
    spans = [(draft.start, draft.end) for draft in covered]
    i = 0
    while i < len(items):
        item = items[i]
        if (
            not _holds_content(item)
            or item.block.table
            or item.block.footnote
            or any(a <= item.start < b for a, b in spans)
        ):
            i += 1
            continue
        end, subtasks, step = item.end, [], 1
        deeper = "+" if item.block.bullet == "-" else "-" if item.block.bullet is None else None
        if item.heads is not None and item.body >= item.end:
            i += 1
            continue
        if deeper == "+" or item.block.text.rstrip().endswith(":"):
            while i + step < len(items) and items[i + step].block.bullet == deeper and items[i + step].heads is None:
                subtasks.append((items[i + step].start, items[i + step].end))
                end = items[i + step].end
                step += 1
        if not CLOSING.match(item.block.text):
            drafts.append(_activity(setting, item, end, subtasks or _counted(item)))
        i += step
    return drafts


def _holds_content(item: Item) -> bool:
    kinds = {kind for section in item.path for kind in kinds_of(section.title)}
    if not item.path or kinds & _NO_CONTENT:
        return False
    return any(_CONTENT.search(section.title) for section in item.path)


def _counted(item: Item) -> list[tuple[int, int]]:
    """The parts "(1) ...; (2) ..." of a paragraph."""
    marks = list(re.finditer(r"\(\d{1,2}\)\s", item.block.text))
    if len(marks) < 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(item.block.text)]
    return [(item.start + mark.start(), item.start + end) for mark, end in zip(marks, ends, strict=True)]


def _activity(setting: Setting, item: Item, end: int, subtasks: list[tuple[int, int]]) -> Draft:
    draft = Draft(
        item.body if item.heads else item.start, end, item.section, kind="activity", subtasks=subtasks, confidence=0.7
    )
    text = setting.sheet.view[item.body : item.end]
    mentions, stop = read_running(text, 0)
    if mentions and text[:1].isupper() and not text[stop:].lstrip().startswith((":", ",", ".", ";")):
        draft.implementing = agencies(setting, mentions, item.body, SUBJECT)
    for helper in roles_in(text).helpers:
        draft.coordinating += agencies(setting, [helper.mention], item.body, helper.marker)
    return draft
