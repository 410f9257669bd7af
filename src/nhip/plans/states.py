"""The states of a task and the moves between them, as one table.

Two sides move a task: the *doer* (an agency with a leading, carrying out or requested part) and the *giver* (whoever
laid the task on desks and judges its result). What one person handed in, the same person never accepts or returns.
A hand-in that was returned counts as not done. Prose: docs/rules/tasks.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nhip.text.issues import Issue

STATES = (
    ("draft", "dự thảo"),
    ("assigned", "đã giao"),
    ("accepted", "đang làm"),
    ("handed_in", "chờ nghiệm thu"),
    ("returned", "bị trả lại"),
    ("done", "đã hoàn thành"),
    ("closed", "đã đóng"),
)

OPEN = frozenset({"assigned", "accepted", "handed_in", "returned"})
"""States in which somebody still owes something."""

ENDED = frozenset({"done", "closed"})

DOING_ROLES = frozenset({"lead", "implementing", "requested"})
"""Roles whose bodies do the task; the others help or guide."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move. `now` None: the state stays. `side`: doer | giver | either. `needs`: what must be said with it.

    `four_eyes`: not by the person who handed the task in.
    """

    verb: str
    was: frozenset[str]
    now: str | None
    side: str
    needs: frozenset[str] = frozenset()
    four_eyes: bool = False


def _move(verb: str, was: str, now: str | None, side: str, needs: str = "", four_eyes: bool = False) -> Move:
    return Move(verb, frozenset(was.split()), now, side, frozenset(needs.split()), four_eyes)


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        _move("assign", "draft", "assigned", "giver"),
        _move("accept", "assigned", "accepted", "doer"),
        _move("split", "assigned accepted returned", None, "either"),
        _move("report_progress", "accepted returned", None, "doer"),
        _move("hand_in", "accepted returned", "handed_in", "doer", "reason"),
        _move("take_back", "handed_in", "accepted", "doer"),
        _move("accept_hand_in", "handed_in", "done", "giver", four_eyes=True),
        _move("return_hand_in", "handed_in", "returned", "giver", "reason", four_eyes=True),
        _move("extend", "assigned accepted returned", None, "giver", "ground"),
        _move("hand_over", "assigned accepted returned", "assigned", "giver", "ground"),
        _move("close", "draft assigned accepted returned done", "closed", "giver", "reason"),
    )
}
"""`reason` of a hand-in is what was achieved; of the others, why. `ground` is a decision: its symbol and day."""


def allowed(state: str, side: str, *, handed_in_by_asker: bool = False) -> tuple[str, ...]:
    """The verbs that one side may use on a task in a state, in the order of the table."""
    return tuple(
        move.verb
        for move in MOVES.values()
        if state in move.was and move.side in (side, "either") and not (move.four_eyes and handed_in_by_asker)
    )


def refusals(
    verb: str, state: str, *, reason: str = "", ground: str = "", handed_in_by_asker: bool = False,
    open_pieces: int = 0,
) -> list[Issue]:  # fmt: skip
    """Everything that stands against a move now. Raises KeyError for a verb that the table does not know."""
    move = MOVES[verb]
    issues = []
    if state not in move.was:
        issues.append(Issue("state", "plans.move_not_from_here", {"verb": verb, "state": dict(STATES)[state]}))
    if move.four_eyes and handed_in_by_asker:
        issues.append(Issue("by", "plans.own_hand_in", {}))
    if "reason" in move.needs and not reason.strip():
        issues.append(Issue("reason", f"plans.{verb}_needs_reason", {}))
    if "ground" in move.needs and not ground.strip():
        issues.append(Issue("ground", "plans.decision_missing", {}))
    if verb == "hand_in" and open_pieces:
        issues.append(Issue("pieces", "plans.pieces_open", {"count": f"{open_pieces:02d}"}))
    return issues


def after(verb: str, state: str) -> str:
    """The state that a move leads to."""
    return MOVES[verb].now or state


def standing(state: str, due_on: date | None, handed_in_on: date | None, today: date, soon: int = 7) -> str:
    """How a task stands against its time limit: done | done_late | closed | waiting | overdue | due_soon | running.

    A result counts on the day it was handed in, once it is accepted; a returned hand-in counts for nothing. `waiting`:
    handed in within the limit and not judged yet. `soon`: days before the limit in which it is called near.
    """
    if state == "closed":
        return "closed"
    if state == "done":
        late = due_on is not None and handed_in_on is not None and handed_in_on > due_on
        return "done_late" if late else "done"
    if state == "handed_in" and (due_on is None or (handed_in_on is not None and handed_in_on <= due_on)):
        return "waiting"
    if due_on is None:
        return "running"
    if today > due_on:
        return "overdue"
    return "due_soon" if (due_on - today).days <= soon else "running"
