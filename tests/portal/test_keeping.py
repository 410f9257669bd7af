"""Pages are kept, and never a moment too long."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from nhip.channels.actions.releases import withdraw
from nhip.portal.keeping import EDITIONS

pytestmark = pytest.mark.django_db


def test_a_kept_page_costs_one_question_for_each_room(
    public: Callable[..., object], reader: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    public()
    first = reader.get("/vi/")
    with django_assert_num_queries(len(EDITIONS)):
        second = reader.get("/vi/")
    assert first.content == second.content
    for name in ("ETag", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Content-Language"):
        assert first.headers[name] == second.headers[name]
    assert second.headers["Vary"] == "Accept-Encoding"
    assert reader.get("/vi/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_browser_that_unpacks_gets_the_page_packed(public: Callable[..., object], reader: Client) -> None:
    public()
    plain = reader.get("/vi/")
    packed = reader.get("/vi/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_withdrawal_counts_at_once(newsroom: SimpleNamespace, public: Callable[..., object], reader: Client) -> None:
    story = public(title="Tin sắp gỡ")
    address = f"/vi/tin/{story.slug}/"
    assert reader.get(address).status_code == 200
    seen = reader.get("/vi/").headers["ETag"]
    withdraw(newsroom.approver, story, "Sai.")
    assert reader.get(address).status_code == 410
    answer = reader.get("/vi/", headers={"If-None-Match": seen})
    assert answer.status_code == 200
    assert "Tin sắp gỡ" not in answer.content.decode()


def test_a_new_story_is_seen_at_once(public: Callable[..., object], reader: Client) -> None:
    reader.get("/vi/")
    public(title="Tin mới toanh")
    assert "Tin mới toanh" in reader.get("/vi/").content.decode()
