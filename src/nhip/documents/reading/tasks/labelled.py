"""Duties whose bodies stand behind labels: "Đơn vị chủ trì: ...", "Cơ quan phối hợp: ...", "Thời gian: ...".

The duty reaches from the heading (or first words) of its item to the last label of the group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.lists import names_only, read_field
from nhip.documents.reading.outline import Item
from nhip.documents.reading.tasks.build import Draft, Setting, agencies, summary_of
from nhip.documents.reading.tasks.deadlines import when_in

_WHO = (
    r"(?:(?:[Cc]ác\s+)?(?:[Đđ]ơn vị|[Cc]ơ quan|[Cc]ơ quan,\s*đơn vị|[Đđ]ơn vị,\s*cơ quan|[Bb]ộ phận|[Cc]á nhân|"
    r"[Tt]ổ chức"
    r"|[Ss]ở|[Pp]hòng|[Bb]an,\s*ngành|[Nn]gười|[Đđ]ồng chí|[Ll]ãnh đạo|[Ll]ực lượng)\s+)"
)
_ROLE = (
    r"(?:được giao\s+|có trách nhiệm\s+|chịu trách nhiệm\s+|phụ trách\s+)?"
    r"(?:chủ trì|phối hợp|thực hiện|tham gia|hướng dẫn|chỉ đạo|phụ trách|tham mưu|tổ chức|đầu mối)"
    r"(?:(?:\s+|,\s*|\s*/\s*|\s+và\s+)(?:chủ trì|phối hợp|thực hiện|hướng dẫn|tham mưu|tổ chức|triển khai|"
    r"theo dõi|chính))*"
)
LABEL = re.compile(
    rf"(?P<label>(?:{_WHO}(?:{_ROLE}|đầu mối)|[Cc]hủ trì(?:\s+thực hiện)?|[Pp]hối hợp(?:\s+thực hiện)?|"
    rf"[Pp]hân công(?:\s+(?:thực hiện|nhiệm vụ|chủ trì))?|[Tt]rách nhiệm(?:\s+thực hiện)?|[Tt]hực hiện|"
    rf"[Gg]iao))\s*:\s*"
)
WHEN = re.compile(
    r"(?P<label>[Tt]hời (?:gian|hạn|điểm)(?:\s+(?:thực hiện|hoàn thành|tổ chức|triển khai|báo cáo))*|"
    r"[Tt]iến độ(?:\s+thực hiện)?|[Hh]ạn hoàn thành)\s*:\s*"
)
_OTHER = re.compile(
    r"(?:[Kk]ết quả|[Ss]ản phẩm|[Kk]inh phí|[Đđ]ịa điểm|[Hh]ình thức|[Nn]ội dung|[Đđ]ối tượng|[Ss]ố lượng|"
    r"[Nn]guồn)[^:]{0,40}:\s*"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One label with the words it governs (positions of the view)."""

    label: str
    start: int
    stop: int


def role_of(label: str) -> str:
    """lead | implementing | coordinating | guiding | when, from the words of a label or a column heading."""
    words = label.lower()
    if re.search(r"thời (?:gian|hạn|điểm)|tiến độ|hạn hoàn thành", words):
        return "when"
    if "chủ trì" in words or "đầu mối" in words:
        return "lead"
    if "phối hợp" in words or "tham gia" in words:
        return "coordinating"
    if "hướng dẫn" in words and "thực hiện" not in words:
        return "guiding"
    return "implementing"


def fields_of(item: Item) -> tuple[Field, ...]:
    """The labels of a block: the block is one labelled line, or carries several inside brackets or after stops."""
    text = item.block.text
    if ":" not in text:
        return ()
    marks = [*LABEL.finditer(text), *WHEN.finditer(text)]
    marks = [mark for mark in marks if _at_clause_start(text, mark.start())]
    marks.sort(key=lambda mark: mark.start())
    out = []
    for i, mark in enumerate(marks):
        stop = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        other = _OTHER.search(text, mark.end(), stop)
        if other and re.search(r"[.;,(]\s*$", text[: other.start()]):
            stop = other.start()
        sentence = re.compile(r"(?<=[^.\s]{2})\.\s+(?=[A-ZĐÀ-Ỹ])|\)\s*[.;]?\s*(?=$|[A-ZĐÀ-Ỹ])").search(
            text, mark.end(), stop
        )
        if sentence and text.count("(", mark.end(), sentence.start()) < 1:
            stop = sentence.start()
        out.append(Field(mark["label"], item.start + mark.end(), item.start + stop))
    return tuple(out)


def _at_clause_start(text: str, at: int) -> bool:
    return at == 0 or bool(re.search(r"(?:[.;,(–-]|\))\s*$|^\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-+•])\s*$", text[:at]))


def labelled(setting: Setting, items: Sequence[Item]) -> list[Draft]:
    """Every duty given by labels."""
    drafts: list[Draft] = []
    opened: int | None = None  # index of the first item of the duty in hand
    i = 0
    while i < len(items):
        item = items[i]
        fields = fields_of(item)
        if not fields:
            if item.heads is not None or opened is None:
                opened = i
            i += 1
            continue
        first = i
        group: list[Field] = []
        last = i
        while i < len(items) and (found := fields_of(items[i])) and (i == first or items[i].heads is None):
            if group and _own_words(items[i], found) and first != i:
                break
            group += found
            last = i
            i += 1
            if found[-1].stop - found[-1].start < 2:
                i = _lines_below(items, i, found[-1].label, group)
                last = i - 1
        if not any(role_of(f.label) != "when" for f in group):
            continue
        begin = first if opened is None or _own_words(items[first], fields_of(items[first])) else opened
        drafts.append(_draft(setting, items, begin, first, last, group))
        opened = None
    return drafts


def _lines_below(items: Sequence[Item], i: int, label: str, group: list[Field]) -> int:
    """The lines under a label that stands alone ("Đơn vị phối hợp:" and a point for each body); the index
    behind them."""
    while i < len(items) and items[i].heads is None and not fields_of(items[i]):
        item = items[i]
        if item.block.bullet != "+" and not names_only(item.block.text, 0, len(item.block.text)):
            break
        group.append(Field(label, item.start, item.end))
        i += 1
    return i


def _own_words(item: Item, fields: Sequence[Field]) -> bool:
    """Whether a block says the duty itself before its first label."""
    return bool(fields) and fields[0].start - len(fields[0].label) - item.body > 25


def _draft(setting: Setting, items: Sequence[Item], begin: int, first: int, last: int, group: Sequence[Field]) -> Draft:
    opening = items[begin]
    draft = Draft(opening.start, items[last].end, items[first].section, confidence=0.95)
    view = setting.sheet.view
    for entry in group:
        role = role_of(entry.label)
        if role == "when":
            draft.deadline = when_in(view[entry.start : entry.stop], setting.year)
            continue
        mentions = read_field(view, entry.start, entry.stop)
        bodies = agencies(setting, mentions, 0, " ".join(entry.label.split()))
        {
            "lead": draft.lead,
            "implementing": draft.implementing,
            "coordinating": draft.coordinating,
            "guiding": draft.guiding,
        }[role].extend(bodies)
    body = (
        view[opening.start : opening.end] if opening.heads or begin != first else view[opening.start : group[0].start]
    )
    draft.summary = summary_of(LABEL.split(body)[0])
    draft.subtasks = [(item.start, item.end) for item in items[begin + 1 : first] if item.block.bullet == "+"]
    return draft
