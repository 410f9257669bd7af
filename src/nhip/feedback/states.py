"""The states of a matter and the moves between them, as one table. Prose: docs/rules/feedback.md.

Three sides: the *router* says which office answers, the *answerer* writes there, the *approver* there decides. Whoever
wrote any part of an answer never approves or returns it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nhip.text.issues import Issue

STATES = (
    ("received", "chờ phân công"),
    ("routed", "đang soạn trả lời"),
    ("submitted", "chờ duyệt trả lời"),
    ("answered", "đã trả lời"),
    ("passed_on", "đã chuyển"),
    ("set_aside", "không xử lý"),
    ("closed", "đã đóng"),
)
OPEN = frozenset({"received", "routed", "submitted"})
"""States in which the clock runs."""
ENDED = frozenset({"answered", "passed_on", "set_aside"})
"""States after which the matter closes."""
PERMITS = {"router": "feedback.route", "answerer": "feedback.answer", "approver": "feedback.approve"}


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one side. `four_eyes`: never by who wrote the answer."""

    verb: str
    was: frozenset[str]
    now: str
    side: str
    four_eyes: bool = False
    needs_reason: bool = False


def _move(verb: str, was: str, now: str, side: str, **more: bool) -> Move:
    return Move(verb, frozenset(was.split()), now, side, **more)


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        _move("route", "received routed", "routed", "router"),
        _move("hand_back", "routed", "received", "answerer", needs_reason=True),
        _move("submit", "routed", "submitted", "answerer"),
        _move("take_back", "submitted", "routed", "answerer"),
        _move("return", "submitted", "routed", "approver", four_eyes=True, needs_reason=True),
        _move("approve", "submitted", "answered", "approver", four_eyes=True),
        _move("pass_on", "received routed", "passed_on", "router", needs_reason=True),
        _move("set_aside", "received routed", "set_aside", "approver", four_eyes=True, needs_reason=True),
        _move("close", "answered passed_on set_aside", "closed", "answerer"),
        _move("reopen", "answered passed_on set_aside closed", "routed", "router", needs_reason=True),
    )
}


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a matter in a state, in the order of the table."""
    held = set(sides)
    return tuple(
        move.verb
        for move in MOVES.values()
        if state in move.was and move.side in held and not (move.four_eyes and author)
    )


def refusals(verb: str, state: str, *, author: bool, reason: str = "") -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    move = MOVES[verb]
    issues = []
    if state not in move.was:
        issues.append(Issue("state", "feedback.move_not_from_here", {"state": dict(STATES)[state]}))
    if move.four_eyes and author:
        issues.append(Issue("by", "feedback.own_answer", {}))
    if move.needs_reason and not reason.strip():
        issues.append(Issue("reason", "feedback.reason_missing", {}))
    return issues
