"""Rolling up: the same in whatever order agencies come together; nothing summed that must not be."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.measurement import catalogue
from nhip.reporting.collecting import Collected, by_label, joined_text, mark_doubles, passages
from nhip.reporting.rollup import Row, join, of_one, rolled, rule_of

AMOUNT = st.decimals(0, 10**6, places=2, allow_nan=False)
ROWS = st.lists(
    st.tuples(st.none() | AMOUNT, st.booleans(), AMOUNT, AMOUNT), max_size=12
).map(lambda rows: [
    Row(str(at), None if nil else value, nil, top, bottom) for at, (value, nil, top, bottom) in enumerate(rows)
])  # fmt: skip
RULE = st.sampled_from(["sum", "ratio", "separate"])


@given(RULE, ROWS, st.randoms())
def test_the_order_and_the_grouping_make_no_difference(rule: str, rows: list[Row], random: object) -> None:
    straight = rolled(rule, rows)
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rolled(rule, shuffled) == straight
    tree = [of_one(rule, row) for row in shuffled]
    while len(tree) > 1:
        at = random.randrange(len(tree) - 1)  # type: ignore[attr-defined]
        tree[at : at + 2] = [join(tree[at], tree[at + 1])]
    if tree:
        assert tree[0] == reduce(join, [of_one(rule, row) for row in rows])


@given(ROWS)
def test_a_sum_is_the_sum_and_everybody_stands_in_one_group(rows: list[Row]) -> None:
    found = rolled("sum", rows)
    given = [row.value for row in rows if row.value is not None]
    assert found.value == (sum(given, Decimal(0)) if given else None)
    assert len(found.said) + len(found.nil) + len(found.missing) == len(rows)


@given(ROWS)
def test_what_stands_side_by_side_never_adds_up(rows: list[Row]) -> None:
    assert rolled("separate", rows).value is None


def test_a_share_comes_from_its_parts_never_from_percentages() -> None:
    small = Row("a", Decimal(100), top=Decimal(1), bottom=Decimal(1))
    large = Row("b", Decimal(50), top=Decimal(50), bottom=Decimal(100))
    found = rolled("ratio", [small, large]).value
    assert found is not None
    assert round(found, 2) == Decimal("50.50")
    assert rolled("ratio", [small, Row("b", Decimal(50))]).value is None
    assert rolled("ratio", [Row("a", Decimal(0), top=Decimal(0), bottom=Decimal(0))]).value is None


def test_nobody_counts_twice() -> None:
    one = of_one("sum", Row("a", Decimal(1)))
    with pytest.raises(ValueError, match="twice"):
        join(one, one)
    with pytest.raises(ValueError, match="ratio"):
        join(one, of_one("ratio", Row("b", Decimal(1))))


def test_missing_is_not_zero_and_nil_is_not_missing() -> None:
    found = rolled("sum", [Row("a", Decimal(0)), Row("b", None), Row("c", None, nil=True)])
    assert (found.value, found.missing, found.nil) == (Decimal(0), frozenset("b"), frozenset("c"))
    assert rolled("sum", [Row("c", None, nil=True)]).all_nil
    assert not found.all_nil


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("web_items", "sum"), ("loudspeaker_plays", "sum"), ("broadcast_hours", "sum"), ("event_attendance", "sum"),
        ("followers", "separate"), ("approval_hours", "separate"), ("social_interactions_monthly", "separate"),
        ("local_products_shown", "separate"), ("communication_staff", "separate"), ("clusters_and_screens", "separate"),
        ("tasks_done_share", "ratio"), ("enquiries_on_time_share", "ratio"), ("orgs_with_social_channel", "ratio"),
        ("tourist_arrivals", "separate"), ("learning_gain", "separate"),
    ],
)  # fmt: skip
def test_the_rule_is_told_from_the_formula(code: str, rule: str) -> None:
    assert rule_of(catalogue.indicator(code).formula) == rule


def test_no_percentage_ever_adds_up() -> None:
    wrong = [one.code for one in catalogue.packaged() if one.unit == "%" and rule_of(one.formula) == "sum"]
    assert wrong == []


def test_doubles_are_marked_with_the_first_and_never_dropped() -> None:
    text = "Tổ chức 02 hội nghị tuyên truyền về chuyển đổi số cho nhân dân trên địa bàn xã"
    found = mark_doubles([
        Collected("Xã A", 1, 1, "p", text), Collected("Xã B", 2, 2, "p", "Treo 15 băng rôn tại trung tâm xã"),
        Collected("Xã C", 3, 3, "p", text.upper()),
    ])  # fmt: skip
    assert [one.same_as for one in found] == [None, None, 0]
    assert joined_text(found).splitlines()[0] == f"- Xã A, Xã C: {text}"
    assert len(joined_text(found).splitlines()) == 2


def test_passages_are_paragraphs_and_items() -> None:
    assert passages("Một.\n\nHai.\n- ba\n- bốn") == ["Một.", "Hai.", "- ba", "- bốn"]


def test_what_many_agencies_told_alike_names_the_first_and_counts_the_others() -> None:
    from nhip.reporting.collecting import Collected, joined_text, mark_doubles

    said = [Collected(f"Xã {number}", number, number, "II", "Loa phát ổn định.") for number in range(1, 7)]
    assert joined_text(mark_doubles(said)) == "- 6 cơ quan, đơn vị (Xã 1 và 5 nơi khác): Loa phát ổn định."
    assert joined_text(mark_doubles(said[:2])) == "- Xã 1, Xã 2: Loa phát ổn định."


def test_what_agencies_say_of_themselves_is_put_together_by_kind() -> None:
    said = [
        "Nguyên nhân: thiếu người",
        "- Hạn chế: ít tin",
        "Ưu điểm: kịp thời",
        "Đã làm tốt",
        "Đề nghị khen thưởng: A",
    ]
    told = by_label([Collected(f"xã {at}", at, at, "evaluation", text) for at, text in enumerate(said)])
    assert [one.text for one in told] == [said[3], said[2], said[1], said[0], said[4]]
    again = by_label([Collected("a", 1, 1, "e", "Hạn chế: một"), Collected("b", 2, 2, "e", "Hạn chế: hai")])
    assert [one.unit for one in again] == ["a", "b"], "in the order of the agencies within a kind"
