"""The states of a story and the moves between them, as one table. Prose: docs/rules/stories.md.

Three sides: the *writer* (whoever may write at the agency), the *approver* and the *machine* that releases. Who wrote
any part of a text since it was last public never approves or returns it. A text that changes is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nhip.text.issues import Issue

STATES = (
    ("draft", "đang viết"),
    ("submitted", "chờ duyệt"),
    ("returned", "bị trả lại"),
    ("approved", "đã duyệt"),
    ("scheduled", "đã hẹn giờ"),
    ("published", "đã phát hành"),
)
PUBLIC = (
    ("none", "chưa công bố"),
    ("published", "đang công bố"),
    ("corrected", "đã đính chính"),
    ("withdrawn", "đã gỡ"),
)
BOUND = frozenset({"submitted", "approved", "scheduled"})
"""States that belong to one exact text."""
SHOWN = frozenset({"published", "corrected"})


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one side. `four_eyes`: never by who wrote. `whole`: only with a complete checklist."""

    verb: str
    was: frozenset[str]
    now: str
    side: str
    permit: str
    four_eyes: bool = False
    needs_reason: bool = False
    whole: bool = False


def _move(verb: str, was: str, now: str, side: str, permit: str, **more: bool) -> Move:
    return Move(verb, frozenset(was.split()), now, side, permit, **more)


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        _move("submit", "draft returned", "submitted", "writer", "newsroom.write", whole=True),
        _move("take_back", "submitted approved scheduled", "draft", "writer", "newsroom.write"),
        _move("approve", "submitted", "approved", "approver", "newsroom.approve", four_eyes=True, whole=True),
        _move("return", "submitted approved scheduled", "returned", "approver", "newsroom.approve", four_eyes=True,
              needs_reason=True),
    )
}  # fmt: skip


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a story in a state, in the order of the table."""
    held = set(sides)
    return tuple(
        move.verb
        for move in MOVES.values()
        if state in move.was and move.side in held and not (move.four_eyes and author)
    )


def refusals(verb: str, state: str, *, author: bool, reason: str = "", missing: int = 0) -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    move = MOVES[verb]
    issues = []
    if state not in move.was:
        issues.append(Issue("state", "newsroom.move_not_from_here", {"state": dict(STATES)[state]}))
    if move.four_eyes and author:
        issues.append(Issue("by", "newsroom.own_story", {}))
    if move.needs_reason and not reason.strip():
        issues.append(Issue("reason", "newsroom.reason_missing", {}))
    if move.whole and missing:
        issues.append(Issue("checklist", "newsroom.checklist_open", {"count": f"{missing:02d}"}))
    return issues
