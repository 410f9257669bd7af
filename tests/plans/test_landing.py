from datetime import date

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory
from nhip.plans.landing import Landing, land

PLAN, TODAY = date(2024, 8, 20), date(2026, 11, 21)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return packaged.directory()


def landed(directory: Directory, name: str, function: str | None = None) -> Landing:
    context = directory.context_of(PLAN, "Ủy ban nhân dân tỉnh Lạng Sơn")
    return land(directory, name, issued=PLAN, adopted=TODAY, context=context, function=function)


def test_a_body_that_stands_keeps_its_duty(directory: Directory) -> None:
    kept = landed(directory, "Sở Ngoại vụ")
    assert kept.was == kept.now is not None
    assert kept.question is None


def test_a_whole_successor_takes_over_by_the_act_that_moved_it(directory: Directory) -> None:
    moved = landed(directory, "Sở Kế hoạch và Đầu tư")
    assert moved.was != moved.now
    assert moved.now is not None
    standing = directory.unit_as_of(moved.now, TODAY)
    assert standing is not None
    assert standing.name.startswith("Sở Tài chính")
    assert moved.acts


def test_a_transfer_of_function_is_a_question_with_its_choices(directory: Directory) -> None:
    asked = landed(directory, "Sở Thông tin và Truyền thông")
    assert asked.now is None
    assert asked.question is not None
    assert len(asked.choices) > 1


def test_a_class_and_an_unknown_name_land_nowhere_by_themselves(directory: Directory) -> None:
    assert landed(directory, "các sở, ban, ngành").question == "class"
    assert landed(directory, "các cơ quan liên quan").question == "open"
    assert landed(directory, "Công ty Mây Trắng").question == "unknown"
