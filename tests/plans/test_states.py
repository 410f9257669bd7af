"""The table of moves as a whole: what holds for every path through it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.plans import lifecycle
from nhip.plans.states import ENDED, MOVES, OPEN, STATES, after, allowed, refusals, standing

CODES = {code for code, _ in STATES}
TODAY = date(2026, 6, 15)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_the_table_names_only_known_states_and_ends_where_it_should() -> None:
    for move in MOVES.values():
        assert move.was <= CODES
        assert move.now is None or move.now in CODES
    assert {code for code in CODES if not any(code in move.was for move in MOVES.values())} == {"closed"}
    assert OPEN | ENDED | {"draft"} == CODES


@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 2)), max_size=30))
def test_on_no_path_does_anybody_accept_or_return_their_own_hand_in(path: list[tuple[str, int]]) -> None:
    """Three people who may do everything on both sides: whatever they try, nobody judges what they handed in."""
    state, handed_in_by = "assigned", None
    for verb, who in path:
        against = refusals(verb, state, reason="x", ground="x", handed_in_by_asker=handed_in_by == who)
        if against:
            continue
        if verb in ("accept_hand_in", "return_hand_in"):
            assert handed_in_by is not None
            assert who != handed_in_by
        state = after(verb, state)
        if verb == "hand_in":
            handed_in_by = who
        elif verb in ("return_hand_in", "take_back"):
            handed_in_by = None
        assert (state == "handed_in") <= (handed_in_by is not None)
        assert (state == "done") <= (handed_in_by is not None)


@given(st.sampled_from(sorted(CODES)), st.sampled_from(["doer", "giver"]), st.booleans())
def test_what_is_offered_is_what_is_not_refused(state: str, side: str, own: bool) -> None:
    offered = set(allowed(state, side, handed_in_by_asker=own))
    for verb, move in MOVES.items():
        free = not refusals(verb, state, reason="x", ground="x", handed_in_by_asker=own)
        assert (verb in offered) == (free and move.side in (side, "either"))


def test_a_reason_or_a_decision_is_asked_for_where_the_table_says() -> None:
    codes = {issue.code for issue in refusals("return_hand_in", "handed_in", reason=" ")}
    assert codes == {"plans.return_hand_in_needs_reason"}
    assert {issue.code for issue in refusals("extend", "accepted")} == {"plans.decision_missing"}
    assert [issue.code for issue in refusals("hand_in", "accepted", reason="xong", open_pieces=2)] == [
        "plans.pieces_open"
    ]
    with pytest.raises(KeyError):
        refusals("delete", "accepted")


@given(st.sampled_from(sorted(CODES)), st.none() | days, st.none() | days, days)
def test_only_what_was_accepted_counts_as_done(state: str, due: date | None, handed: date | None, today: date) -> None:
    said = standing(state, due, handed, today)
    assert (said in ("done", "done_late")) == (state == "done")
    if state == "returned" and due is not None and today > due:
        assert said == "overdue"
    if said == "overdue":
        assert due is not None
        assert today > due


def test_a_result_counts_on_the_day_it_was_handed_in() -> None:
    due = TODAY
    assert standing("done", due, due, due + timedelta(days=9)) == "done"
    assert standing("done", due, due + timedelta(days=1), due + timedelta(days=9)) == "done_late"
    assert standing("handed_in", due, due, due + timedelta(days=9)) == "waiting"
    assert standing("handed_in", due, due + timedelta(days=1), due + timedelta(days=9)) == "overdue"
    assert standing("accepted", due, None, due - timedelta(days=7)) == "due_soon"
    assert standing("accepted", due, None, due - timedelta(days=8)) == "running"
    assert standing("accepted", None, None, due) == "running"


@given(st.lists(st.tuples(st.sampled_from(sorted(lifecycle.MOVES)), st.integers(0, 2)), max_size=30))
def test_on_no_path_does_an_author_approve_a_plan(path: list[tuple[str, int]]) -> None:
    state, authors = "draft", {0}
    for verb, who in path:
        if lifecycle.refusals(verb, state, author=who in authors, reason="x"):
            continue
        if verb in ("approve", "return"):
            assert who not in authors
        state = lifecycle.MOVES[verb].now
        if verb == "submit":
            authors.add(who)


def test_years_move_only_where_the_plan_speaks_of_its_own() -> None:
    def moved(text: str) -> str:
        return lifecycle.YEAR.sub(lambda found: f"{found['before']}{int(found['year']) + 1}", text)

    assert moved("Kế hoạch năm 2025, quý IV/2025") == "Kế hoạch năm 2026, quý IV/2026"
    assert moved("theo Quyết định 865/QĐ-TTg ngày 17/8/2024") == "theo Quyết định 865/QĐ-TTg ngày 17/8/2024"
