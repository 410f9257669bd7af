"""The states of a plan and the moves between them, as one table. Prose: docs/rules/tasks.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nhip.text.issues import Issue

STATES = (
    ("draft", "đang soạn"),
    ("submitted", "chờ duyệt"),
    ("approved", "đã duyệt"),
    ("adopted", "đang thực hiện"),
    ("closed", "đã kết thúc"),
)

YEAR = re.compile(r"(?P<before>\b[Nn]ăm |\bNĂM |\b[Qq]uý [IV]+/|\b[Tt]háng \d{1,2}/)(?P<year>20\d\d)\b")
"""A year that a plan speaks of itself; years inside symbols and days of other documents do not match."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a plan. `four_eyes`: not by anybody who wrote a part of it. `permit`: the verb of the table.

    An agency puts its own plan on desks and ends it: its head has approved it by then.
    """

    was: str
    now: str
    permit: str
    four_eyes: bool = False
    needs_reason: bool = False


MOVES: Mapping[str, Move] = {
    "submit": Move("draft", "submitted", "plans.write"),
    "take_back": Move("submitted", "draft", "plans.write"),
    "return": Move("submitted", "draft", "plans.approve", four_eyes=True, needs_reason=True),
    "approve": Move("submitted", "approved", "plans.approve", four_eyes=True),
    "adopt": Move("approved", "adopted", "plans.write"),
    "close": Move("adopted", "closed", "plans.write", needs_reason=True),
}


def refusals(verb: str, state: str, *, author: bool, reason: str = "") -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    move = MOVES[verb]
    issues = []
    if state != move.was:
        issues.append(Issue("state", "plans.plan_move_not_from_here", {"state": dict(STATES)[state]}))
    if move.four_eyes and author:
        issues.append(Issue("by", "plans.own_plan", {}))
    if move.needs_reason and not reason.strip():
        issues.append(Issue("reason", "plans.reason_missing", {}))
    return issues
