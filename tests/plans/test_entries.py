from datetime import date
from decimal import Decimal

import pytest

from nhip.plans.entries import Given, check, shown
from nhip.plans.kinds import packaged
from nhip.plans.qualifiers import qualifier_of
from nhip.text.issues import sentence

TODAY = date(2026, 11, 21)
KINDS = packaged().kinds


def given(**more: object) -> Given:
    return Given(**({"title": "Phát tờ rơi tại chợ phiên", "on": "05/6/2026", "quantity": "1.200"} | more))


def test_numbers_and_days_are_read_as_people_write_them() -> None:
    entry, issues = check(KINDS["leaflet"], given(fields={"handed_out": "1.000", "left_over": "200"}), TODAY)
    assert issues == []
    assert entry is not None
    assert (entry.on, entry.quantity) == (date(2026, 6, 5), Decimal(1200))
    assert entry.values == {"handed_out": "1000", "left_over": "200"}
    assert ("Đã cấp phát", "1.000 tờ") in shown(KINDS["leaflet"], entry.values)


@pytest.mark.parametrize(
    ("quantity", "qualifier", "estimate", "value"),
    [("trên 1.000", "trên", False, 1000), ("khoảng 50", "khoảng", True, 50), (">20", "trên", False, 20),
     ("83 nghìn", "", False, 83000), (0, "", False, 0), ("ước tính 9", "ước", True, 9)],
)  # fmt: skip
def test_the_word_before_a_number_is_kept(quantity: object, qualifier: str, estimate: bool, value: int) -> None:
    entry, issues = check(KINDS["news_web"], given(quantity=quantity), TODAY)
    assert issues == []
    assert entry is not None
    assert (entry.qualifier, entry.estimate, entry.quantity) == (qualifier, estimate, value)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "plans.entry_title"),
        ({"title": "a" * 301}, "plans.entry_title_long"),
        ({"on": ""}, "plans.entry_day"),
        ({"on": "tháng 6"}, "plans.entry_day_unread"),
        ({"on": "31/02/2026"}, "plans.entry_day_unread"),
        ({"on": "22/11/2026"}, "plans.entry_day_ahead"),
        ({"on": "01/01/1926"}, "plans.entry_day_far"),
        ({"quantity": ""}, "plans.entry_quantity"),
        ({"quantity": "nhiều"}, "plans.entry_number"),
        ({"quantity": "-5"}, "plans.entry_negative"),
        ({"quantity": "2,5"}, "plans.entry_whole"),
        ({"quantity": True}, "plans.entry_number"),
        ({"quantity": float("nan")}, "plans.entry_number"),
        ({"quantity": "9" * 30}, "plans.entry_too_large"),
        ({"quantity": "độ chừng 5"}, "plans.entry_qualifier"),
        ({"fields": {"handed_out": "1.000", "left_over": "201"}}, "plans.entry_parts"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(change: dict[str, object], code: str) -> None:
    entry, issues = check(KINDS["leaflet"], given(**change), TODAY)
    assert entry is None
    assert [issue.code for issue in issues] == [code]
    assert sentence(issues[0])


def test_what_is_planned_may_lie_ahead() -> None:
    entry, _ = check(KINDS["event"], given(on="22/12/2026", quantity=1), TODAY, planned=True)
    assert entry is not None
    assert entry.values == {"role": "organised"}  # the usual choice


def test_choices_are_taken_by_name_or_code() -> None:
    for word in ("Tham gia", "joined", "tham gia"):
        entry, _ = check(KINDS["event"], given(quantity=1, fields={"role": word}), TODAY)
        assert entry is not None
        assert entry.values["role"] == "joined"
    _, issues = check(KINDS["event"], given(quantity=1, fields={"role": "ngồi xem"}), TODAY)
    assert "Tổ chức" in sentence(issues[0])


def test_qualifiers_have_one_spelling() -> None:
    assert [qualifier_of(word) for word in ("Tối thiểu", "~", "HƠN", "", "rất")] == [
        "ít nhất", "khoảng", "hơn", "", None,
    ]  # fmt: skip
