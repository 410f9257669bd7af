"""The public list of channels, the check of an address, and what a merger made of a channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions import outlets as acts
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.outlets import series

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
        officer=officer, focal=focal, page=opened("facebook", "Trang Mẫu", "https://www.facebook.com/trangmauxulang"),
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
    answer = reader.get(f"/vi/kenh/{held.page.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/vi/kenh/{held.new.pk}/#kenh-{held.page.pk}")
    shown = reader.get(f"/vi/kenh/{held.new.pk}/").content.decode()
    assert f'id="kenh-{held.page.pk}"' in shown
    assert "Đã nhập vào kênh khác" in shown
    assert "QĐ 12/QĐ-MAU" in shown
    answer = said(reader, "facebook.com/trangmauxulang")
    assert "đã ngừng sử dụng" in answer
    assert "https://www.facebook.com/trangmoixulang" in answer
    listed = reader.get("/vi/kenh/").content.decode()
    assert "Trang Mẫu" in listed
    assert "Ngừng từ" in listed
    acts.decide_fate(held.officer, held.new.pk, "closed", today + timedelta(days=0), "QĐ 13/QĐ-MAU")
    assert "Địa chỉ chính thức:" not in said(reader, "facebook.com/trangmauxulang")
    for row in (held.page, held.new):  # a closed channel's page stays and says so
        answer = reader.get(f"/vi/kenh/{row.pk}/")
        assert (answer.status_code, "<svg" in answer.content.decode()) == (410, False)
        assert "Ngừng sử dụng từ" in answer.content.decode()


def test_a_channel_says_whose_place_it_took_and_where_its_numbers_break(held: SimpleNamespace, reader: Client) -> None:
    third = acts.open_outlet(
        held.officer, held.page.unit, "facebook", {"name": "Trang Ba", "address": "https://www.facebook.com/trangba"}
    )
    acts.verify_outlet(held.focal, third.pk, "Đối chiếu công văn")
    acts.decide_fate(held.officer, third.pk, "redirected", date(2026, 2, 1), "QĐ 09/QĐ-MAU", into=held.page)
    acts.decide_fate(held.officer, held.page.pk, "merged", date(2026, 4, 1), "QĐ 12/QĐ-MAU", into=held.new)
    for month, count in ((3, 1000), (5, 1900)):
        acts.measure_outlet(held.officer, held.new.pk, "facebook.followers", Decimal(count), date(2026, month, 1))
    assert [one.why for one in series(held.new, "followers")] == ["", "fate"]
    for lang, said_break, word in (
        ("vi", "Chuỗi số liệu ngắt tại đây: xử lý khi sắp xếp đơn vị", "1.900"),
        ("en", "The series breaks here: decided at a merger", "1,900"), ("zh", "数列在此中断", "1900"),
    ):  # fmt: skip
        shown = reader.get(f"/{lang}/kenh/{held.new.pk}/").content.decode()
        assert said_break in shown
        assert word in shown
        assert shown.index("Trang Mẫu") < shown.index("Trang Ba")  # the latest first
    assert reader.get(f"/vi/kenh/{third.pk}/")["Location"].startswith(f"/vi/kenh/{held.new.pk}/#")


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
