"""An agency's own site that is no more, at its old address: led on for good, or said to be closed; nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions import outlets as acts
from nhip.channels.models.outlets import Outlet

pytestmark = pytest.mark.django_db
OLD = ("xacu.mau.vn", "dong.mau.vn", "tencu.mau.vn", "la.mau.vn")


@pytest.fixture
def sites(person: Callable[..., object], unit: Callable[[str], object], settings: Any) -> SimpleNamespace:
    """Sites whose names come to this portal: one merged, one closed, one renamed; and one that nobody knows."""
    settings.NHIP_OLD_HOSTS, settings.NHIP_PORTAL = frozenset(OLD), "https://cong.mau.vn"
    settings.ALLOWED_HOSTS = [*OLD, "testserver"]
    desk = unit("lang-son/so-van-hoa-the-thao-va-du-lich")
    focal, officer = person("focal_point", desk.key), person("officer", desk.key)

    def opened(address: str, *, verified: bool = True) -> Outlet:
        row = acts.open_outlet(focal, desk, "website", {"name": f"Trang {address}", "address": f"https://{address}"})
        return acts.verify_outlet(officer, row.pk, "Đối chiếu công văn") if verified else row

    made = SimpleNamespace(
        officer=officer, merged=opened("xacu.mau.vn"), closed=opened("dong.mau.vn"), renamed=opened("tencu.mau.vn"),
        new=opened("xamoi.mau.vn"),
    )  # fmt: skip
    acts.decide_fate(officer, made.merged.pk, "merged", date(2026, 4, 1), "QĐ 12/QĐ-MAU", into=made.new)
    acts.decide_fate(officer, made.closed.pk, "closed", date(2026, 4, 1), "QĐ 13/QĐ-MAU")
    acts.decide_fate(
        officer, made.renamed.pk, "renamed", date(2026, 4, 1), "QĐ 14/QĐ-MAU", address="https://tenmoi.mau.vn"
    )
    acts.verify_outlet(officer, made.renamed.pk, "Đối chiếu lại")
    return made


def asked(reader: Client, address: str, **headers: str) -> Any:
    host, _, path = address.partition("/")
    return reader.get(f"/{path}", headers={"Host": host, **headers})


@pytest.mark.parametrize(
    ("address", "onward"),
    [
        ("xacu.mau.vn", "https://xamoi.mau.vn"),
        ("xacu.mau.vn/tin/1?trang=2", "https://xamoi.mau.vn"),
        ("xacu.mau.vn/vi/", "https://xamoi.mau.vn"),
        ("tencu.mau.vn/gioi-thieu/?muc=2", "https://tenmoi.mau.vn/gioi-thieu/?muc=2"),
        ("tencu.mau.vn", "https://tenmoi.mau.vn/"),
    ],
)
def test_an_old_address_leads_on_for_good(sites: SimpleNamespace, reader: Client, address: str, onward: str) -> None:
    answer = asked(reader, address)
    assert (answer.status_code, answer["Location"]) == (301, onward)
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("speaks", "said"),
    [("vi", "Trang này đã ngừng sử dụng"), ("en", "This site is no longer in use"), ("zh-CN", "本网站已停用")],
)
def test_a_closed_site_says_so_by_its_decision(sites: SimpleNamespace, reader: Client, speaks: str, said: str) -> None:
    answer = asked(reader, "dong.mau.vn/vi/tin/", **{"Accept-Language": speaks})
    shown = answer.content.decode()
    assert (answer.status_code, said in shown, "QĐ 13/QĐ-MAU" in shown) == (410, True, True)
    assert "https://cong.mau.vn/" in shown
    assert "set-cookie" not in {name.lower() for name in answer.headers}


def test_nothing_of_the_portal_is_shown_under_an_old_name(sites: SimpleNamespace, reader: Client) -> None:
    for path in ("", "vi/", "tai-khoan/login/", "bien-tap/", "robots.txt"):
        assert asked(reader, f"la.mau.vn/{path}").status_code == 410
    assert reader.get("/vi/").status_code == 200


def test_a_fate_to_come_leads_nowhere_yet(sites: SimpleNamespace, reader: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    acts.decide_fate(sites.officer, sites.new.pk, "merged", tomorrow, "QĐ 15/QĐ-MAU", into=sites.renamed)
    assert asked(reader, "xacu.mau.vn")["Location"] == "https://xamoi.mau.vn"


@pytest.mark.parametrize(
    ("unit", "status", "heirs"),
    [
        ("lang-son.thanh-pho-lang-son.phuong-hoang-van-thu", 301, ["lang-son.phuong-ky-lua"]),
        ("lang-son.huyen-dinh-lap.xa-binh-xa", 410, ["lang-son.xa-dinh-lap", "lang-son.xa-kien-moc"]),
    ],
)
def test_the_address_of_a_unit_that_is_no_more_leads_on(
    reader: Client, db: None, unit: str, status: int, heirs: list[str]
) -> None:
    answer = reader.get(f"/vi/co-quan/{unit}/")
    assert answer.status_code == status
    told = answer["Location"] if status == 301 else answer.content.decode()
    for heir in heirs:
        assert f"/vi/co-quan/{heir}/" in told
