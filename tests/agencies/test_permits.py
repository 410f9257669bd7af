"""The whole matrix, every role by every verb, against a table written apart; and what no table can see."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from nhip.agencies import permits
from nhip.agencies.permits import Held, is_own_work, may, needs_second_factor

HERE, ELSEWHERE = 7, 8


@dataclass(frozen=True)
class Somebody:
    roles: tuple[Held, ...] = ()
    pk: int | None = None

    def held(self) -> tuple[Held, ...]:
        return self.roles


def expected() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for line in (Path(__file__).parent / "permits_expected.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            role, _, verbs = line.partition(":")
            everywhere, _, own = verbs.partition("|")
            found |= {(role, verb): "all" for verb in everywhere.split()} | {
                (role, verb): "own" for verb in own.split()
            }
    return found


MATRIX = [(role.code, verb) for role in permits.roles() for verb in permits.table()]


@pytest.mark.parametrize(("role", "verb"), MATRIX)
def test_every_role_by_every_verb(role: str, verb: str) -> None:
    reach = expected().get((role, verb), "")
    holder = Somebody((Held(role, HERE),))
    assert may(holder, verb, HERE) is (reach != "")
    assert may(holder, verb, ELSEWHERE) is (reach == "all")
    assert may(holder, verb) is (reach != "")


def test_the_expected_table_names_nothing_unknown() -> None:
    assert set(expected()) <= set(MATRIX)


@pytest.mark.parametrize("verb", list(permits.table()))
def test_without_a_role_nothing_is_allowed(verb: str) -> None:
    assert not may(Somebody(), verb)
    assert not may(None, verb)


def test_the_fourteen_roles() -> None:
    assert [role.code for role in permits.roles()] == [
        "officer", "focal_point", "reporter", "editor", "translator", "approver", "leader", "spokesperson",
        "press_desk", "analyst", "verifier", "radio_operator", "auditor", "administrator",
    ]  # fmt: skip


def test_a_role_reaches_its_own_unit_only_and_roles_add_up() -> None:
    two = Somebody((Held("focal_point", HERE), Held("approver", ELSEWHERE)))
    assert may(two, "reporting.submit", HERE)
    assert not may(two, "reporting.submit", ELSEWHERE)
    assert may(two, "reporting.approve", ELSEWHERE)
    assert not may(two, "reporting.approve", HERE)


def test_a_misspelt_verb_is_a_fault_not_a_refusal() -> None:
    with pytest.raises(KeyError):
        may(Somebody((Held("officer", HERE),)), "documents.reed")


def test_nobody_both_writes_and_approves_by_one_role() -> None:
    """Roles that write content hold no approval of content; the administrator and the auditor approve nothing."""
    table = permits.table()
    approvals = [verb for verb in table if verb.endswith((".approve", ".release"))]
    assert approvals
    for role in (
        "reporter",
        "editor",
        "translator",
        "focal_point",
        "officer",
        "administrator",
        "auditor",
        "radio_operator",
    ):
        assert [verb for verb in approvals if table[verb][role]] == [], role


def test_the_auditor_changes_nothing() -> None:
    allowed = {verb for verb, reach in permits.table().items() if reach["auditor"]}
    assert {verb.partition(".")[2] for verb in allowed} <= {"read", "watch"}


def test_own_work_is_seen_by_key_and_by_identity() -> None:
    author, other, unsaved = Somebody(pk=1), Somebody(pk=2), Somebody()
    assert is_own_work(Somebody(pk=1), [other, author])
    assert not is_own_work(other, [author])
    assert is_own_work(unsaved, [unsaved])
    assert not is_own_work(unsaved, [author, other])


def test_roles_that_see_personal_data_need_a_second_factor() -> None:
    asking = {role.code for role in permits.roles() if needs_second_factor(Somebody((Held(role.code, HERE),)))}
    assert asking == {"administrator", "auditor", "press_desk", "spokesperson", "analyst"}
