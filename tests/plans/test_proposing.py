"""What a careful officer would answer: the heir of a function, the parts of a district, the issuer for the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nhip.agencies import packaged
from nhip.plans.laying import Laying, lay_out
from nhip.plans.proposing import Proposal, proposals

TODAY = date(2026, 11, 21)


def record(*names: str, role: str = "lead_agencies", field: str = "truyền thông") -> dict[str, Any]:
    return {
        "header": {
            "issuing_body": {"name": "Ủy ban nhân dân tỉnh Cao Bằng"}, "date": {"value": "2024-03-04"}, "field": field,
        },
        "tasks": [
            {"id": f"T{number:02d}", "kind": "assignment", "text": name, "summary": name, "start": number,
             "end": number + 1, role: [{"name": name, "generic": False}]}
            for number, name in enumerate(names, 1)
        ],
    }  # fmt: skip


def proposed(*names: str, **more: Any) -> tuple[Laying, tuple[Proposal, ...]]:
    told, directory = record(*names, **more), packaged.directory()
    laying = lay_out(directory, told, TODAY)
    return laying, proposals(directory, laying, told["header"]["field"])


def test_the_one_body_that_holds_the_function_is_proposed_with_its_ground() -> None:
    _, (one,) = proposed("Sở Thông tin và Truyền thông")
    assert one.units == ("cao-bang/so-van-hoa-the-thao-va-du-lich",)
    assert "chức năng truyền thông" in one.ground
    assert "chờ xác nhận" in one.ground


def test_a_district_that_was_taken_apart_goes_to_all_its_parts() -> None:
    _, (one,) = proposed("Ủy ban nhân dân huyện Nguyên Bình")
    assert len(one.units) > 3
    assert all(unit.startswith("cao-bang.") for unit in one.units)


def test_an_unknown_body_is_followed_by_the_issuer_for_that_duty_only() -> None:
    _, found = proposed("Tổ Điều phối Mùa Hoa", "Sở Ngoại vụ")
    (one,) = found
    assert (one.units, one.tasks) == (("cao-bang/uy-ban-nhan-dan",), ("T01",))


def test_an_open_circle_gets_those_the_plan_names() -> None:
    _, found = proposed("Sở Ngoại vụ", "các cơ quan, đơn vị")
    (one,) = found
    assert one.units == ("cao-bang/so-ngoai-vu",)


def test_nothing_is_proposed_where_everything_landed_or_nobody_issued() -> None:
    assert proposed("Sở Ngoại vụ")[1] == ()
    told = record("Tổ Điều phối Mùa Hoa")
    told["header"].pop("issuing_body")
    laying = lay_out(packaged.directory(), told, TODAY)
    assert proposals(packaged.directory(), laying, None) == ()


@pytest.mark.parametrize("name", ["Sở Thông tin và Truyền thông", "Ủy ban nhân dân huyện Bảo Lâm", "Tổ Mùa Hoa"])
def test_every_duty_lands_when_the_issuer_is_known(name: str) -> None:
    laying, found = proposed(name)
    assert found
    assert all(one.units and one.ground for one in found)
    assert laying.issuer is not None
