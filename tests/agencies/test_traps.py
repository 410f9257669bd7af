"""The traps of the commune layer, one test each: codes handed on, deceiving names, splits, homonyms, spellings."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context

THEN, EVE, DAY, NOW = date(2024, 8, 20), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 21)
LANG_SON, CAO_BANG = Context("lang-son"), Context("cao-bang")


@pytest.fixture(scope="module")
def held() -> Directory:
    return packaged.directory()


def heirs(held: Directory, unit: str) -> set[str | None]:
    return {item.unit for item in held.successors(unit, NOW)}


@pytest.mark.parametrize(("province", "reused"), [("lang-son", 37), ("cao-bang", 23)])
def test_codes_were_handed_on_to_other_units(held: Directory, province: str, reused: int) -> None:
    new = held.members_of_class("@commune", NOW, province)
    others = [v for v in new if (old := held.with_code(v.code, EVE)) and old[0].name != v.name]
    assert all(len(held.with_code(v.code, NOW)) == 1 for v in new)
    assert len(others) == reused


def test_the_township_went_to_the_ward_and_its_name_to_other_villages(held: Directory) -> None:
    assert heirs(held, "lang-son.huyen-cao-loc.thi-tran-cao-loc") == {"lang-son.phuong-ky-lua"}
    back = {held.versions_of(item.unit)[0].name for item in held.predecessors("lang-son.xa-cao-loc", THEN) if item.unit}
    assert back == {"Xã Lộc Yên", "Xã Thanh Lòa", "Xã Thạch Đạn"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("xa-binh-xa", {"xa-dinh-lap", "xa-kien-moc"}), ("xa-kien-moc", {"xa-kien-moc", "xa-chau-son"})],
)
def test_split_communes_are_never_one_successor(held: Directory, old: str, new: set[str]) -> None:
    found = held.successors(f"lang-son.huyen-dinh-lap.{old}", NOW)
    assert {item.unit for item in found} == {f"lang-son.{name}" for name in new}
    assert {(item.why, item.automatic) for item in found} == {("split", False)}
    assert all(step.link.share is None for item in found for step in item.steps), "no source gives the shares"


def test_two_communes_of_one_name_stay_apart(held: Directory) -> None:
    assert heirs(held, "lang-son.huyen-binh-gia.xa-hong-phong") == {"lang-son.xa-hong-phong"}
    assert heirs(held, "lang-son.huyen-cao-loc.xa-hong-phong") == {"lang-son.xa-dong-dang"}
    found = held.resolve("xã Hồng Phong", NOW, LANG_SON).only
    assert found is not None
    assert found.unit == "lang-son.xa-hong-phong"


def test_thuy_hung_is_in_two_districts_and_two_provinces(held: Directory) -> None:
    old = {c.unit for c in held.resolve("xã Thụy Hùng", THEN, LANG_SON).candidates}
    assert old == {"lang-son.huyen-cao-loc.xa-thuy-hung", "lang-son.huyen-van-lang.xa-thuy-hung"}
    assert heirs(held, "lang-son.huyen-cao-loc.xa-thuy-hung") == {"lang-son.xa-dong-dang"}
    cao_bang = held.resolve("xã Thuỵ Hùng, huyện Thạch An", THEN, CAO_BANG).only
    assert cao_bang is not None
    assert heirs(held, cao_bang.unit) == {"cao-bang.xa-duc-long"}


@pytest.mark.parametrize(
    ("province", "names"),
    [
        ("lang-son", {"Phường Kỳ Lừa", "Phường Đông Kinh", "Xã Khánh Khê", "Xã Tân Đoàn"}),
        (
            "cao-bang",
            {"Phường Thục Phán", "Phường Tân Giang", "Xã Cốc Pàng", "Xã Trà Lĩnh", "Xã Bạch Đằng", "Xã Minh Tâm"}
            | {"Xã Kim Đồng", "Xã Thạch An"},
        ),
    ],
)
def test_new_units_across_old_district_lines(held: Directory, province: str, names: set[str]) -> None:
    crossing = set()
    for version in held.members_of_class("@commune", NOW, province):
        districts = {held.above(item.unit, EVE) for item in held.predecessors(version.unit, EVE) if item.unit}
        if len(districts) > 1:
            crossing.add(version.name)
    assert crossing == names


@pytest.mark.parametrize("name", ["xã Quý Hoà", "xã Quý Hòa", "xa quy hoa", "XÃ QUÝ HOÀ"])
def test_spellings_of_one_commune(held: Directory, name: str) -> None:
    found = held.resolve(name, NOW, LANG_SON).only
    assert found is not None
    assert found.unit == "lang-son.xa-quy-hoa"


def test_communes_gone_before_the_reform_are_still_known(held: Directory) -> None:
    before, after = date(2024, 11, 30), date(2024, 12, 1)
    unit = "lang-son.huyen-trang-dinh.xa-dai-dong"
    assert held.unit_as_of(unit, before) is not None
    assert held.unit_as_of(unit, after) is None
    first = held.successors(unit, after)
    assert {item.unit for item in first} == {
        "lang-son.huyen-trang-dinh.thi-tran-that-khe",
        "lang-son.huyen-trang-dinh.xa-doi-can",
    }
    assert not any(item.automatic for item in held.successors(unit, NOW))
    (whole,) = held.successors("lang-son.huyen-loc-binh.xa-tinh-bac", NOW)
    assert [step.event.on for step in whole.steps] == [after, DAY]


def test_every_old_commune_of_the_country_has_somewhere_to_go(held: Directory) -> None:
    lost = [v.unit for v in held.members_of_class("@commune", EVE, "vn") if None in heirs(held, v.unit)]
    assert lost == []


def test_the_sources_disagree_on_eight_codes_and_it_stays_open(held: Directory) -> None:
    codes = [row for row in held.disagreements if row.about == "code"]
    assert len(codes) == 8
    assert {row.state for row in codes} == {"unconfirmed"}
    settled = [row for row in held.disagreements if row.about == "formation"]
    assert {row.unit_name for row in settled} == {"Xã Hồng Phong", "Xã Đồng Đăng"}
    assert {row.state for row in settled} == {"settled"}


def test_namesakes_in_other_merged_provinces_are_doubted(held: Directory) -> None:
    """The package finds communes by name within a new province; where two of one name came in, it may mix them up."""
    for old in ("can-tho.huyen-vinh-thanh.xa-thanh-quoi", "soc-trang.huyen-my-xuyen.xa-thanh-quoi"):
        found = held.successors(old, NOW)
        assert {item.why for item in found} == {"unconfirmed"}
        assert not any(item.automatic for item in found)
    doubts = [row for row in held.disagreements if row.about == "namesake"]
    assert len(doubts) == 29
    assert {row.state for row in doubts} == {"unconfirmed"}
    assert not {row.province for row in doubts} & {"Lạng Sơn", "Cao Bằng"}
