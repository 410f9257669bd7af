"""What adoption would do, before anybody adopts: classes expanded as of the plan's day, questions each once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nhip.agencies import packaged
from nhip.agencies.directory import Directory
from nhip.plans.adoption import due_day
from nhip.plans.laying import lay_out

TODAY = date(2026, 11, 21)
HEADER = {
    "issuing_body": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "date": {"value": "2024-03-12"},
    "period": {"from": "2024-01-01", "to": "2024-12-31"},
}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return packaged.directory()


def task(number: int, request: bool = False, **parts: Any) -> dict[str, Any]:
    named = {role: [{"name": name, "generic": name[0].islower()} for name in names] for role, names in parts.items()}
    text = f"Nhiệm vụ {number}"
    return {
        "id": f"T{number:02d}",
        "kind": "assignment",
        "text": text,
        "start": 0,
        "end": 9,
        "request": request,
    } | named


def test_a_class_is_expanded_as_of_the_plans_day_and_followed_to_today(directory: Directory) -> None:
    record = {
        "header": HEADER,
        "tasks": [task(1, coordinating_agencies=["UBND các huyện, thành phố", "các sở, ban, ngành"])],
    }
    laying = lay_out(directory, record, TODAY)
    districts = laying.expansions["UBND các huyện, thành phố"]
    assert len(districts.members) == 11
    assert all(member.question for member in districts.members), "the district level ended: a person decides"
    assert laying.expansions["các sở, ban, ngành"].bodies
    communes = {
        unit for question in laying.questions for unit in question.choices if question.was and "huyen" in question.was
    }
    assert len(communes) > 40


def test_a_body_asked_about_twice_is_one_question_for_all_its_duties(directory: Directory) -> None:
    record = {
        "header": HEADER,
        "tasks": [
            task(1, lead_agencies=["Sở Thông tin và Truyền thông"]),
            task(2, coordinating_agencies=["các sở, ban, ngành"]),
        ],
    }
    asked = [one for one in lay_out(directory, record, TODAY).questions if one.was and "thong-tin" in one.was]
    assert [(one.tasks, one.of) for one in asked] == [(("T01", "T02"), ("các sở, ban, ngành",))]
    assert len(asked[0].choices) > 1


def test_a_party_body_is_asked_and_an_open_circle_that_helps_is_no_question(directory: Directory) -> None:
    record = {
        "header": HEADER,
        "tasks": [
            task(1, request=True, implementing_agencies=["Ban Tuyên giáo Tỉnh ủy"]),
            task(2, lead_agencies=["Sở Ngoại vụ"], coordinating_agencies=["các cơ quan liên quan"]),
            task(3, implementing_agencies=["các cơ quan, đơn vị"]),
        ],
    }
    laying = lay_out(directory, record, TODAY)
    assert [part.role for part in laying.duties[0].parts] == ["requested"]
    assert laying.landings["Ban Tuyên giáo Tỉnh ủy"].now in laying.asked
    assert [(one.name, one.tasks) for one in laying.questions] == [("các cơ quan, đơn vị", ("T03",))]
    assert set(laying.bodies) >= {laying.issuer.now, laying.landings["Sở Ngoại vụ"].now}


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("2026-05-04", date(2026, 5, 4)),
        ("quý III năm 2026", date(2026, 9, 30)),
        ("tháng 6 năm 2026", date(2026, 6, 30)),
        ("sau khi có hướng dẫn", date(2026, 12, 31)),
        (None, date(2026, 12, 31)),
    ],
)
def test_a_time_limit_in_words_is_its_last_day(words: str | None, last: date) -> None:
    assert due_day(words, date(2026, 12, 31)) == last
