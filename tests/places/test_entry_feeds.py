"""Feeds of places, products, projects and gates: three forms that say the same, with ids that last."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.test import Client
from lxml import etree

from nhip.places.actions.entries import save_entry
from nhip.places.actions.moving import move, withdraw_entry
from nhip.portal.keeping import forget

pytestmark = pytest.mark.django_db
PATHS = {"place": "diem-den", "product": "san-pham", "project": "du-an", "gate": "cua-khau"}
ATOM = "{http://www.w3.org/2005/Atom}"


def told(path: str) -> dict[str, list[tuple[str, str, str]]]:
    """Id, title and address of each item, by the form of the feed."""
    forget()
    reader = Client()
    rss = etree.fromstring(reader.get(f"/{path}.rss").content)
    atom = etree.fromstring(reader.get(f"/{path}.atom").content)
    feed = json.loads(reader.get(f"/{path}.feed.json").content)
    return {
        "rss": [(one.findtext("guid"), one.findtext("title"), one.findtext("link")) for one in rss.iter("item")],
        "atom": [
            (one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}title"), one.find(f"{ATOM}link").get("href"))
            for one in atom.iter(f"{ATOM}entry")
        ],
        "json": [(one["id"], one["title"], one["url"]) for one in feed["items"]],
    }


@pytest.mark.parametrize("kind", PATHS)
def test_three_forms_say_the_same(places: SimpleNamespace, kind: str) -> None:
    entry = places.public(kind, "Mục mẫu")
    for lang, title in (("vi", "Mục mẫu"), ("en", "Mục mẫu (en)")):
        found = told(f"{lang}/{PATHS[kind]}")
        assert found["rss"] == found["atom"] == found["json"]
        assert [(title, f"http://testserver/{lang}/{PATHS[kind]}/{entry.slug}/")] == [one[1:] for one in found["rss"]]
    assert told(f"zh/{PATHS[kind]}") == {"rss": [], "atom": [], "json": []}


def test_an_id_outlives_the_name(places: SimpleNamespace) -> None:
    entry = places.public("place", "Tên cũ")
    before = told("vi/diem-den")["json"][0][0]
    words = {"vi": {"name": "Tên mới", "lead": "Nơi khách xa thường ghé."}}
    save_entry(places.writer, entry, dict(entry.released.content["facts"]), words)
    for who, deed in ((places.writer, "submit"), (places.approver, "approve"), (places.approver, "publish")):
        entry.refresh_from_db()
        move(who, entry, deed)
    after = told("vi/diem-den")["json"]
    assert [(one[0], one[1]) for one in after] == [(before, "Tên mới")]


def test_what_is_withdrawn_is_in_no_feed(places: SimpleNamespace) -> None:
    entry = places.public("gate", "Cửa khẩu mẫu")
    assert told("vi/cua-khau")["rss"]
    withdraw_entry(places.approver, entry, "Sai vị trí.")
    assert told("vi/cua-khau") == {"rss": [], "atom": [], "json": []}


def test_an_item_says_who_answers_and_what_it_is(places: SimpleNamespace) -> None:
    places.public("place", "Mục mẫu")
    forget()
    item = json.loads(Client().get("/en/diem-den.feed.json").content)["items"][0]
    assert item["authors"] == [{"name": "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"}]
    assert item["tags"]
    assert item["language"] == "en"
    assert item["date_published"].endswith(("+00:00", "+07:00"))
