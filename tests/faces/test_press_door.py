"""The door that systems of press agencies knock at: the key first, then each link by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.channels.conftest import DESK, newsroom, person, unit

from nhip.newsroom.actions.intake import open_key, revoke_key
from nhip.newsroom.models.intake import SentLink
from nhip.plans.models.activities import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]
__all__ = ["newsroom", "person", "unit"]
DOOR = "/nhan/bai-bao/"


@pytest.fixture
def knock(newsroom: SimpleNamespace, person: Callable[..., object]) -> Callable[..., Any]:
    """`knock(links)` as the agency's own system; `knock(links, secret)` with another key; `.key`, `.focal`."""
    focal = person("focal_point", DESK)
    key, secret = open_key(focal, newsroom.unit, "Hệ thống tòa soạn")
    client = Client(enforce_csrf_checks=True)

    def sent(links: object, shown: str = secret, body: str = "") -> Any:
        return client.post(
            DOOR, body or json.dumps({"links": links}), content_type="application/json",
            headers={"Authorization": f"Bearer {shown}"},
        )  # fmt: skip

    sent.key, sent.focal = key, focal  # type: ignore[attr-defined]
    return sent


def test_each_link_is_answered_by_itself(knock: Callable[..., Any]) -> None:
    good = {"link": "https://baomau.vn/1?utm_source=x", "title": "Một", "published_on": "2026-11-20", "contract": "1"}
    answer = knock([good, {**good, "link": "https://www.baomau.vn/1"}, {**good, "published_on": "hôm qua"},
                    {**good, "link": "file:///etc/passwd"}])  # fmt: skip
    assert answer.status_code == 200
    assert [one["state"] for one in answer.json()["links"]] == ["received", "known", "refused", "refused"]
    row = SentLink.objects.get()
    assert (row.contract, row.key_id, Activity.objects.count()) == ("1", knock.key.pk, 1)


def test_without_a_key_that_holds_nothing_is_looked_at(knock: Callable[..., Any]) -> None:
    good = [{"link": "https://baomau.vn/1", "title": "Một", "published_on": "2026-11-20"}]
    assert knock(good, "khac").status_code == 403
    assert knock(good, "").status_code == 403
    revoke_key(knock.focal, knock.key)
    assert knock(good).status_code == 403
    assert not SentLink.objects.exists()


@pytest.mark.parametrize("body", ["x", "[]", '{"links": 1}', '{"links": ["a"]}', json.dumps({"links": [{}] * 51})])
def test_what_is_no_list_of_links_is_said_to_be_none(knock: Callable[..., Any], body: str) -> None:
    assert knock([], body=body).status_code == 400


def test_too_much_at_once_and_other_methods(knock: Callable[..., Any]) -> None:
    assert knock([], body=json.dumps({"links": [], "x": "y" * 70_000})).status_code == 413
    assert Client().get(DOOR).status_code == 405
