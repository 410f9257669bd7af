"""The table of moves: who may do what from where, and that no order of moves lets an author approve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.feedback.states import ENDED, MOVES, OPEN, STATES, allowed, refusals


def test_every_move_leads_between_known_states() -> None:
    known = {code for code, _ in STATES}
    for move in MOVES.values():
        assert move.was <= known
        assert move.now in known
    assert OPEN | ENDED | {"closed"} == known


@pytest.mark.parametrize("verb", ["approve", "return", "set_aside"])
def test_other_eyes_decide(verb: str) -> None:
    was = next(iter(MOVES[verb].was))
    assert verb in allowed(was, ["approver"], author=False)
    assert verb not in allowed(was, ["approver"], author=True)
    assert [one.code for one in refusals(verb, was, author=True, reason="vì")] == ["feedback.own_answer"]


def test_a_reason_is_asked_for_where_somebody_is_turned_away() -> None:
    assert {verb for verb, move in MOVES.items() if move.needs_reason} == {
        "hand_back", "return", "pass_on", "set_aside", "reopen",
    }  # fmt: skip


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=12))
def test_nothing_is_answered_without_approval(verbs: list[str]) -> None:
    state, approved = "received", False
    for verb in verbs:
        if refusals(verb, state, author=False, reason="vì"):
            continue
        state, approved = MOVES[verb].now, approved or verb == "approve"
        assert state != "answered" or verb == "approve"
    assert state != "answered" or approved
