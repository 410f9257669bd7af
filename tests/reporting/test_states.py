"""The chain of a report: the author never approves, whatever the road; nothing sent is ever edited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nhip.reporting.states import EDITABLE, MOVES, SENT, SIDES, STATES, after, allowed, refusals

CODES = [code for code, _ in STATES]
APPROVING = {"check", "approve", "send_back", "return", "lock", "reopen"}


@given(st.sampled_from(CODES), st.sets(st.sampled_from(SIDES)))
def test_an_author_is_never_offered_an_approving_move(state: str, sides: set[str]) -> None:
    assert not APPROVING & set(allowed(state, sides, author=True))


@given(st.sampled_from(CODES), st.sampled_from(sorted(MOVES)), st.text(max_size=20), st.integers(0, 3))
def test_an_author_is_always_refused_an_approving_move(state: str, verb: str, reason: str, errors: int) -> None:
    found = {issue.code for issue in refusals(verb, state, author=True, reason=reason, errors=errors)}
    assert ("reporting.own_report" in found) == (verb in APPROVING)


PEOPLE = st.integers(0, 3)


@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), PEOPLE, st.booleans()), max_size=40))
def test_on_every_road_whoever_wrote_or_handed_in_never_approved(steps: list[tuple[str, int, bool]]) -> None:
    """People try any move in any order, some of them writing when they may: the chain is walked as the action does."""
    state, authors, approved_by, checked = "drafting", {0}, set(), False
    for verb, person, writes in steps:
        if writes and state in EDITABLE:
            authors.add(person)
        if refusals(verb, state, author=person in authors, reason="lý do"):
            continue
        was, state = state, after(verb)
        checked = verb == "check" or (checked and verb in ("approve", "issue", "lock"))
        if verb == "submit":
            authors.add(person)
        if verb == "approve":
            assert was == "checked"
            assert checked, "nothing is approved that the head of office did not pass on since the last change"
            approved_by = {person}
        if state in SENT:
            assert not approved_by & authors
        if state in EDITABLE:
            approved_by, checked = set(), False


def test_every_state_can_be_reached_and_left_except_by_nobody() -> None:
    seen = {"drafting"}
    while more := {after(verb) for verb, move in MOVES.items() if move.was & seen} - seen:
        seen |= more
    assert seen == set(CODES)


def test_sent_and_editable_never_meet() -> None:
    assert not SENT & EDITABLE


def test_returns_recalls_and_reopenings_need_a_reason() -> None:
    for verb in ("send_back", "return", "recall", "reopen"):
        state = next(iter(MOVES[verb].was))
        assert "reporting.reason_missing" in {one.code for one in refusals(verb, state, author=False, reason="  ")}
        assert not refusals(verb, state, author=False, reason="thiếu số liệu")


def test_errors_stop_what_sends_and_nothing_else() -> None:
    stopped = {
        verb for verb, move in MOVES.items() if refusals(verb, next(iter(move.was)), author=False, reason="x", errors=2)
    }
    assert stopped == {"submit", "check", "approve"}
