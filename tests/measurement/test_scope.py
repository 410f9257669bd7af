"""Whose rows a figure is made of: as the organisation was, and as it is."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.agencies.packaged import directory
from nhip.measurement.scope import AS_IS, AS_WAS, Scope

BEFORE, AFTER = date(2025, 6, 30), date(2026, 6, 30)
OLD = "lang-son.huyen-cao-loc.xa-yen-trach"
NEW = "lang-son.phuong-dong-kinh"


def holds(unit: str, reporter: str, on: date, view: str = AS_WAS) -> bool:
    return Scope(directory(), unit, on, view, AFTER if view == AS_IS else None).holds(reporter)


@pytest.mark.parametrize("body", ["", "/uy-ban-nhan-dan"])
def test_a_merged_commune_counts_for_its_successor_only_as_it_is(body: str) -> None:
    assert not holds(NEW, OLD + body, BEFORE)
    assert holds(NEW, OLD + body, BEFORE, AS_IS)
    assert holds(f"{NEW}/uy-ban-nhan-dan", OLD + body, BEFORE, AS_IS)
    assert not holds("lang-son.xa-cao-loc", OLD + body, BEFORE, AS_IS)


@pytest.mark.parametrize("view", [AS_WAS, AS_IS])
def test_a_province_keeps_all_its_rows_in_both_views(view: str) -> None:
    for reporter in (OLD, "lang-son.huyen-cao-loc/uy-ban-nhan-dan", "lang-son/so-ngoai-vu", "lang-son"):
        assert holds("lang-son", reporter, BEFORE, view)
    assert not holds("lang-son", "cao-bang/so-ngoai-vu", BEFORE, view)


def test_what_was_divided_is_told_for_nobody() -> None:
    assert Scope(directory(), "lang-son.xa-dinh-lap", BEFORE, AS_IS, AFTER).broken
    assert not Scope(directory(), NEW, BEFORE, AS_IS, AFTER).broken
    assert not Scope(directory(), "lang-son.xa-dinh-lap", AFTER, AS_IS, AFTER).broken


def test_an_office_answers_for_itself_and_a_committee_for_its_territory() -> None:
    assert not holds("lang-son/so-ngoai-vu", "lang-son/so-tai-chinh", AFTER)
    assert holds("lang-son/uy-ban-nhan-dan", "lang-son/so-tai-chinh", AFTER)
    assert holds(f"{NEW}/uy-ban-nhan-dan", f"{NEW}/phong-van-hoa-xa-hoi", AFTER)
    assert not holds(f"{NEW}/phong-van-hoa-xa-hoi", f"{NEW}/uy-ban-nhan-dan", AFTER)
