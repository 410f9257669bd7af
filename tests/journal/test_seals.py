"""Seals: good ones are read back; broken, forged, reordered or missing lines are named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from nhip.journal import keys, seals
from nhip.journal.chains import Head

AT = datetime(2026, 5, 2, 17, 0, tzinfo=UTC)


def sealed(folder: Path, count: int = 3) -> None:
    key, previous = keys.signing_key(folder / "keys"), ""
    for number in range(1, count + 1):
        seal = seals.sign(key, Head("nhip", number * 10, f"{number}" * 64), AT, previous)
        seals.append(folder / "heads", seal)
        previous = seal.signature


def read(folder: Path, lines: list[str]) -> list[tuple[str, str]]:
    _, issues = seals.read(lines, keys.public_key(folder / "keys"))
    return [(issue.field, issue.code) for issue in issues]


def test_seals_are_read_back(tmp_path: Path) -> None:
    sealed(tmp_path)
    good, issues = seals.read(seals.lines(tmp_path / "heads"), keys.public_key(tmp_path / "keys"))
    assert [seal.number for seal in good] == [10, 20, 30]
    assert issues == []


def test_a_changed_line_is_named(tmp_path: Path) -> None:
    sealed(tmp_path)
    lines = seals.lines(tmp_path / "heads")
    lines[1] = json.dumps({**json.loads(lines[1]), "number": 19})
    assert ("seal/2", "journal.seal_broken") in read(tmp_path, lines)


def test_a_line_taken_out_is_named(tmp_path: Path) -> None:
    sealed(tmp_path)
    lines = seals.lines(tmp_path / "heads")
    assert read(tmp_path, [lines[0], lines[2]]) == [("seal/2", "journal.seal_gap")]
    assert read(tmp_path, lines[1:]) == [("seal/1", "journal.seal_gap")]


def test_a_strangers_signature_and_rubbish_are_refused(tmp_path: Path) -> None:
    sealed(tmp_path)
    sealed(tmp_path / "stranger")
    foreign = seals.lines(tmp_path / "stranger" / "heads")
    assert read(tmp_path, [foreign[0], "{", '{"x": 1}', "[]"]) == [
        (f"seal/{line}", "journal.seal_broken") for line in (1, 2, 3, 4)
    ]


def test_keys_are_the_owners_alone_and_made_once(tmp_path: Path) -> None:
    first = keys.mark_key(tmp_path)
    keys.signing_key(tmp_path)
    assert keys.mark_key(tmp_path) == first
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
