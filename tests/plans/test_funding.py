from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nhip.plans.funding import STATES, amount_of, refusals, totals

codes = [code for code, _ in STATES]


def test_quantity_times_norm_in_whole_dong() -> None:
    assert amount_of(Decimal("2.5"), Decimal("333333")) == Decimal(833333)
    assert amount_of(Decimal("1"), Decimal("0.5")) == Decimal(1)


@given(st.sampled_from(codes), st.sampled_from(codes), st.integers(0, 10), st.integers(0, 10))
def test_money_goes_one_step_at_a_time_and_is_never_overspent(here: str, there: str, given_: int, new: int) -> None:
    found = {issue.code for issue in refusals(here, Decimal(given_), there, Decimal(new), "QĐ 1")}
    step = codes.index(there) - codes.index(here)
    assert ("plans.funding_step" in found) == (step not in (0, 1))
    assert ("plans.funding_overspent" in found) == (there == "spent" and new > given_)


def test_appraising_and_allotting_name_their_document() -> None:
    assert {issue.code for issue in refusals("proposed", Decimal(5), "appraised", Decimal(4), " ")} == {
        "plans.decision_missing"
    }


def test_of_each_line_the_last_step_counts() -> None:
    steps = [(1, "proposed", Decimal(9)), (1, "proposed", Decimal(7)), (2, "proposed", Decimal(1))]
    assert totals([*steps, (1, "spent", Decimal(6))]) == {
        "proposed": Decimal(8), "appraised": Decimal(0), "allotted": Decimal(0), "spent": Decimal(6),
    }  # fmt: skip
