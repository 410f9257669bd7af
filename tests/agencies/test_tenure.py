"""Successions: by function, with their acts; what is split, unconfirmed or undated is a person's question."""

from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory

THEN, NOW = date(2024, 8, 20), date(2026, 11, 21)
DISTRICT = "lang-son.huyen-cao-loc"


@pytest.fixture(scope="module")
def held() -> Directory:
    return packaged.directory()


@pytest.mark.parametrize(
    ("old", "new", "act"),
    [
        ("lang-son/so-ke-hoach-va-dau-tu", "lang-son/so-tai-chinh", "Nghị quyết 04 của HĐND tỉnh Lạng Sơn, 18/02/2025"),
        ("lang-son/so-tai-chinh-cu", "lang-son/so-tai-chinh", "Nghị quyết 04 của HĐND tỉnh Lạng Sơn, 18/02/2025"),
        (
            "lang-son/so-nong-nghiep-va-phat-trien-nong-thon",
            "lang-son/so-nong-nghiep-va-moi-truong",
            "Nghị quyết 04 của HĐND tỉnh Lạng Sơn, 18/02/2025",
        ),
        ("lang-son/ban-dan-toc", "lang-son/so-dan-toc-va-ton-giao", "Nghị quyết 04 của HĐND tỉnh Lạng Sơn, 18/02/2025"),
        ("lang-son/bao", "lang-son/bao-va-phat-thanh-truyen-hinh", "Quyết định của Tỉnh ủy (số chưa xác nhận)"),
        (
            "cao-bang/bo-chi-huy-bo-doi-bien-phong",
            "cao-bang/ban-chi-huy-bo-doi-bien-phong",
            "Kết luận 159-KL/TW; Nghị quyết 866-NQ/QUTW; bàn giao 28/6/2025",
        ),
        ("lang-son.huyen-binh-gia.xa-hong-phong", "lang-son.xa-hong-phong", "Nghị quyết 1672/NQ-UBTVQH15"),
    ],
)
def test_a_whole_successor_moves_by_itself_with_its_act(held: Directory, old: str, new: str, act: str) -> None:
    (found,) = held.successors(old, NOW)
    assert (found.unit, found.automatic, found.acts) == (new, True, (act,))
    assert found.confidence != "U"


@pytest.mark.parametrize(
    ("function", "new", "why"),
    [
        ("thông tin đối ngoại", "so-van-hoa-the-thao-va-du-lich", "unconfirmed"),
        ("chuyển đổi số", "so-khoa-hoc-va-cong-nghe", "core"),
        ("an toàn thông tin mạng", "cong-an", "function"),
    ],
)
def test_a_transfer_of_function_is_no_merger(held: Directory, function: str, new: str, why: str) -> None:
    (found,) = held.successors("lang-son/so-thong-tin-va-truyen-thong", NOW, function)
    assert (found.unit, found.why, found.automatic) == (f"lang-son/{new}", why, False)


def test_without_a_function_every_successor_is_shown(held: Directory) -> None:
    found = held.successors("lang-son/so-thong-tin-va-truyen-thong", NOW)
    assert len(found) == 3
    assert not any(item.automatic for item in found)


def test_a_function_that_moved_leaves_the_standing_body(held: Directory) -> None:
    old = "lang-son/so-noi-vu-cu"
    assert [i.unit for i in held.successors(old, NOW, "tôn giáo")] == ["lang-son/so-dan-toc-va-ton-giao"]
    assert [i.unit for i in held.successors(old, NOW, "thi đua khen thưởng")] == ["lang-son/so-noi-vu"]


def test_an_unconfirmed_and_undated_merger_leaves_a_question(held: Directory) -> None:
    found = held.successors("cao-bang/bao", NOW)
    assert [(item.unit, item.why) for item in found] == [
        ("cao-bang/bao", "undated"),
        ("cao-bang/bao-va-phat-thanh-truyen-hinh", "unconfirmed"),
    ]
    assert not any(item.automatic for item in found)


def test_what_no_source_tells_is_unknown(held: Directory) -> None:
    (found,) = held.successors(f"{DISTRICT}/trung-tam-van-hoa-the-thao-va-truyen-thong", NOW)
    assert (found.unit, found.why, found.automatic) == (None, "unknown", False)


def test_a_district_body_goes_to_every_new_commune(held: Directory) -> None:
    found = held.successors(f"{DISTRICT}/uy-ban-nhan-dan", NOW)
    assert len(found) == 8
    assert {item.why for item in found} == {"several", "split"}
    assert sum(item.why == "split" for item in found) == 4
    assert "Nghị quyết 1672/NQ-UBTVQH15" in found[0].acts[0]


def test_before_the_reform_every_body_stands_for_itself(held: Directory) -> None:
    for unit in (
        DISTRICT,
        f"{DISTRICT}/cap-uy",
        "lang-son/so-thong-tin-va-truyen-thong",
        "vn/bo-thong-tin-va-truyen-thong",
    ):
        (found,) = held.successors(unit, THEN)
        assert (found.unit, found.why) == (unit, "itself")


def test_a_department_of_a_merged_province_moved_twice(held: Directory) -> None:
    (found,) = held.successors("vinh-phuc/so-ke-hoach-va-dau-tu", NOW)
    assert found.unit == "phu-tho-2025/so-tai-chinh"
    assert [step.event.on for step in found.steps] == [date(2025, 3, 1), date(2025, 7, 1)]
    assert found.confidence == "R"


def test_predecessors_go_back_by_function_and_territory(held: Directory) -> None:
    back = {item.unit for item in held.predecessors("lang-son/so-noi-vu", THEN)}
    assert back == {"lang-son/so-noi-vu-cu", "lang-son/so-lao-dong-thuong-binh-va-xa-hoi"}
    assert {item.unit for item in held.predecessors("phu-tho-2025", THEN)} == {"phu-tho", "vinh-phuc", "hoa-binh"}


def test_an_unknown_unit_is_an_error(held: Directory) -> None:
    with pytest.raises(KeyError):
        held.successors("lang-son/khong-co", NOW)


def test_a_district_centre_that_came_under_a_department(held: Directory) -> None:
    code = "trung-tam-giao-duc-nghe-nghiep-giao-duc-thuong-xuyen"
    (found,) = held.successors(f"{DISTRICT}/{code}", NOW)
    assert (found.unit, found.automatic) == (f"lang-son/{code}-cao-loc", True)
    assert held.above(f"lang-son/{code}-cao-loc", NOW, "state") == "lang-son/so-giao-duc-va-dao-tao"
    (elsewhere,) = held.successors(f"lang-son.huyen-huu-lung/{code}", NOW)
    assert elsewhere.why == "unknown", "two districts are not in the source"
