"""The map of the site holds every public page in its languages and no other; agencies are described for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from nhip.channels.actions.outlets import open_outlet, verify_outlet
from nhip.channels.actions.releases import withdraw
from nhip.channels.actions.showings import end_showing, offer_event, show
from nhip.law.models import Act
from nhip.portal import sitemap

pytestmark = pytest.mark.django_db
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def addresses(reader: Client, path: str = "/sitemap.xml") -> list[str]:
    answer = reader.get(path)
    assert answer.status_code == 200
    tree = etree.fromstring(answer.content)
    return [one.text.removeprefix("http://testserver") for one in tree.findall(".//s:loc", SPACE)]


def test_it_holds_every_kind_of_page_and_each_of_them_answers(
    newsroom: SimpleNamespace, public: Callable[..., Any], person: Any, reader: Client
) -> None:
    story, begins = public(), timezone.now() + timedelta(days=3)
    gone = public(title="Tin sẽ gỡ")
    officer, leader = person("officer", newsroom.unit.key), person("leader", newsroom.unit.key)
    texts = {"vi": {"title": "Ngày hội"}, "zh-hans": {"title": "桃花节"}}
    event = offer_event(officer, newsroom.unit, texts, begins, None, venue="Nhà văn hóa", contact="0205 000 000")
    assert f"/vi/su-kien/{event.pk}/" not in addresses(reader)
    show(leader, event)
    channel = open_outlet(officer, newsroom.unit, "zalo", {"name": "Zalo Sở", "address": "https://zalo.me/012345"})
    verify_outlet(person("officer", newsroom.unit.key), channel.pk, "đối chiếu")
    act = Act.objects.create(symbol="01/MAU", symbol_key="01/mau", type="Quyết định", source="mẫu", public=True)
    hidden = Act.objects.create(symbol="02/MAU", symbol_key="02/mau", type="Quyết định", source="mẫu", public=False)
    withdraw(newsroom.approver, gone, "Sai nguồn.")
    found = addresses(reader)
    assert len(found) == len(set(found))
    for path in (
        "/vi/", "/en/", "/zh/", f"/vi/tin/{story.slug}/", f"/vi/su-kien/{event.pk}/", f"/zh/su-kien/{event.pk}/",
        "/vi/su-kien/", "/vi/ke-hoach/", "/vi/bao-cao/", "/vi/nguoi-phat-ngon/", "/vi/thong-cao/",
        f"/en/van-ban/{act.pk}/", f"/vi/kenh/{channel.pk}/", f"/vi/co-quan/{newsroom.unit.key}/",
        "/vi/co-quan/lang-son.xa-that-khe/", "/vi/diem-den/",
    ):  # fmt: skip
        assert path in found, path
        assert reader.get(path).status_code == 200, path
    for path in (f"/en/su-kien/{event.pk}/", f"/vi/tin/{gone.slug}/", f"/vi/van-ban/{hidden.pk}/"):
        assert path not in found, path
    end_showing(leader, event, "Mưa lũ.")
    tree = etree.fromstring(reader.get("/sitemap.xml?x=1").content)
    of_event = tree.xpath(f"//s:url[s:loc[contains(., '/vi/su-kien/{event.pk}/')]]", namespaces=SPACE)[0]
    assert sorted(of_event.xpath("x:link/@hreflang", namespaces=SPACE)) == ["vi", "zh-Hans"]


def test_more_than_one_file_may_hold_becomes_sheets(
    public: Callable[..., Any], reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    public()
    whole = addresses(reader)
    monkeypatch.setattr(sitemap, "IN_A_SHEET", 100)
    sheets = addresses(reader, "/sitemap.xml?x=1")
    assert sheets == [f"/sitemap-{number}.xml" for number in range(1, -(-len(whole) // 100) + 1)]
    assert [one for path in sheets for one in addresses(reader, path)] == whole
    assert reader.get(f"/sitemap-{len(sheets) + 1}.xml").status_code == 404
    assert reader.get("/sitemap-0.xml").status_code == 404
    assert "Allow: /sitemap" in reader.get("/robots.txt").content.decode()


def described(reader: Client, path: str) -> list[dict[str, Any]]:
    page = reader.get(path).content.decode()
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found, path
    return [json.loads(one) for one in found]


def test_an_agency_is_described_as_one_and_a_commune_as_an_area(
    newsroom: SimpleNamespace, public: Callable[..., Any], reader: Client
) -> None:
    public()
    here = f"http://testserver/vi/co-quan/{newsroom.unit.key}/"
    (agency,) = (one for one in described(reader, f"/vi/co-quan/{newsroom.unit.key}/") if one.get("@id") == here)
    assert (agency["@type"], agency["url"]) == ("GovernmentOrganization", here)
    assert "0205 000 000" in agency["contactPoint"]["description"]
    said = described(reader, "/vi/co-quan/lang-son.xa-that-khe/")
    (area,) = (one for one in said if one["@type"] == "AdministrativeArea")
    serving = [one for one in said if one["@type"] == "GovernmentOrganization"]
    assert serving
    assert {one["areaServed"]["@id"] for one in serving} == {area["@id"]}
