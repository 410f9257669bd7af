"""The packaged directory: units as of a day, codes by day, hierarchies."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory

THEN, NOW = date(2024, 8, 20), date(2026, 11, 21)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return packaged.directory()


def count(directory: Directory, within: str, level: str, on: date) -> int:
    return len(directory.members_of_class(f"@{level}", on, within))


def test_the_whole_country_before_and_after(directory: Directory) -> None:
    eve, day = date(2025, 6, 30), date(2025, 7, 1)
    assert (count(directory, "vn", "province", eve), count(directory, "vn", "province", day)) == (63, 34)
    assert (count(directory, "vn", "district", eve), count(directory, "vn", "district", day)) == (696, 0)
    assert (count(directory, "vn", "commune", eve), count(directory, "vn", "commune", day)) == (10035, 3321)


@pytest.mark.parametrize(("province", "old", "new"), [("lang-son", 194, 65), ("cao-bang", 161, 56)])
def test_the_two_provinces(directory: Directory, province: str, old: int, new: int) -> None:
    assert count(directory, province, "commune", date(2025, 6, 30)) == old
    assert count(directory, province, "commune", NOW) == new


def test_a_code_says_nothing_without_a_day(directory: Directory) -> None:
    assert [v.name for v in directory.with_code("05977", THEN)] == ["Phường Vĩnh Trại"]
    assert [v.name for v in directory.with_code("05977", NOW)] == ["Phường Đông Kinh"]


def test_a_body_stands_in_several_hierarchies_at_once(directory: Directory) -> None:
    body = "lang-son/so-tai-chinh"
    assert directory.above(body, NOW, "state") == "lang-son/uy-ban-nhan-dan"
    assert directory.above(body, NOW, "sector") == "vn/bo-tai-chinh"
    assert directory.above(body, NOW, "territory") == "lang-son"
    assert directory.above("lang-son/cap-uy", NOW, "state") is None


def test_the_border_guard_moved_under_the_military_command(directory: Directory) -> None:
    assert directory.unit_as_of("lang-son/bo-chi-huy-bo-doi-bien-phong", THEN) is not None
    assert directory.above("lang-son/ban-chi-huy-bo-doi-bien-phong", NOW, "armed") == "lang-son/bo-chi-huy-quan-su"
    assert directory.unit_as_of("lang-son/ban-chi-huy-bo-doi-bien-phong", THEN) is None


def test_what_stands_below_in_each_hierarchy(directory: Directory) -> None:
    committee = "lang-son/uy-ban-nhan-dan"
    then, now = directory.below(committee, THEN, "state"), directory.below(committee, NOW, "state")
    assert {"lang-son/so-tai-chinh-cu", "lang-son.huyen-cao-loc/uy-ban-nhan-dan"} <= set(then)
    assert {"lang-son/so-tai-chinh", "lang-son.xa-cao-loc/uy-ban-nhan-dan"} <= set(now)
    assert "lang-son/dai-phat-thanh-va-truyen-hinh" in then
    assert "lang-son/bao-va-phat-thanh-truyen-hinh" in directory.below("lang-son/cap-uy", NOW, "party")
    assert len(directory.below("vn/bo-tai-chinh", NOW, "sector")) >= 34
