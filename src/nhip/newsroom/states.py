"""The states of a story and the moves between them, as one table. Prose: docs/rules/stories.md.

Three sides: the *writer* (whoever may write at the agency), the *approver* and the *machine* that releases. Who wrote
any part of a text since it was last public never approves or returns it. A text that changes is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable

from nhip.agencies import moves
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

SAYS = moves.Sayings(
    "newsroom.move_not_from_here",
    "newsroom.own_story",
    "newsroom.reason_missing",
    "newsroom.checklist_open",
    "checklist",
)

MOVES = moves.table(
    moves.move("submit", "draft returned", "submitted", "writer", "newsroom.write", whole=True),
    moves.move("take_back", "submitted approved scheduled", "draft", "writer", "newsroom.write"),
    moves.move("approve", "submitted", "approved", "approver", "newsroom.approve", four_eyes=True, whole=True),
    moves.move(
        "return",
        "submitted approved scheduled",
        "returned",
        "approver",
        "newsroom.approve",
        four_eyes=True,
        needs_reason=True,
    ),
)


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a story in a state, in the order of the table."""
    return moves.allowed(MOVES, state, sides, author=author)


def refusals(verb: str, state: str, *, author: bool, reason: str = "", missing: int = 0) -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    return moves.refusals(MOVES[verb], dict(STATES), SAYS, state, author=author, reason=reason, missing=missing)
