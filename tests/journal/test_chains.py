"""The chain without a database: every kind of tampering is named with its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.journal import chains
from nhip.journal.chains import Head, Row

KEY = b"k" * 32
AT = datetime(2026, 5, 2, 8, 30, tzinfo=UTC)


def row(number: int, previous: str, *, key: bytes = KEY, **changes: object) -> Row:
    fields: dict[str, object] = {
        "chain": "nhip", "number": number, "at": AT + timedelta(minutes=number), "actor_id": "account:1",
        "actor_label": "Nông Thị Hạ", "verb": "plans.adopt", "subject": f"plans.plan:{number}", "ground": "Quyết định",
        "facts": {"số": number}, "previous": previous, **changes,
    }  # fmt: skip
    made = chains.digest(**fields)  # type: ignore[arg-type]
    return Row(**fields, hash=made, mark=chains.mark_of(made, key))  # type: ignore[arg-type]


def chain(length: int, **changes: object) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, length + 1):
        rows.append(row(number, rows[-1].hash if rows else chains.START, **changes))
    return rows


def codes(rows: list[Row], heads: tuple[Head, ...] = ()) -> list[tuple[str, str]]:
    return [(issue.field, issue.code.removeprefix("journal.")) for issue in chains.faults(rows, heads, "nhip", KEY)]


def test_an_untouched_chain_has_no_faults() -> None:
    rows = chain(6)
    assert codes(rows, (Head("nhip", 6, rows[5].hash), Head("nhip", 3, rows[2].hash))) == []
    assert codes([]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("verb", "plans.drop"), ("actor_label", "Người khác"), ("actor_id", "account:2"), ("subject", "x"),
        ("ground", ""),
        ("facts", {"số": 9}), ("at", AT), ("previous", "1" * 64),
    ],
)  # fmt: skip
def test_a_changed_field_names_its_row(field: str, value: object) -> None:
    rows = chain(5)
    rows[2] = replace(rows[2], **{field: value})
    assert codes(rows) == [("nhip/3", "changed")]


def test_a_removed_row_is_named_and_so_is_a_removed_stretch() -> None:
    rows = chain(6)
    assert codes(rows[:2] + rows[3:]) == [("nhip/3", "removed")]
    issues = list(chains.faults(rows[:1] + rows[4:], (), "nhip", KEY))
    assert [(issue.facts["first"], issue.facts["last"]) for issue in issues] == [(2, 4)]


def test_a_removed_first_row_is_named() -> None:
    assert codes(chain(4)[1:]) == [("nhip/1", "removed")]


def test_a_cut_tail_shows_against_a_known_head() -> None:
    rows = chain(6)
    issues = list(chains.faults(rows[:4], [Head("nhip", 6, rows[5].hash)], "nhip", KEY))
    assert [(issue.code, issue.facts["first"], issue.facts["last"]) for issue in issues] == [("journal.removed", 5, 6)]


def test_everything_removed_shows_against_a_known_head() -> None:
    assert codes([], (Head("nhip", 3, "a" * 64),)) == [("nhip/1", "removed")]


def test_a_row_put_in_with_a_true_hash_does_not_follow() -> None:
    rows = chain(5)
    rows[3] = row(4, "0" * 64, subject="đã chèn")
    assert ("nhip/4", "inserted") in codes(rows)


def test_a_row_appended_without_the_machines_key_bears_no_mark() -> None:
    rows = chain(4)
    rows.append(row(5, rows[-1].hash, key=b"another"))
    assert codes(rows) == [("nhip/5", "inserted")]


def test_a_number_taken_twice_is_an_insertion() -> None:
    rows = chain(4)
    assert codes([*rows[:2], rows[1], *rows[2:]]) == [("nhip/2", "inserted")]


def test_a_chain_rewritten_to_its_end_shows_in_the_marks_and_against_a_seal() -> None:
    rows = chain(5)
    forged = chain(5, ground="Căn cứ khác", key=b"another")
    assert {code for _, code in codes(forged)} == {"inserted"}
    with_key = chain(5, ground="Căn cứ khác")
    assert codes(with_key, (Head("nhip", 4, rows[3].hash),)) == [("nhip/4", "rewritten")]


def test_the_hash_does_not_depend_on_the_zone_in_which_the_instant_is_written() -> None:
    hanoi = timezone(timedelta(hours=7))
    assert row(1, chains.START).hash == row(1, chains.START, at=(AT + timedelta(minutes=1)).astimezone(hanoi)).hash


def test_what_json_cannot_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        chains.canonical({"x": float("nan")})


@given(st.integers(1, 12), st.data())
def test_any_single_change_removal_or_insertion_is_found(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    head = (Head("nhip", length, rows[-1].hash),)
    at = data.draw(st.integers(0, length - 1))
    deed = data.draw(st.sampled_from(["change", "remove", "insert"]))
    if deed == "change":
        rows[at] = replace(rows[at], facts={"số": -1})
    elif deed == "remove":
        del rows[at]
    else:
        rows.insert(
            at, row(at + 1, data.draw(st.sampled_from([chains.START, rows[at].previous])), verb="x.y", key=b"no")
        )
    assert codes(rows, head)
