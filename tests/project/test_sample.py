"""The sample province: built by the real actions within a minute, the same when built again, every role signs in."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import roles
from nhip.documents.models import Document
from nhip.journal import queries
from nhip.project.sample import province

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def people() -> list[province.Person]:
    (settings.NHIP_KEYS / "sample_sign_in.json").unlink(missing_ok=True)
    cache.clear()
    begun = time.monotonic()
    built = province.build(lambda text: None)
    assert time.monotonic() - begun < 60
    return built


def test_every_role_has_its_person_and_the_plan_is_confirmed(people: list[province.Person]) -> None:
    assert {person.role for person in people} == {role.code for role in roles()}
    document = Document.objects.get()
    assert document.status == Document.Status.CONFIRMED
    assert queries.faults() == []


def test_building_again_adds_nothing(people: list[province.Person]) -> None:
    before = queries.count(), Account.objects.count(), Document.objects.count()
    assert province.build(lambda text: None) == people
    assert (queries.count(), Account.objects.count(), Document.objects.count()) == before


def test_a_lost_list_gives_new_passwords_to_the_same_people(people: list[province.Person]) -> None:
    (settings.NHIP_KEYS / "sample_sign_in.json").unlink()
    again = province.build(lambda text: None)
    assert [person.email for person in again] == [person.email for person in people]
    assert again[0].password != people[0].password
    assert Account.objects.count() == len(people)


def test_every_role_signs_in_with_what_is_printed(people: list[province.Person]) -> None:
    for person in people:
        client = Client()
        answer = client.post("/tai-khoan/login/", {"login": person.email, "password": person.password})
        assert answer.status_code == 302, person.role
        if person.secret:
            code = {"code": person.code(time.time())}
            assert client.post("/tai-khoan/2fa/authenticate/", code).status_code == 302, person.role
        assert client.get("/").status_code == 200, person.role


def test_the_list_of_passwords_is_the_owners_alone(people: list[province.Person]) -> None:
    assert (settings.NHIP_KEYS / "sample_sign_in.json").stat().st_mode & 0o777 == 0o600
