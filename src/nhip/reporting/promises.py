"""Promises of a report: which lines of its text they are, and how they stand in the next one.

Directions are promised by the agency itself and come back as "đã thực hiện đến đâu"; proposals go to somebody who
answers. Nothing is invented: a line is taken word for word. Prose: docs/rules/promises.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

KINDS = (("direction", "phương hướng"), ("proposal", "kiến nghị"), ("reward", "đề nghị khen thưởng"))

STATES = (
    ("open", "chưa trả lời"),
    ("doing", "đang thực hiện"),
    ("done", "đã thực hiện"),
    ("dropped", "không thực hiện"),
)

OPEN = frozenset({"open", "doing"})
"""States that come back in the next report."""

_MARK = re.compile(r"^\s*(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ][)])\s+")
_REWARD = re.compile(r"khen thưởng|bằng khen|biểu dương|giấy khen|cờ thi đua", re.IGNORECASE)
_ASKED = re.compile(
    r"^(?:Kiến nghị|Đề nghị|Đề xuất)(?: với)?\s+(?P<who>(?:Ủy ban|UBND|Sở|Bộ|Ban|Hội|Công an|Báo|Đài|Văn phòng|"
    r"Tỉnh ủy|Trung ương|Chính phủ|Cục|Tổng cục|Mặt trận|Thủ tướng)(?:[^,:;]|,\s(?=[A-ZĐ]))*?)"
    r"(?=\s+(?:quan tâm|xem xét|hỗ trợ|mở|tổ chức|bố trí|cấp|tăng|ban hành|hướng dẫn|chỉ đạo|tiếp tục|sớm|tạo|cho|giúp|"
    r"thường xuyên|phối hợp|có|đầu tư|nghiên cứu|tham mưu|trình|phê duyệt|bổ sung)\b|,(?!\s[A-ZĐ])|[:;]|$)",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One promise as written. `start` and `end` are places in the paragraph's text."""

    kind: str
    text: str
    addressee: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise as it stands for the next report: what was said, how far it has come, who answers for it."""

    kind: str
    text: str
    state: str
    how_far: str
    owner: str
    made_in: str
    due_on: date | None = None

    @property
    def late(self) -> str:
        return "" if self.due_on is None or self.state not in OPEN else f"hạn {self.due_on:%d/%m/%Y}"


def lines_of(part_kind: str, text: str) -> tuple[Line, ...]:
    """The promises in the text of one part: each line that opens with a mark or a number, else each paragraph.

    A part of directions promises, a part of proposals asks; other parts hold none.
    """
    if part_kind not in ("directions", "proposals"):
        return ()
    return tuple(_line(part_kind, start, said) for start, said in _items(text))


def _items(text: str) -> Iterator[tuple[int, str]]:
    at, lines = 0, []
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    marked = [pair for pair in lines if _MARK.match(pair[1])]
    for start, line in marked or [pair for pair in lines if pair[1].strip()]:
        mark = _MARK.match(line)
        cut = mark.end() if mark else len(line) - len(line.lstrip())
        if said := line[cut:].rstrip():
            yield start + cut, said


def _line(part_kind: str, start: int, said: str) -> Line:
    kind = "direction" if part_kind == "directions" else "reward" if _REWARD.search(said) else "proposal"
    asked = _ASKED.match(said) if kind != "direction" else None
    return Line(kind, said, asked["who"].strip() if asked else "", start, start + len(said))


def refusal(state: str, answer: str) -> str:
    """Why an answer cannot be taken: a rule of `messages.toml`, empty when it can."""
    if state not in dict(STATES):
        return "promise_state_unknown"
    if state in ("done", "dropped") and not answer.strip():
        return "promise_answer_missing"
    return ""


def told(standing: Standing) -> str:
    """A promise as one sentence of the next report."""
    state = (
        "chưa thực hiện" if (standing.kind, standing.state) == ("direction", "open") else dict(STATES)[standing.state]
    )
    how = f": {standing.how_far.rstrip(' .')}" if standing.how_far else ""
    owner = f" ({standing.owner})" if standing.owner else ""
    late = f"; {standing.late}" if standing.late else ""
    return f"{standing.text.rstrip(' .;')}{owner} – {state}{how}{late}."
