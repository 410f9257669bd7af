"""The states of an entry and the moves between them, as one table. Prose: docs/rules/places.md.

Sides: the *writer*, the *approver*, the *publisher*. Who wrote any version since the public one never approves,
returns, publishes. A version that changes after it was handed in is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable

from nhip.agencies import moves
from nhip.text.issues import Issue

STATES = (
    ("draft", "đang soạn"),
    ("submitted", "chờ duyệt"),
    ("returned", "bị trả lại"),
    ("approved", "đã duyệt"),
    ("published", "đã công bố"),
)
PUBLIC = (("none", "chưa công bố"), ("public", "đang công bố"), ("withdrawn", "đã gỡ"))
BOUND = frozenset({"submitted", "approved"})
"""States that belong to one exact version."""

SAYS = moves.Sayings(
    "places.move_not_from_here",
    "places.own_entry",
    "places.reason_missing",
    "places.points_open",
    "checklist",
)

MOVES = moves.table(
    moves.move("submit", "draft returned", "submitted", "writer", "places.write", whole=True),
    moves.move("take_back", "submitted approved", "draft", "writer", "places.write"),
    moves.move("approve", "submitted", "approved", "approver", "places.approve", four_eyes=True, whole=True),
    moves.move(
        "return", "submitted approved", "returned", "approver", "places.approve", four_eyes=True, needs_reason=True
    ),
    moves.move("publish", "approved", "published", "publisher", "places.publish", four_eyes=True, whole=True),
)


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on an entry in a state, in the order of the table."""
    return moves.allowed(MOVES, state, sides, author=author)


def refusals(verb: str, state: str, *, author: bool, reason: str = "", missing: int = 0) -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    return moves.refusals(MOVES[verb], dict(STATES), SAYS, state, author=author, reason=reason, missing=missing)
