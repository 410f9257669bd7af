"""The states of a report and the moves between them, as one table. Prose: docs/rules/reports.md.

Four sides: the *writer* (specialist of the reporting agency), the *checker* (head of office), the *approver* (head of
the agency, or whoever holds a delegation in time) and the *receiver*. Who wrote any part never checks, approves,
returns or locks the report. A report that was taken back or reopened goes through the whole chain again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one side. `four_eyes`: never by an author. `valid`: only without errors. `permit`: its verb."""

    verb: str
    was: frozenset[str]
    now: str
    side: str
    permit: str
    four_eyes: bool = False
    needs_reason: bool = False
    valid: bool = False


def _move(verb: str, was: str, now: str, side: str, permit: str, **more: bool) -> Move:
    return Move(verb, frozenset(was.split()), now, side, permit, **more)


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        _move("submit", "drafting returned recalled", "submitted", "writer", "reporting.submit", valid=True),
        _move("check", "submitted", "checked", "checker", "reporting.check", four_eyes=True, valid=True),
        _move("send_back", "submitted checked", "returned", "checker", "reporting.check", four_eyes=True,
              needs_reason=True),
        _move("approve", "checked", "approved", "approver", "reporting.approve", four_eyes=True, valid=True),
        _move("recall", "submitted checked approved", "recalled", "writer", "reporting.submit", needs_reason=True),
        _move("return", "approved", "returned", "receiver", "reporting.return", four_eyes=True, needs_reason=True),
        _move("lock", "approved issued", "locked", "receiver", "reporting.return", four_eyes=True),
        _move("reopen", "locked", "returned", "receiver", "reporting.return", four_eyes=True, needs_reason=True),
        _move("issue", "approved locked", "issued", "writer", "reporting.submit"),
    )
}  # fmt: skip
"""`send_back` is the agency's own; `return` is the receiver's. `issue` follows the signed file."""


def allowed(state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use on a report in a state, in the order of the table."""
    held = set(sides)
    return tuple(
        move.verb
        for move in MOVES.values()
        if state in move.was and move.side in held and not (move.four_eyes and author)
    )


def refusals(verb: str, state: str, *, author: bool, reason: str = "", errors: int = 0) -> list[Issue]:
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    move = MOVES[verb]
    issues = []
    if state not in move.was:
        issues.append(Issue("state", "reporting.move_not_from_here", {"state": dict(STATES)[state]}))
    if move.four_eyes and author:
        issues.append(Issue("by", "reporting.own_report", {}))
    if move.needs_reason and not reason.strip():
        issues.append(Issue("reason", "reporting.reason_missing", {}))
    if move.valid and errors:
        issues.append(Issue("figures", "reporting.errors_left", {"count": f"{errors:02d}"}))
    return issues


def after(verb: str) -> str:
    """The state that a move leads to."""
    return MOVES[verb].now
