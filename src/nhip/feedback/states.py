"""The states of a matter and the moves between them, as one table. Prose: docs/rules/feedback.md.

Three sides: the *router* says which office answers, the *answerer* writes there, the *approver* there decides. Whoever
wrote any part of an answer never approves or returns it.
"""

from __future__ import annotations

from collections.abc import Iterable

from nhip.agencies import moves
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

SAYS = moves.Sayings(
    "feedback.move_not_from_here",
    "feedback.own_answer",
    "feedback.reason_missing",
)

MOVES = moves.table(
    moves.move("route", "received routed", "routed", "router"),
    moves.move("hand_back", "routed", "received", "answerer", needs_reason=True),
    moves.move("submit", "routed", "submitted", "answerer"),
    moves.move("take_back", "submitted", "routed", "answerer"),
    moves.move("return", "submitted", "routed", "approver", four_eyes=True, needs_reason=True),
    moves.move("approve", "submitted", "answered", "approver", four_eyes=True),
    moves.move("pass_on", "received routed", "passed_on", "router", needs_reason=True),
    moves.move("set_aside", "received routed", "set_aside", "approver", four_eyes=True, needs_reason=True),
    moves.move("close", "answered passed_on set_aside", "closed", "answerer"),
    moves.move("reopen", "answered passed_on set_aside closed", "routed", "router", needs_reason=True),
)


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a matter in a state, in the order of the table."""
    return moves.allowed(MOVES, state, sides, author=author)


def refusals(verb: str, state: str, *, author: bool, reason: str = "") -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    return moves.refusals(MOVES[verb], dict(STATES), SAYS, state, author=author, reason=reason)
