"""The public list of channels, the check of an address, and what a merger made of a channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions import outlets as acts
from nhip.channels.models.outlets import Outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """A verified page and a verified account of an office; one that nobody verified."""
    desk = unit("lang-son/so-van-hoa-the-thao-va-du-lich")
    focal, officer = person("focal_point", desk.key), person("officer", desk.key)

    def opened(platform: str, name: str, address: str, *, verified: bool = True) -> Outlet:
        row = acts.open_outlet(focal, desk, platform, {"name": name, "address": address})
        if verified:
            row = acts.verify_outlet(officer, row.pk, "Đối chiếu công văn")
        return row

    return SimpleNamespace(
        officer=officer, page=opened("facebook", "Trang Mẫu", "https://www.facebook.com/trangmauxulang"),
        new=opened("facebook", "Trang Mới", "https://www.facebook.com/trangmoixulang"),
        draft=opened("zalo", "OA Nháp", "https://zalo.me/0999", verified=False),
    )  # fmt: skip


def said(reader: Client, address: str, lang: str = "vi") -> str:
    return reader.get(f"/{lang}/kenh/kiem-tra/", {"dia-chi": address}).content.decode()


def test_an_address_is_checked_however_it_is_written(held: SimpleNamespace, reader: Client) -> None:
    for address in ("facebook.com/TrangMauXuLang", "https://m.facebook.com/trangmauxulang/?ref=share"):
        shown = said(reader, address)
        assert "Đúng, đây là kênh chính thức" in shown
        assert "Trang Mẫu" in shown
    assert "thuộc một kênh chính thức" in said(reader, "https://facebook.com/trangmauxulang/posts/5")
    assert "chỉ giống một kênh chính thức" in said(reader, "https://facebook.com/trang.mau.xulang")
    assert "Không có trong danh bạ" in said(reader, "https://lua-dao.example/nhan-qua")
    unconfirmed = said(reader, "https://zalo.me/0999")
    assert "Không có trong danh bạ" in unconfirmed
    assert "OA Nháp" not in unconfirmed
    assert "Yes, this is an official channel" in said(reader, "facebook.com/trangmauxulang", "en")
    assert "是，这是官方渠道" in said(reader, "facebook.com/trangmauxulang", "zh")
    assert "<script>" not in said(reader, "<script>alert(1)</script>")


def test_the_list_leads_to_each_channel_with_its_code(held: SimpleNamespace, reader: Client) -> None:
    shown = reader.get("/vi/kenh/").content.decode()
    assert f"/vi/kenh/{held.page.pk}/" in shown
    assert "OA Nháp" not in shown
    one = reader.get(f"/vi/kenh/{held.page.pk}/").content.decode()
    assert "<svg" in one
    assert "Chính thức, xác nhận ngày" in one
    assert reader.get(f"/vi/kenh/{held.draft.pk}/").status_code == 404


def test_what_a_merger_made_of_a_channel_is_said_and_led_on(held: SimpleNamespace, reader: Client) -> None:
    today = timezone.localdate()
    acts.decide_fate(held.officer, held.page.pk, "merged", today, "QĐ 12/QĐ-MAU ngày 01/6/2026", into=held.new)
    shown = reader.get(f"/vi/kenh/{held.page.pk}/").content.decode()
    assert "Đã nhập vào kênh khác" in shown
    assert "QĐ 12/QĐ-MAU" in shown
    assert f"/vi/kenh/{held.new.pk}/" in shown
    assert "<svg" not in shown
    answer = said(reader, "facebook.com/trangmauxulang")
    assert "đã ngừng sử dụng" in answer
    assert "https://www.facebook.com/trangmoixulang" in answer
    listed = reader.get("/vi/kenh/").content.decode()
    assert "Trang Mẫu" in listed
    assert "Ngừng từ" in listed
    acts.decide_fate(held.officer, held.new.pk, "closed", today + timedelta(days=0), "QĐ 13/QĐ-MAU")
    assert "Địa chỉ chính thức:" not in said(reader, "facebook.com/trangmauxulang")


def test_a_renamed_channel_is_found_under_its_old_address(held: SimpleNamespace, reader: Client) -> None:
    row = acts.decide_fate(
        held.officer, held.page.pk, "renamed", date(2026, 6, 1), "QĐ 14/QĐ-MAU", name="Trang Đổi Tên",
        address="https://www.facebook.com/xulangdoiten",
    ).outlet  # fmt: skip
    before = said(reader, "facebook.com/trangmauxulang")
    assert "xulangdoiten" not in before  # until somebody verified the new address
    acts.verify_outlet(held.officer, row.pk, "Đối chiếu lại")
    answer = said(reader, "facebook.com/trangmauxulang")
    assert "đã chuyển sang địa chỉ khác" in answer
    assert "https://www.facebook.com/xulangdoiten" in answer
    shown = reader.get(f"/vi/kenh/{row.pk}/").content.decode()
    assert "Đã đổi tên" in shown
    assert "Trang Mẫu" in shown
