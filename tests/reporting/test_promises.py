"""Promises are taken word for word, asked bodies are told from the sentence, states need their words."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.reporting.promises import Standing, lines_of, refusal, told

DIRECTIONS = """Trong kỳ tới, đơn vị tập trung:
- Mở 04 lớp tập huấn cho cán bộ cơ sở;
- Nâng cấp 12 cụm loa.
"""
PROPOSALS = """1. Đề nghị Sở Văn hóa, Thể thao và Du lịch mở lớp tập huấn nghiệp vụ.
2. Kiến nghị Ủy ban nhân dân tỉnh xem xét bố trí kinh phí.
3. Đề nghị tặng bằng khen cho 02 tập thể.
"""


def test_marked_lines_are_promises_and_keep_their_place() -> None:
    found = lines_of("directions", DIRECTIONS)
    assert [one.text for one in found] == ["Mở 04 lớp tập huấn cho cán bộ cơ sở;", "Nâng cấp 12 cụm loa."]
    assert all(DIRECTIONS[one.start : one.end] == one.text for one in found)
    assert {one.kind for one in found} == {"direction"}


def test_plain_paragraphs_are_promises_where_nothing_is_marked() -> None:
    assert len(lines_of("directions", "Nâng cao chất lượng bản tin.\n\nMở rộng kênh Zalo.")) == 2


def test_proposals_name_whom_they_ask_and_rewards_stand_apart() -> None:
    found = lines_of("proposals", PROPOSALS)
    assert [(one.kind, one.addressee) for one in found] == [
        ("proposal", "Sở Văn hóa, Thể thao và Du lịch"),
        ("proposal", "Ủy ban nhân dân tỉnh"),
        ("reward", ""),
    ]


@pytest.mark.parametrize("kind", ["narrative", "figures", "mixed", "evaluation", ""])
def test_other_parts_promise_nothing(kind: str) -> None:
    assert lines_of(kind, PROPOSALS) == ()


@pytest.mark.parametrize(
    ("state", "answer", "rule"),
    [
        ("done", " ", "promise_answer_missing"),
        ("dropped", "", "promise_answer_missing"),
        ("done", "Đã mở 04 lớp", ""),
        ("doing", "", ""),
        ("lost", "x", "promise_state_unknown"),
    ],
)
def test_an_end_needs_its_words(state: str, answer: str, rule: str) -> None:
    assert refusal(state, answer) == rule


def test_a_promise_comes_back_as_one_sentence() -> None:
    standing = Standing(
        "proposal", "Mở lớp tập huấn.", "doing", "Đã có kế hoạch.", "Sở Nội vụ", "năm 2025", date(2026, 3, 1)
    )
    assert told(standing) == "Mở lớp tập huấn (Sở Nội vụ) – đang thực hiện: Đã có kế hoạch; hạn 01/03/2026."
    assert told(Standing("direction", "Nâng cấp loa", "open", "", "", "")) == "Nâng cấp loa – chưa thực hiện."
