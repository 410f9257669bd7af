"""Periods of standing duties: no gap, no overlap, nobody owes the past, made twice nothing is new."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.plans.recurring import RULES, due_spans, period_at, periods, suggested_rule

rules = st.sampled_from([code for code, _ in RULES])
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(rules, days)
def test_a_period_holds_its_day_and_is_the_period_of_all_its_days(rule: str, on: date) -> None:
    span = period_at(rule, on)
    assert span.begins <= on <= span.ends
    assert period_at(rule, span.begins) == period_at(rule, span.ends) == span


@given(rules, days, st.integers(0, 800))
def test_periods_follow_each_other_without_gap_and_without_overlap(rule: str, begins: date, length: int) -> None:
    spans = list(periods(rule, begins, begins + timedelta(days=length)))
    assert spans[0].begins <= begins <= spans[0].ends
    assert spans[-1].ends >= begins + timedelta(days=length)
    for before, behind in pairwise(spans):
        assert behind.begins == before.ends + timedelta(days=1)


@given(rules, days, st.integers(0, 400), st.integers(0, 400))
def test_waiting_a_day_never_takes_a_period_away(rule: str, begins: date, first: int, more: int) -> None:
    early = due_spans(rule, begins, None, begins + timedelta(days=first))
    late = due_spans(rule, begins, None, begins + timedelta(days=first + more))
    assert late[: len(early)] == early


def test_nothing_before_the_duty_begins_or_after_it_ends() -> None:
    assert due_spans("monthly", date(2026, 5, 1), None, date(2026, 4, 30)) == ()
    found = due_spans("quarterly", date(2026, 1, 1), date(2026, 6, 30), date(2027, 1, 1))
    assert [span.label for span in found] == ["quý I/2026", "quý II/2026"]
    assert len(due_spans("weekly", None, None, date(2026, 5, 6))) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tổ chức họp báo định kỳ, mỗi quý 01 lần", "quarterly"),
        ("cung cấp thông tin cho báo chí định kỳ hằng tháng", "monthly"),
        ("Xây dựng 02 chuyên mục/tháng trên sóng phát thanh", "monthly"),
        ("sơ kết 6 tháng một lần", "half_yearly"),
        ("Bố trí kinh phí trong dự toán ngân sách hằng năm", None),
        ("báo cáo định kỳ hằng tháng và định kỳ hằng quý", None),
        ("Tuyên truyền về kế hoạch hằng năm của tỉnh", None),
    ],
)
def test_a_rule_is_only_suggested_where_the_duty_states_it(text: str, rule: str | None) -> None:
    assert suggested_rule(text) == rule
