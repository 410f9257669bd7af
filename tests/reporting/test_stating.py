"""A regime as somebody states it on a form."""

from __future__ import annotations

from datetime import date

from nhip.reporting.regimes import check, packaged_outlines, regime_from
from nhip.reporting.stating import code_for, stated

SAID = {
    "name": ["Báo cáo  thử"], "content": ["Kết quả"], "field": ["general"], "window": ["calendar"],
    "outline": ["general"],
    "form": ["văn bản"], "confidence": ["T"], "reporters": ["communes", "departments"], "kinds": ["quarter", "year"],
    "receiver": ["Sở Nội vụ", "", "Ban Tuyên giáo và Dân vận"], "receiver_line": ["state", "state", "party"],
    "since": ["2027-01-01"], "ground": ["Quyết định 9/2026/QĐ-UBND"],
    "due_level": ["commune", "province", "commune"], "due_kind": ["quarter", "quarter", "year"],
    "due_day": ["20", "", ""], "due_months": ["1", "0", "0"], "due_before": ["1", "", ""],
    "due_workdays": ["", "3", ""], "due_shift": ["next", "previous", "previous"],
}  # fmt: skip


def codes(**more: list[str]) -> set[str]:
    return {one.code for one in stated(SAID | more).issues}


def test_a_whole_form_is_a_regime_that_holds_together() -> None:
    told = stated(SAID)
    assert told.issues == ()
    assert told.since == date(2027, 1, 1)
    held = regime_from(dict(told.data) | {"code": "x", "valid_from": told.since})
    outline = packaged_outlines()["general"]
    assert check([held], {"general": outline}, [code for part in outline.parts for code in part.figures]) == []
    assert held.name == "Báo cáo thử"
    assert [(one.line, one.name) for one in held.receivers] == [
        ("state", "Sở Nội vụ"), ("party", "Ban Tuyên giáo và Dân vận"),
    ]  # fmt: skip
    first, second = (one.rule for one in held.due)
    assert (first.day, first.months_after, first.before, first.shift) == (20, 1, True, "next")
    assert (second.day, second.workdays_after_close) == (None, 3)
    assert held.source == "Quyết định 9/2026/QĐ-UBND", "the ground where no other source is named"
    assert held.substitution is False


def test_what_is_missing_is_said_all_at_once() -> None:
    empty = {one.code for one in stated({}).issues}
    assert empty == {
        f"reporting.regime_needs_{name}"
        for name in ("name", "content", "reporters", "receivers", "kinds", "since", "ground")
    }
    assert codes(since=["mai"]) == {"reporting.regime_needs_since"}


def test_a_last_day_is_one_thing_and_said_once() -> None:
    assert codes(due_workdays=["2", "3", ""]) == {"reporting.regime_due_number"}
    assert codes(due_day=["32", "", ""]) == {"reporting.regime_due_number"}
    assert codes(due_day=["hai", "", ""]) == {"reporting.regime_due_number"}
    assert codes(due_level=["commune"] * 3) == {"reporting.regime_due_twice"}
    assert codes(due_kind=["month", "quarter", "year"]) == {"reporting.regime_due_kind"}


def test_a_new_regime_gets_a_name_of_its_own() -> None:
    assert code_for("Báo cáo đột xuất (bão, lũ)", ()) == "bao_cao_dot_xuat_bao_lu"
    assert code_for("Báo cáo năm", {"bao_cao_nam", "bao_cao_nam_2"}) == "bao_cao_nam_3"
    assert code_for("***", ()) == "regime"
