"""A commune's own name under the province's domain: its page of this portal, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nhip.portal.communes import labels, own_address

pytestmark = pytest.mark.django_db
DOMAIN = "langson.mau.vn"


@pytest.fixture(autouse=True)
def domain(settings: Any) -> None:
    settings.NHIP_COMMUNE_DOMAIN, settings.NHIP_PORTAL = DOMAIN, f"https://{DOMAIN}"
    settings.ALLOWED_HOSTS = [f".{DOMAIN}", "testserver"]


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_its_first_page_is_the_page_of_the_commune(client: Client, code: str) -> None:
    shown = client.get(f"/{code}/", headers={"host": f"dongdang.{DOMAIN}"})
    assert shown.status_code == 200
    text = shown.content.decode()
    assert '<h1 lang="vi">Xã Đồng Đăng</h1>' in text
    assert f'<link rel="canonical" href="http://dongdang.{DOMAIN}/{code}/">' in text
    for other in {"vi", "en", "zh"} - {code}:
        assert f'href="http://dongdang.{DOMAIN}/{other}/"' in text


def test_the_bare_host_leads_to_vietnamese(client: Client) -> None:
    led = client.get("/", headers={"host": f"dongdang.{DOMAIN}"})
    assert (led.status_code, led.headers["Location"]) == (302, "/vi/")


def test_every_other_page_is_the_portals(client: Client) -> None:
    for way in ("/vi/tin/?trang=2", "/tai-khoan/login/", "/vi/co-quan/lang-son.xa-dong-dang/"):
        led = client.get(way, headers={"host": f"dongdang.{DOMAIN}"})
        assert (led.status_code, led.headers["Location"]) == (301, f"https://{DOMAIN}{way}")


def test_the_portals_page_of_a_commune_names_its_own_address(client: Client) -> None:
    text = client.get("/vi/co-quan/lang-son.xa-dong-dang/", headers={"host": DOMAIN}).content.decode()
    assert f'<link rel="canonical" href="http://dongdang.{DOMAIN}/vi/">' in text


def test_a_name_that_no_commune_bears_shows_nothing(client: Client) -> None:
    assert client.get("/vi/", headers={"host": f"khongco.{DOMAIN}"}).status_code == 404


def test_every_commune_has_a_name_of_plain_letters() -> None:
    found = labels(date(2026, 11, 1))
    assert all(re.fullmatch("[a-z0-9]+", label) for label in found)
    assert len(set(found.values())) == 65  # communes and wards of Lạng Sơn since 1 July 2025
    assert found["dongdang"] == found["xadongdang"] == "lang-son.xa-dong-dang"


def test_a_name_that_two_communes_bear_needs_its_kind() -> None:
    from nhip.portal.communes import _labels

    held = _labels((("t.xa-tan-an", "Xã Tân An"), ("t.phuong-tan-an", "Phường Tân An"), ("t.xa-be", "Xã Bế")))
    assert held == {"xatanan": "t.xa-tan-an", "phuongtanan": "t.phuong-tan-an", "be": "t.xa-be", "xabe": "t.xa-be"}


def test_without_a_domain_nothing_is_answered_so(client: Client, settings: Any) -> None:
    settings.NHIP_COMMUNE_DOMAIN = ""
    assert own_address("lang-son.xa-dong-dang", "vi") == ""
    assert 'href="http://testserver/vi/"' in client.get("/vi/").content.decode()
