"""The states of an entry and the moves between them, as one table. Prose: docs/rules/places.md.

Sides: the *writer*, the *approver*, the *publisher*. Who wrote any version since the public one never approves,
returns, publishes. A version that changes after it was handed in is a draft again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one side. `four_eyes`: never by who wrote. `whole`: only with nothing missing."""

    verb: str
    was: frozenset[str]
    now: str
    side: str
    permit: str
    four_eyes: bool = False
    needs_reason: bool = False
    whole: bool = False


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        Move("submit", frozenset({"draft", "returned"}), "submitted", "writer", "places.write", whole=True),
        Move("take_back", frozenset({"submitted", "approved"}), "draft", "writer", "places.write"),
        Move("approve", frozenset({"submitted"}), "approved", "approver", "places.approve", True, whole=True),
        Move("return", BOUND, "returned", "approver", "places.approve", True, needs_reason=True),
        Move("publish", frozenset({"approved"}), "published", "publisher", "places.publish", True, whole=True),
    )
}


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on an entry in a state, in the order of the table."""
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
        issues.append(Issue("state", "places.move_not_from_here", {"state": dict(STATES)[state]}))
    if move.four_eyes and author:
        issues.append(Issue("by", "places.own_entry", {}))
    if move.needs_reason and not reason.strip():
        issues.append(Issue("reason", "places.reason_missing", {}))
    if move.whole and missing:
        issues.append(Issue("checklist", "places.points_open", {"count": f"{missing:02d}"}))
    return issues
