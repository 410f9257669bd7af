"""The words of the journal page: every deed and fact that an action writes has its Vietnamese."""

from __future__ import annotations

import ast

import pytest
from tests.house.floors import SOURCE

from nhip.workspace import journal_words


def _written() -> tuple[set[str], set[str]]:
    """The deeds and the names of facts that stand in calls of the journal's `write`, seen in the source."""
    deeds, facts = set(), set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if not isinstance(called, ast.Name | ast.Attribute) or ast.unparse(called).rpartition(".")[2] not in (
                "write",
                "_wrote",
            ):
                continue
            given = [*node.args, *(one.value for one in node.keywords)]
            verbs = [one.value for one in given[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(given) < 2 or not any("." in verb for verb in verbs):
                continue
            deeds |= {verb for verb in verbs if "." in verb}
            for found in (one for one in ast.walk(node) if isinstance(one, ast.Dict)):
                facts |= {one.value for one in found.keys if isinstance(one, ast.Constant)}
    return deeds, facts


def test_every_deed_and_fact_has_its_word_in_journal_words() -> None:
    deeds, facts = _written()
    assert len(deeds) > 30, "the calls of write were not found"
    assert sorted(deeds - set(journal_words.words()["deeds"])) == [], "give them a word in journal_words.toml"
    assert sorted(facts - set(journal_words.words()["facts"])) == [], "give them a word in journal_words.toml"


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("documents.document:12", "Văn bản 12"),
        ("law", "Thư viện pháp luật"),
        ("backup:2026-11-21T07:30:00+00:00", "Bản sao lưu 07:30, 21/11/2026"),
        ("new.thing:3", "new.thing:3"),
    ],
)
def test_what_it_was_done_to_is_said_in_words(subject: str, said: str) -> None:
    assert journal_words.subject_said(subject) == said


def test_facts_are_said_without_what_is_not_there() -> None:
    facts = {"since": "2026-01-01", "until": None, "unit": None, "readable": True, "differing": [], "sha256": "a" * 64}
    assert journal_words.facts_said(facts) == [
        ("từ ngày", "01/01/2026"), ("đọc được", "có"), ("mã băm tệp", "aaaaaaaaaaaa…"),
    ]  # fmt: skip


def test_a_long_fact_is_cut_with_a_sign() -> None:
    ((_, said),) = journal_words.facts_said({"symbols": [f"{n}/2026/QĐ-UBND" for n in range(20)]})
    assert len(said) <= journal_words.LONGEST
    assert said.endswith("…")


def test_words_typed_find_the_rows() -> None:
    assert "documents.document:12" in journal_words.subjects_meant("van ban 12")
    assert journal_words.subjects_meant("law") == ["law"]
