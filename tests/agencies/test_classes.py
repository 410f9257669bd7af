"""Class names are kept whole by the reader and expanded for a day by whoever adopts a plan."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context

THEN, NOW = date(2024, 8, 20), date(2026, 11, 21)


@pytest.fixture(scope="module")
def held() -> Directory:
    return packaged.directory()


def members(held: Directory, name: str, on: date, context: Context) -> list[str]:
    use = held.resolve(name, on, context).class_use
    assert use is not None
    return [version.name for version in held.members_of_class(use.code, on, use.within)]


@pytest.mark.parametrize(
    "name", ["các sở, ban, ngành", "Các sở, ngành, cơ quan thuộc UBND tỉnh", "sở, ban, ngành tỉnh"]
)
def test_departments_of_the_day(held: Directory, name: str) -> None:
    then, now = members(held, name, THEN, Context("lang-son")), members(held, name, NOW, Context("lang-son"))
    assert "Sở Thông tin và Truyền thông tỉnh Lạng Sơn" in then
    assert "Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn" in now
    assert not {"Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn"} & set(then)
    assert not {"Sở Thông tin và Truyền thông tỉnh Lạng Sơn", "Ban Dân tộc tỉnh Lạng Sơn"} & set(now)
    assert now.count("Sở Tài chính tỉnh Lạng Sơn") == 1


@pytest.mark.parametrize(
    ("name", "then", "now"),
    [
        ("UBND các huyện, thành phố", 11, 0),
        ("các huyện ủy, thành ủy", 11, 0),
        ("UBND các xã, phường, thị trấn", 200, 65),
        ("UBND cấp xã", 200, 65),
        ("UBND huyện, thành phố", 11, 0),
        ("Đảng ủy các xã, phường tỉnh Lạng Sơn", 200, 65),
        ("Công an các huyện, thành phố", 11, 0),
        ("Phòng VH&TT các huyện, thành phố", 11, 0),
        ("các cơ quan báo chí trong tỉnh", 3, 2),
        ("các tổ chức chính trị - xã hội tỉnh", 5, 5),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", 63, 34),
        ("các bộ, ngành Trung ương", 22, 17),
    ],
)
def test_members_then_and_now(held: Directory, name: str, then: int, now: int) -> None:
    context = Context("lang-son")
    assert (len(members(held, name, THEN, context)), len(members(held, name, NOW, context))) == (then, now)


def test_a_class_of_bodies_takes_the_body_of_the_day(held: Directory) -> None:
    old, new = (held.resolve("Sở KH&CN các tỉnh, thành phố", day, Context("vn")).class_use for day in (THEN, NOW))
    assert old is not None
    assert new is not None
    assert (old.code, new.code) == ("so-khoa-hoc-va-cong-nghe-cu@province", "so-khoa-hoc-va-cong-nghe@province")


def test_communes_of_a_district_only_in_its_own_document(held: Directory) -> None:
    context = held.context_of(THEN, "UBND huyện Cao Lộc", "UBND tỉnh Lạng Sơn")
    for name in ("UBND các xã, thị trấn", "UBND các xã, thị trấn trên địa bàn huyện", "UBND 22 xã, thị trấn"):
        assert len(members(held, name, THEN, context)) == 22


@pytest.mark.parametrize(
    "name",
    [
        "các cơ quan, đơn vị liên quan",
        "các sở, ngành liên quan",
        "các tổ chức, cá nhân có liên quan",
        "các trường học",
        "các cơ quan báo chí",
    ],
)
def test_an_open_circle_is_left_to_a_person(held: Directory, name: str) -> None:
    found = held.resolve(name, THEN, Context("lang-son"))
    assert found.kind == "open"
    assert found.class_use is not None
    assert held.members_of_class(found.class_use.code, THEN, "lang-son") == ()


def test_a_list_no_source_gives_is_not_guessed(held: Directory) -> None:
    use = held.resolve("UBND các xã biên giới", NOW, Context("lang-son")).class_use
    assert use is not None
    assert use.expands == "unconfirmed"
    assert held.members_of_class(use.code, NOW, "lang-son") == ()


def test_an_unknown_class_is_an_error(held: Directory) -> None:
    with pytest.raises(KeyError):
        held.members_of_class("khong-co", NOW, "lang-son")
