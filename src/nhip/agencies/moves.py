"""Tables of moves: what is handed in by one and approved by another has states, and each side its moves.

A room keeps its own table and states; what holds for all of them stands here: whoever wrote never makes a move of four
eyes, some moves want a reason, some want that nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True)
class Move:
    """One move of one side. `permit`: its verb. `four_eyes`: never by an author. `whole`: only with nothing missing."""

    verb: str
    was: frozenset[str]
    now: str
    side: str
    permit: str = ""
    four_eyes: bool = False
    needs_reason: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Sayings:
    """What a room says against a move: the code of each sentence, and the field that the missing things stand in."""

    not_from_here: str
    own: str
    reason: str
    missing: str = ""
    missing_at: str = ""


def move(verb: str, was: str, now: str, side: str, permit: str = "", **more: bool) -> Move:
    """`was`: the states it may start from, with spaces between them."""
    return Move(verb, frozenset(was.split()), now, side, permit, **more)


def table(*rows: Move) -> Mapping[str, Move]:
    """The moves by their verb, in their order."""
    return {one.verb: one for one in rows}


def allowed(moves: Mapping[str, Move], state: str, sides: Iterable[str], *, author: bool) -> tuple[str, ...]:
    """The verbs that somebody on these sides may use in a state, in the order of the table."""
    held = set(sides)
    return tuple(
        one.verb
        for one in moves.values()
        if state in one.was and one.side in held and not (one.four_eyes and author)
    )  # fmt: skip


def refusals(
    one: Move, states: Mapping[str, str], says: Sayings, state: str, *, author: bool, reason: str = "", missing: int = 0
) -> list[Issue]:
    """Everything that stands against a move now."""
    issues = []
    if state not in one.was:
        issues.append(Issue("state", says.not_from_here, {"state": states[state]}))
    if one.four_eyes and author:
        issues.append(Issue("by", says.own, {}))
    if one.needs_reason and not reason.strip():
        issues.append(Issue("reason", says.reason, {}))
    if one.whole and missing:
        issues.append(Issue(says.missing_at, says.missing, {"count": f"{missing:02d}"}))
    return issues
