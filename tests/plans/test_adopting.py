"""A plan of 2024 adopted in 2026: classes expanded, questions settled by a person, for one body or a whole class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.plans.conftest import DOER, GIVER
from tests.stories.test_plans_browser import PLAN as PAPER

from nhip.agencies.refusals import Refused
from nhip.documents.actions.reading import read_document
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.plans.actions import settling, topics
from nhip.plans.actions.plans import adopt
from nhip.plans.models.plans import Plan
from nhip.plans.models.tasks import TaskPart
from nhip.plans.queries.plans import open_questions

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def officer(person: Callable[..., object], settings: object, tmp_path: object) -> object:
    settings.NHIP_ORIGINALS = tmp_path
    return person("officer", GIVER)


@pytest.fixture
def adopted(officer: object) -> Plan:
    (received,) = receive_file(officer, "ke-hoach.txt", PAPER.encode())
    document = read_document(Machine("thử"), received.document.pk)
    confirm_record(officer, document, review_of(officer, document).seal)
    return adopt(officer, document, TODAY)


def test_every_part_has_a_body_a_question_or_members(adopted: Plan) -> None:
    parts = TaskPart.objects.filter(task__plan=adopted)
    assert parts.count() > 30
    for part in parts:
        assert (part.unit_id is not None) + bool(part.question) + part.expanded == 1
    districts = parts.get(name__startswith="UBND các huyện")
    assert (districts.expanded, districts.members.count(), districts.members.exclude(question="").count()) == (
        True, 11, 11,
    )  # fmt: skip
    assert adopted.unit.key == "lang-son/uy-ban-nhan-dan"
    assert (adopted.begins, adopted.ends) == (date(2024, 1, 1), date(2027, 12, 31))
    requested = parts.get(role="requested")
    assert requested.asked
    assert adopted.objectives.count() == 1
    text = adopted.document.readings.first().text
    for line in (*adopted.objectives.all(), *adopted.tasks.all()):
        assert text[line.start : line.end].split()[:2] == line.text.split()[:2]


def test_one_decision_answers_for_a_whole_class(officer: object, adopted: Plan, person: Callable[..., object]) -> None:
    with pytest.raises(Refused):
        settling.settle_class(officer, adopted, name="UBND các huyện, thành phố", decision=" ")
    with pytest.raises(PermissionDenied):
        settling.settle_class(person("focal_point", DOER), adopted, name="UBND các huyện, thành phố", decision="x")
    assert settling.settle_class(officer, adopted, name="UBND các huyện, thành phố", decision="QĐ 1") == 11
    members = TaskPart.objects.filter(of__name__startswith="UBND các huyện")
    assert members.filter(question="").values("unit").distinct().count() == 65
    assert not members.exclude(question="").exists()
    with pytest.raises(Refused):
        settling.settle_class(officer, adopted, name="UBND các huyện, thành phố", decision="QĐ 1")


def test_a_body_is_settled_wherever_it_stands(officer: object, adopted: Plan) -> None:
    asked = next(one for one in open_questions(officer, adopted) if one.name == "Sở Thông tin và Truyền thông")
    count = settling.settle(
        officer, adopted, name=asked.name, was=asked.was, units=[GIVER], decision="QĐ 2/QĐ-UBND ngày 01/3/2025"
    )
    assert count == asked.parts
    assert TaskPart.objects.filter(was=asked.was, unit__key=GIVER).count() == count
    assert not any(one.was == asked.was for one in open_questions(officer, adopted))


def test_several_bodies_may_take_one_part(officer: object, adopted: Plan) -> None:
    asked = next(one for one in open_questions(officer, adopted) if one.name == "Sở Thông tin và Truyền thông")
    settling.settle(officer, adopted, name=asked.name, was=asked.was, units=[GIVER, DOER], decision="QĐ 3")
    part = TaskPart.objects.get(task__plan=adopted, name=asked.name, of=None)
    assert part.expanded
    assert {member.unit.key for member in part.members.all()} == {GIVER, DOER}


def test_topics_are_kept_by_people(officer: object, adopted: Plan, person: Callable[..., object]) -> None:
    made = topics.add_topic(officer, adopted, name="Cửa khẩu xanh")
    under = topics.add_topic(officer, adopted, name="Rác thải nhựa", parent=made)
    task = adopted.tasks.filter(parent=None).first()
    topics.tag_task(officer, task, [under.pk, 10**6])
    assert list(task.topics.all()) == [under]
    with pytest.raises(PermissionDenied):
        topics.add_topic(person("focal_point", DOER), adopted, name="Khác")
    topics.retire_topic(officer, made)
    under.refresh_from_db()
    assert under.retired
