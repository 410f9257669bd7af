"""The states of a report and the moves between them, as one table. Prose: docs/rules/reports.md.

Four sides: the *writer* (specialist of the reporting agency), the *checker* (head of office), the *approver* (head of
the agency, or whoever holds a delegation in time) and the *receiver*. Who wrote any part never checks, approves,
returns or locks the report. A report that was taken back or reopened goes through the whole chain again.
"""

from __future__ import annotations

from collections.abc import Iterable

from nhip.agencies import moves
from nhip.text.issues import Issue

STATES = (
    ("drafting", "đang soạn"),
    ("submitted", "chờ kiểm tra"),
    ("checked", "chờ phê duyệt"),
    ("approved", "đã gửi"),
    ("locked", "đã khóa"),
    ("issued", "đã ban hành"),
    ("returned", "bị trả lại"),
    ("recalled", "đã thu hồi"),
)

EDITABLE = frozenset({"drafting", "returned", "recalled"})
SENT = frozenset({"approved", "locked", "issued"})
SIDES = ("writer", "checker", "approver", "receiver")

SAYS = moves.Sayings(
    "reporting.move_not_from_here",
    "reporting.own_report",
    "reporting.reason_missing",
    "reporting.errors_left",
    "figures",
)

MOVES = moves.table(
    moves.move("submit", "drafting returned recalled", "submitted", "writer", "reporting.submit", whole=True),
    moves.move("check", "submitted", "checked", "checker", "reporting.check", four_eyes=True, whole=True),
    moves.move(
        "send_back", "submitted checked", "returned", "checker", "reporting.check", four_eyes=True, needs_reason=True
    ),
    moves.move("approve", "checked", "approved", "approver", "reporting.approve", four_eyes=True, whole=True),
    moves.move("recall", "submitted checked approved", "recalled", "writer", "reporting.submit", needs_reason=True),
    moves.move("return", "approved", "returned", "receiver", "reporting.return", four_eyes=True, needs_reason=True),
    moves.move("lock", "approved issued", "locked", "receiver", "reporting.return", four_eyes=True),
    moves.move("reopen", "locked", "returned", "receiver", "reporting.return", four_eyes=True, needs_reason=True),
    moves.move("issue", "approved locked", "issued", "writer", "reporting.submit"),
)
"""`send_back` is the agency's own; `return` is the receiver's. `issue` follows the signed file."""


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a report in a state, in the order of the table."""
    return moves.allowed(MOVES, state, sides, author=author)


def refusals(verb: str, state: str, *, author: bool, reason: str = "", errors: int = 0) -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    return moves.refusals(MOVES[verb], dict(STATES), SAYS, state, author=author, reason=reason, missing=errors)


def after(verb: str) -> str:
    """The state that a move leads to."""
    return MOVES[verb].now
